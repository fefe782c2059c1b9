/** The built-in embedding: hashed words and character n-grams, the same on every machine and without a model. */
import { type Embedding, normalize } from './embedding.ts'

const DIMENSIONS = 512
const SHORTEST = 3
const LONGEST = 5
const WEIGHT = { word: 2, pair: 0.5, gram: 1 }
/** Words of up to three letters are mostly those that every question has. */
const SHORT = { letters: 3, weight: 0.2 }

/** `hashed-v1`; another way to hash is another id. */
export const hashedEmbedding: Embedding = {
  id: 'hashed-v1',
  embed: async (texts) => texts.map(hashText),
}

/**
 * The vector of one text: words, pairs of words and character 3- to 5-grams of lower-case words, each hashed to a
 * place and a sign, square root of their counts, length 1.
 *
 * @returns 512 numbers; all 0 for a text without letters and digits
 * @source Weinberger et al. (2009), https://doi.org/10.1145/1553374.1553516
 */
export function hashText(text: string): Float32Array {
  const counts = new Map<number, number>()
  const add = (feature: string, weight: number) => {
    const hash = fnv1a(feature)
    counts.set(hash, (counts.get(hash) ?? 0) + weight)
  }
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  words.forEach((word, i) => {
    const weight = word.length <= SHORT.letters ? SHORT.weight : 1
    add(`w ${word}`, WEIGHT.word * weight)
    if (i > 0) add(`p ${words[i - 1]} ${word}`, WEIGHT.pair)
    const padded = `<${word}>`
    for (let length = SHORTEST; length <= LONGEST; length++) {
      for (let from = 0; from + length <= padded.length; from++)
        add(padded.slice(from, from + length), WEIGHT.gram * weight)
    }
  })
  const vector = new Float32Array(DIMENSIONS)
  for (const [hash, count] of counts) {
    vector[(hash >>> 1) % DIMENSIONS]! += (hash & 1 ? 1 : -1) * Math.sqrt(count)
  }
  return normalize(vector)
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
