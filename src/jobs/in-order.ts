/** Works on many items at once and hands the results over in the order of the items. */

/**
 * Maps with at most `width` items in work; an item is read only when there is room for it.
 *
 * @throws what `work` throws, after the items in work have come to rest
 */
export async function* mapInOrder<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  { width, work }: { readonly width: number; readonly work: (item: Item) => Promise<Result> },
): AsyncGenerator<Result, void> {
  const waiting: Promise<Result>[] = []
  try {
    for await (const item of items) {
      const result = work(item)
      // A later failure must not be reported as unhandled while an earlier result is still awaited.
      result.catch(() => undefined)
      waiting.push(result)
      if (waiting.length >= width) yield await waiting.shift()!
    }
    while (waiting.length > 0) yield await waiting.shift()!
  } finally {
    await Promise.allSettled(waiting)
  }
}
