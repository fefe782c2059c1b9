/** The verb that measures the stages of a data set: how diverse its questions are, and what its queries cover. */
import { basename } from 'node:path'
import { hashedEmbedding } from '../metrics/embedding-hashed.ts'
import { measureStages, type StageToMeasure } from '../metrics/stages.ts'
import type { Catalog } from '../model/catalog.ts'
import { UserError } from '../model/errors.ts'
import type { Flow, FlowEvent } from '../model/event.ts'
import type { MeasureReport } from '../model/measure.ts'
import { openSources } from '../sources/all.ts'
import type { PatternLevel } from '../sql/pattern.ts'
import { openDatabases } from './inputs/databases.ts'
import { readPairs } from './inputs/pairs.ts'

export interface MeasureOptions {
  /** PAIRS of each stage, in their order. */
  readonly pairs: readonly string[]
  readonly format?: string | undefined
  /** Only the pairs of this split. */
  readonly split?: string | undefined
  /** DATABASES. */
  readonly databases: { readonly folder: string } | { readonly source: string }
  readonly level: PatternLevel
  readonly seed: number
}

/**
 * Measures the stages; a pair that cannot be read is left out and said.
 *
 * @throws {UserError} if PAIRS or DATABASES cannot be read, or a stage has no pair
 */
export async function* measure({ level, seed, ...options }: MeasureOptions): Flow<MeasureReport> {
  const stages: StageToMeasure[] = []
  for (const path of options.pairs) stages.push(yield* readStage(path, options))
  const catalogs = yield* readCatalogs(stages, options.databases)
  return yield* measureStages(stages, { catalogs, embedding: hashedEmbedding, level, seed })
}

async function* readStage(
  path: string,
  { pairs, format, split }: Pick<MeasureOptions, 'pairs' | 'format' | 'split'>,
): AsyncGenerator<FlowEvent, StageToMeasure, void> {
  const items: StageToMeasure['items'][number][] = []
  const failed: string[] = []
  for await (const item of readPairs(path, { format, split })) {
    if (item.kind === 'failed') failed.push(`${item.item}: ${item.reason}`)
    else if (split === undefined || item.pair.split === split) {
      items.push({ question: item.pair.question, sql: item.pair.sql, db: item.pair.db_id })
    }
  }
  if (failed.length > 0) yield note(`Left out ${failed.length} of ${path}; the first: ${failed[0]}`)
  if (items.length === 0) {
    throw new UserError(`Cannot measure "${path}": it has no pairs${split ? ` of the split "${split}"` : ''}`)
  }
  return { name: stageName(path, pairs), items }
}

/** The file's name without its ending, or the path where two files have one name. */
function stageName(path: string, paths: readonly string[]): string {
  const short = (of: string) => basename(of).replace(/\.[^.]+$/, '')
  return paths.filter((other) => short(other) === short(path)).length > 1 ? path : short(path)
}

/** The catalogs of the databases that the stages name; those that are not there are said. */
async function* readCatalogs(
  stages: readonly StageToMeasure[],
  given: MeasureOptions['databases'],
): AsyncGenerator<FlowEvent, Map<string, Catalog>, void> {
  const databases = await openDatabases(given)
  await using sources = openSources({ children: 1, spare: false })
  const names = [...new Set(stages.flatMap((stage) => stage.items.map((item) => item.db)))].sort()
  const catalogs = new Map<string, Catalog>()
  const missing: string[] = []
  for (const [done, name] of names.entries()) {
    yield { type: 'progress', label: 'Reading catalogs', done, total: names.length }
    const found = await databases.find(name)
    if (found.kind === 'missing') missing.push(`${name} (${found.reason})`)
    else catalogs.set(name, await (await sources.open(found.shipped)).catalog({ sampleRows: 0 }))
  }
  if (missing.length > 0) {
    yield note(
      `Databases that were not found, left out of coverage, ${missing.length}: ${missing.join('; ')}`,
    )
  }
  return catalogs
}

function note(text: string): FlowEvent {
  return { type: 'note', text }
}
