/** What an embedding is to the metrics: a function with a name, whoever computes it. */

export interface Embedding {
  /** Tells embeddings apart, such as `hashed-v1`; figures of different ones are not compared. */
  readonly id: string
  /** @returns one vector of one common length for each text, in order; any scale, all zeros for a text without words */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>
}

/** The vector at length 1, in place; one of zeros stays as it is. */
export function normalize(vector: Float32Array): Float32Array {
  let square = 0
  for (const value of vector) square += value * value
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0
  for (let i = 0; i < vector.length; i++) vector[i]! *= scale
  return vector
}
