/** Reads the gold of an evaluation whole: its pairs, and the items that could not be read. */
import { UserError } from '../../model/errors.ts'
import type { Pair } from '../../model/pair.ts'
import { type PairsOptions, readPairs } from './pairs.ts'

export interface Golds {
  readonly pairs: readonly Pair[]
  readonly unreadable: readonly { readonly id: string; readonly reason: string }[]
}

/** @throws {UserError} if the file cannot be read or holds no pair */
export async function readGolds(path: string, options: PairsOptions = {}): Promise<Golds> {
  const pairs: Pair[] = []
  const unreadable: { id: string; reason: string }[] = []
  for await (const item of readPairs(path, options)) {
    if (item.kind === 'pair') pairs.push(item.pair)
    else unreadable.push({ id: item.item, reason: item.reason })
  }
  if (pairs.length > 0) return { pairs, unreadable }
  throw new UserError(`Cannot evaluate against "${path}": it holds no pair`, unreadable[0]?.reason)
}
