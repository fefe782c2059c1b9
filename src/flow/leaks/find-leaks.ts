/** Finds what two sides of a split share: databases, questions, queries and their patterns. */
import type { Leak } from '../../model/leak.ts'
import type { LeakItem } from './leak-item.ts'
import { nearTextSearch } from './near-texts.ts'

export interface FindLeaksOptions {
  /** True where both sides are over the same databases on purpose, as training and validation are. */
  readonly sharedDatabases?: boolean
}

/**
 * For each item of the test side at most one finding of words and one of queries: the closest of them.
 *
 * @returns databases first, then in the order of the test side
 */
export function findLeaks(
  train: readonly LeakItem[],
  test: readonly LeakItem[],
  { sharedDatabases = false }: FindLeaksOptions = {},
): Leak[] {
  const words = wordsSearch(train)
  const queries = querySearch(train)
  return [
    ...(sharedDatabases ? [] : databasesOnBothSides(train, test)),
    ...test.flatMap((item) => [words(item), queries(item)].filter((found) => found !== undefined)),
  ]
}

function databasesOnBothSides(train: readonly LeakItem[], test: readonly LeakItem[]): Leak[] {
  const names = new Map(train.map((item) => [item.db, item.dbName]))
  const shared = new Map(test.filter((item) => names.has(item.db)).map((item) => [item.db, item.dbName]))
  return [...shared].map(([db, name]) => ({
    kind: 'database',
    blocking: true,
    train: names.get(db)!,
    test: name,
    similarity: 1,
  }))
}

type Search = (item: LeakItem) => Leak | undefined

/** The nearest words, first those over the same database; over another one they are a warning. */
function wordsSearch(train: readonly LeakItem[]): Search {
  const search = nearTextSearch(train.map((item) => item.words))
  return (item) => {
    const near = search(item.words).map((one) => ({ ...one, of: train[one.index]! }))
    const found = near.find((one) => one.of.db === item.db) ?? near[0]
    if (!found) return undefined
    return {
      kind: found.of.words === item.words ? 'exact' : 'near',
      blocking: found.of.db === item.db,
      train: found.of.id,
      test: item.id,
      similarity: found.similarity,
    }
  }
}

/** The same query over the same database, else the same pattern. */
function querySearch(train: readonly LeakItem[]): Search {
  const byQuery = firstBy(train, (item) => item.queries)
  const byPattern = firstBy(train, (item) => item.patterns)
  return (item) => {
    const of = (index: ReadonlyMap<string, string>, texts: readonly string[]) =>
      texts.map((text) => index.get(keyOf(item, text))).find((id) => id !== undefined)
    const meaning = of(byQuery, item.queries)
    const pattern = meaning ?? of(byPattern, item.patterns)
    if (pattern === undefined) return undefined
    const kind = meaning === undefined ? 'pattern' : 'meaning'
    return { kind, blocking: true, train: pattern, test: item.id, similarity: 1 }
  }
}

function firstBy(
  items: readonly LeakItem[],
  texts: (item: LeakItem) => readonly string[],
): Map<string, string> {
  const first = new Map<string, string>()
  for (const item of items) {
    for (const text of texts(item)) {
      const key = keyOf(item, text)
      if (!first.has(key)) first.set(key, item.id)
    }
  }
  return first
}

function keyOf(item: LeakItem, text: string): string {
  return `${item.db}\u0000${text}`
}
