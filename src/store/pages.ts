/** Reading a big table a page at a time, in the order of arrival. */

/** Rows a page where nothing else is asked for. */
export const PAGE = 500

export interface Page<T> {
  readonly items: readonly T[]
  /** Where the next page begins; absent on the last one. */
  readonly next?: number
}

export interface PageOptions {
  /** The `next` of the page before. */
  readonly after?: number
  readonly limit?: number
}

/** A page made of rows that carry their place; `limit` is what the rows were asked with. */
export function pageOf<R, T>(
  rows: readonly R[],
  { limit, place, item }: { limit: number; place: (row: R) => number; item: (row: R) => T },
): Page<T> {
  const last = rows.at(-1)
  const items = rows.map(item)
  return rows.length < limit || last === undefined ? { items } : { items, next: place(last) }
}

/** Every item of every page. */
export async function* eachOf<T>(read: (options: PageOptions) => Promise<Page<T>>): AsyncGenerator<T, void> {
  let after: number | undefined
  do {
    const page: Page<T> = await read(after === undefined ? {} : { after })
    yield* page.items
    after = page.next
  } while (after !== undefined)
}
