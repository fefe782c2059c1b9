/** The verb that writes a release for trainers: a file a split, each whole or not at all. */
import { dirname, join } from 'node:path'
import { TRAINING_FORMATS } from '../formats/training/all.ts'
import { cardText } from '../formats/training/card.ts'
import { TRAINING_SPLITS, type TrainingFormat, type TrainingSplit } from '../formats/training-format.ts'
import { taskText } from '../llm/task-text.ts'
import { nearest, UserError } from '../model/errors.ts'
import type { Flow, FlowEvent } from '../model/event.ts'
import type { ExportReport, ReleasePair } from '../model/release.ts'
import type { Workbench } from '../workbench.ts'
import { openAtomicFile } from './outputs/atomic-file.ts'
import { makeFolder } from './outputs/make-folder.ts'
import { type KnownSource, knownSources } from './releasing/known-sources.ts'
import { pairsOf, releaseNamed } from './releasing/release-named.ts'
import { reportOf } from './releasing/release-report.ts'

export interface ExportOptions {
  readonly format: string
  readonly release: string
  /** The folder to write; made where it is not there. */
  readonly out: string
  /** Likely tokens of schema in a prompt. */
  readonly schemaTokens: number
}

/** The prompts' format: the one that models are trained on and asked by. */
const PROMPTS = 'ddl-values-v1'

/** @throws {UserError} if there is no such format or release, or the folder cannot be written */
export async function* exportRelease(
  { store }: Pick<Workbench, 'store'>,
  options: ExportOptions,
): Flow<ExportReport> {
  const format = formatNamed(options.format)
  const release = await releaseNamed(store.db, options.release)
  const pairs = await pairsOf(store.db, options.release)
  const files: { split: TrainingSplit; file: string; path: string; pairs: number }[] = []
  const tally = { written: 0, total: pairs.length, shortened: 0 }
  const sources = knownSources(store.db)
  for (const split of TRAINING_SPLITS) {
    const own = pairs.filter((one) => SPLITS[one.split] === split)
    if (own.length === 0) continue
    const file = format.file(split)
    const path = join(options.out, file)
    yield* writeSplit(path, own, { ...options, format, sources, tally })
    files.push({ split, file, path, pairs: own.length })
  }
  const has = new Set(pairs.flatMap(({ pair }) => Object.keys(pair)))
  const carried: readonly string[] = format.carries
  const notCarried = [...has].filter((member) => !carried.includes(member)).sort()
  const recorded = pairs.some(({ lineage }) => lineage.recorded)
  if (format.card) {
    const databases = [...new Set(pairs.map(({ pair }) => pair.db_id))].sort()
    const text = cardText({
      release: reportOf(release, false),
      files,
      databases,
      promptFormat: PROMPTS,
      notCarried,
    })
    const path = join(options.out, format.card.file)
    await writeWhole(path, [text])
  }
  return {
    ...{ format: format.name, release: release.name, written: pairs.length },
    files: files.map(({ path, pairs }) => ({ path, pairs })),
    ...{ notCarried, shortened: tally.shortened, recorded },
  }
}

const SPLITS = { train: 'train', val: 'validation', test: 'test' } as const

function formatNamed(name: string): TrainingFormat {
  const formats: Readonly<Record<string, TrainingFormat>> = TRAINING_FORMATS
  if (Object.hasOwn(formats, name)) return formats[name]!
  const near = nearest(name, Object.keys(formats))
  throw new UserError(
    `Cannot export as "${name}": there is no such format`,
    near ? `Did you mean "${near}"?` : `There are ${Object.keys(formats).join(', ')}`,
  )
}

interface Writing extends Pick<ExportOptions, 'release' | 'schemaTokens'> {
  readonly format: TrainingFormat
  readonly tally: { written: number; readonly total: number; shortened: number }
  readonly sources: (name: string) => Promise<KnownSource>
}

async function* writeSplit(
  path: string,
  pairs: readonly ReleasePair[],
  { format, sources, schemaTokens, release, tally }: Writing,
): AsyncGenerator<FlowEvent, void, void> {
  makeFolder(dirname(path))
  await using file = await openAtomicFile(path)
  for (const { pair, lineage } of pairs) {
    const { source, catalog } = await sources(pair.db_id)
    const asked = { question: pair.question, ...(pair.evidence ? { evidence: pair.evidence } : {}) }
    const task = taskText(PROMPTS, asked, { catalog, egress: source.egress, schemaTokens })
    if (task.schemaTruncated) tally.shortened++
    const { settledBy, guidelineVersion, origin, recorded } = lineage
    const meta = { id: pair.id, release, settledBy, guidelineVersion, origin, recorded }
    const line = format.line({ pair: { ...pair, sql: pair.sql ?? '' }, prompt: task.text, meta })
    await file.write(`${JSON.stringify(line)}\n`)
    yield { type: 'progress', label: 'Exporting', done: ++tally.written, total: tally.total }
  }
  await file.commit()
}

async function writeWhole(path: string, pieces: readonly string[]): Promise<void> {
  makeFolder(dirname(path))
  await using file = await openAtomicFile(path)
  for (const piece of pieces) await file.write(piece)
  await file.commit()
}
