/** The verb that looks for what a training file and a test file share and must not. */

import type { Catalog } from '../model/catalog.ts'
import { messageOf, UserError } from '../model/errors.ts'
import type { Flow, FlowEvent } from '../model/event.ts'
import { type LeaksReport, leaksReportOf } from '../model/leak.ts'
import type { Pair } from '../model/pair.ts'
import { openSources } from '../sources/all.ts'
import { openDatabases } from './inputs/databases.ts'
import { readPairs } from './inputs/pairs.ts'
import { findLeaks } from './leaks/find-leaks.ts'
import { leakItem } from './leaks/leak-item.ts'

export interface LeaksOptions {
  /** PAIRS of either side. */
  readonly train: string
  readonly test: string
  /** A folder of databases: then a database is told by its content, not by its name. */
  readonly databases?: string | undefined
  readonly format?: string | undefined
}

/** @throws {UserError} if a file cannot be read or holds no pair */
export async function* leaks({ train, test, databases, format }: LeaksOptions): Flow<LeaksReport> {
  const sides = { train: yield* readSide(train, format), test: yield* readSide(test, format) }
  const catalogs = yield* readCatalogs([...sides.train, ...sides.test], databases)
  const itemOf = ({ id, db_id, question, sql, sql_alternatives = [] }: Pair) =>
    leakItem({
      ...{ id, dbName: db_id, question, catalog: catalogs.get(db_id) },
      sqls: [...(sql === undefined ? [] : [sql]), ...sql_alternatives],
    })
  yield { type: 'progress', label: 'Comparing', done: 0, total: sides.test.length }
  return leaksReportOf(findLeaks(sides.train.map(itemOf), sides.test.map(itemOf)))
}

async function* readSide(
  path: string,
  format: string | undefined,
): AsyncGenerator<FlowEvent, readonly Pair[], void> {
  const pairs: Pair[] = []
  const failed: string[] = []
  for await (const item of readPairs(path, { format })) {
    if (item.kind === 'pair') pairs.push(item.pair)
    else failed.push(`${item.item}: ${item.reason}`)
  }
  if (pairs.length === 0)
    throw new UserError(`Cannot look for leaks in "${path}": it holds no pair`, failed[0])
  if (failed.length > 0) {
    yield { type: 'note', text: `Left out ${failed.length} of ${path}; the first: ${failed[0]}` }
  }
  return pairs
}

/** The catalog of each database by its name; one that is not there is told by its name, and said. */
async function* readCatalogs(
  pairs: readonly Pair[],
  folder: string | undefined,
): AsyncGenerator<FlowEvent, Map<string, Catalog>, void> {
  const catalogs = new Map<string, Catalog>()
  if (folder === undefined) return catalogs
  const databases = await openDatabases({ folder })
  await using sources = openSources({ children: 1, spare: false })
  const names = [...new Set(pairs.map((pair) => pair.db_id))].sort()
  for (const [done, name] of names.entries()) {
    yield { type: 'progress', label: 'Reading databases', done, total: names.length }
    const found = await databases.find(name)
    const problem = found.kind === 'missing' ? found.reason : undefined
    if (problem !== undefined) yield { type: 'note', text: `${name} is told by its name: ${problem}` }
    if (found.kind !== 'found') continue
    try {
      catalogs.set(name, await (await sources.open(found.shipped)).catalog({ sampleRows: 0 }))
    } catch (thrown) {
      if (!(thrown instanceof UserError)) throw thrown
      yield { type: 'note', text: `${name} is told by its name: ${messageOf(thrown)}` }
    }
  }
  return catalogs
}
