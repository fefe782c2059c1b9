/** Groups items that have to stay on one side of a split: kin by descent, and whatever would leak. */
import type { LeakItem } from './leak-item.ts'
import { nearTextSearch } from './near-texts.ts'

/** An item with the root of its descent. */
export interface Kin {
  readonly item: LeakItem
  readonly root: string
}

/**
 * The smallest groups such that no two of them share a root, or over one database words, near words, a query or a
 * pattern.
 *
 * @returns places among `all`, each once; groups and places in order
 */
export function kinGroups(all: readonly Kin[]): number[][] {
  const parent = all.map((_, i) => i)
  const rootOf = (i: number): number => {
    let at = i
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  const join = (a: number, b: number) => {
    const [low, high] = [rootOf(a), rootOf(b)].sort((x, y) => x - y) as [number, number]
    parent[high] = low
  }
  joinAlike(all, join)
  joinNear(all, join)
  const groups = new Map<number, number[]>()
  all.forEach((_, i) => {
    const root = rootOf(i)
    groups.set(root, [...(groups.get(root) ?? []), i])
  })
  return [...groups.values()]
}

type Join = (a: number, b: number) => void

function joinAlike(all: readonly Kin[], join: Join): void {
  const first = new Map<string, number>()
  all.forEach(({ item, root }, i) => {
    const { db, queries, patterns } = item
    const shared = [
      ...queries.map((text) => ['query', db, text]),
      ...patterns.map((text) => ['pattern', db, text]),
    ]
    for (const key of [['root', root], ...shared].map((parts) => parts.join('\u0000'))) {
      const held = first.get(key)
      if (held === undefined) first.set(key, i)
      else join(held, i)
    }
  })
}

function joinNear(all: readonly Kin[], join: Join): void {
  const search = nearTextSearch(all.map(({ item }) => item.words))
  all.forEach(({ item }, i) => {
    for (const { index } of search(item.words)) if (all[index]!.item.db === item.db) join(index, i)
  })
}
