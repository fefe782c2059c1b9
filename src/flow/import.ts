/** The verb that brings in what others published: questions, pairs, a benchmark, or answers to questions. */

import { baseName } from '../formats/file-names.ts'
import type { ReadItem } from '../formats/format.ts'
import { refuseWhatIsNoData } from '../formats/recognise.ts'
import type { Flow, FlowEvent } from '../model/event.ts'
import type { ImportKind, ImportReport } from '../model/import.ts'
import { holdsNul, type Pair } from '../model/pair.ts'
import type { Split } from '../model/source.ts'
import { addBenchmark } from '../store/benchmarks.ts'
import { getGuidelines } from '../store/guidelines.ts'
import { listRounds } from '../store/rounds.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import { openPairs } from './inputs/pairs.ts'
import { openTextFile } from './inputs/text-file.ts'
import { inBatches } from './intake/batches.ts'
import { importBenchmarkItems } from './intake/import-benchmark.ts'
import { type Answerer, importCandidates, readCandidateLines } from './intake/import-candidates.ts'
import { importQuestions } from './intake/import-questions.ts'
import { looked, newTally, type Tally } from './intake/import-tally.ts'
import { type PlacedPair, placePair } from './intake/placed-pair.ts'
import { openSourceBook, type SourceBook } from './intake/source-book.ts'

/** Items a transaction. */
const BATCH = 200

type Bench = Pick<Workbench, 'workspace' | 'store' | 'openDatabase' | 'clock' | 'person'>

export interface ImportPairsOptions {
  readonly path: string
  /** By the content where absent. */
  readonly format: string | undefined
  readonly as: Exclude<ImportKind, 'candidates'>
  readonly dataset: string | undefined
  readonly split: Split | undefined
  /** A folder with `<db_id>/<db_id>.sqlite`, from which missing sources are added. */
  readonly databases: string | undefined
}

/** Imports pairs as questions (with or without their SQL) or as a benchmark; importing again brings in nothing twice. */
export async function* importPairs(bench: Bench, options: ImportPairsOptions): Flow<ImportReport> {
  const { path, format, as, dataset, split, databases } = options
  const input = await openPairs(path, { format, dataset, split, ask: 'concord import' })
  const file = baseName(input.path)
  const datasetOfFile = input.format.datasetOf(input.path)
  const book = await openSourceBook(bench, {
    databases,
    split: split ?? (as === 'benchmark' ? 'test' : 'train'),
  })
  const at = bench.clock().toISOString()
  const tally = newTally()
  const benchmark = dataset ?? datasetOfFile
  const datasets = new Set<string>()
  if (as === 'benchmark') {
    const manifest = { imported: file, format: input.format.name }
    await addBenchmark(bench.store.db, { name: benchmark, manifest, by: bench.person, at })
  }
  const keep = (db: Db, batch: readonly PlacedPair[], tally: Tally) =>
    as === 'benchmark'
      ? importBenchmarkItems(db, batch, { benchmark, tally })
      : importQuestions(db, batch, { withSql: as === 'pairs', file, at, tally })
  for await (const items of inBatches(input.items, BATCH)) {
    const placed = await placeItems(items, { book, dataset, datasetOfFile, as, tally })
    for (const one of placed) datasets.add(one.dataset)
    yield* storing(bench, tally, (db, fresh) => keep(db, placed, fresh))
  }
  const { imported, skipped, failed } = tally
  const side = split ?? null
  const into = as === 'benchmark' || datasets.size === 0 ? benchmark : [...datasets].sort().join(', ')
  const done = { imported, skipped, failed, dataset: into, split: side }
  return { ...done, as, format: input.format.name, sources: [...book.added] }
}

export interface ImportCandidatesOptions {
  readonly path: string
  readonly dataset: string | undefined
  readonly by: string
  readonly kind: 'agent' | 'annotator'
  /** Default: the round that is open, else 0. */
  readonly round: number | undefined
}

/** Imports lines `{ id, sql }` as the answers of one person or agent. */
export async function* importAnswers(bench: Bench, options: ImportCandidatesOptions): Flow<ImportReport> {
  const { path, dataset, by, kind } = options
  const file = await openTextFile(path)
  refuseWhatIsNoData(file.beginning, path)
  const at = bench.clock().toISOString()
  const answerer: Answerer = {
    kind,
    name: by,
    strategy: kind === 'agent' ? 'agent' : '',
    ...(await roundOf(bench.store.db, options.round)),
    at,
  }
  const tally = newTally()
  for await (const lines of inBatches(readCandidateLines(file, tally), BATCH)) {
    yield* storing(bench, tally, (db, fresh) =>
      importCandidates(db, lines, { answerer, dataset, tally: fresh }),
    )
  }
  const { imported, skipped, failed } = tally
  const done = { imported, skipped, failed, dataset: dataset ?? '', split: null }
  return { ...done, as: 'candidates', format: 'jsonl', sources: [] }
}

/** The round asked for and the guideline version that it was told. */
async function roundOf(
  db: Db,
  asked: number | undefined,
): Promise<Pick<Answerer, 'round' | 'guidelineVersion'>> {
  const rounds = await listRounds(db)
  const open = rounds.findLast((one) => !one.closing)?.round
  const round = asked ?? open?.round ?? 0
  const told = rounds.find((one) => one.round.round === round)?.round.guidelineVersion
  return { round, guidelineVersion: told ?? (await getGuidelines(db))!.version }
}

interface Placing {
  readonly book: SourceBook
  readonly dataset: string | undefined
  readonly datasetOfFile: string
  readonly as: ImportKind
  readonly tally: Tally
}

/** The items that have a place; the others go into the tally with their reason. */
async function placeItems(items: readonly ReadItem[], placing: Placing): Promise<PlacedPair[]> {
  const placed: PlacedPair[] = []
  for (const item of items) {
    const failed = (name: string, reason: string) => placing.tally.failed.push({ item: name, reason })
    if (item.kind === 'failed') {
      failed(item.item, item.reason)
      continue
    }
    const { pair } = item
    const lacking = whatLacks(pair, placing.as)
    const found = lacking ? { problem: lacking } : await placePair(pair, placing)
    if ('problem' in found) failed(pair.id, found.problem)
    else placed.push(found)
  }
  return placed
}

function whatLacks(pair: Pair, as: ImportKind): string | undefined {
  const texts = Object.entries(pair).find(([, value]) => [value].flat().some(holdsNul))
  if (texts) return `It has a NUL character in its "${texts[0]}"`
  if (pair.question.trim() === '') return 'It has no question'
  return as !== 'questions' && !pair.sql?.trim() ? 'It has no SQL' : undefined
}

/** One transaction, counted once however often it is tried. */
async function* storing(
  bench: Bench,
  tally: Tally,
  work: (db: Db, fresh: Tally) => Promise<void>,
): AsyncGenerator<FlowEvent, void> {
  const fresh = await bench.store.transaction(async (db) => {
    const counted = newTally()
    await work(db, counted)
    return counted
  })
  tally.imported += fresh.imported
  tally.skipped += fresh.skipped
  tally.failed.push(...fresh.failed)
  yield { type: 'progress', label: 'Importing', done: looked(tally) }
}
