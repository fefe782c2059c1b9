/** Asking for many ids at once without passing the number of parameters that a statement may have. */

const IDS_AT_ONCE = 1_000

/** The rows of every chunk of ids, in the order of the chunks. */
export async function inChunks<T>(
  ids: readonly string[],
  read: (chunk: readonly string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const found: T[] = []
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    found.push(...(await read(ids.slice(from, from + IDS_AT_ONCE))))
  }
  return found
}
