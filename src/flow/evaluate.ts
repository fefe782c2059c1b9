/** The standalone evaluation: prediction files against a file of gold pairs. */
import { realpath } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { UsageError, UserError } from '../model/errors.ts'
import type { Flow } from '../model/event.ts'
import type { EvaluateReport, ModeName } from '../model/verdict.ts'
import { openSources } from '../sources/all.ts'
import { openDatabases } from './inputs/databases.ts'
import { readGolds } from './inputs/golds.ts'
import { readPredictions } from './inputs/predictions.ts'
import { judgeSystems } from './judging/judge-systems.ts'

export interface EvaluateFilesOptions {
  readonly gold: string
  readonly predictions: readonly string[]
  /** A folder of databases, or the URL of one. */
  readonly databases?: string
  readonly source?: string
  readonly format?: string
  readonly mode: ModeName
  readonly suite: boolean
  readonly base?: string
  readonly reference?: string
  readonly timeoutMs: number
  readonly maxRows: number
  readonly workers: number
  readonly seed: number
}

/** @throws {UserError} if a file cannot be read, ids do not pair, or a database vanishes */
export async function* evaluateFiles(options: EvaluateFilesOptions): Flow<EvaluateReport> {
  const databases = await openDatabases(placeOf(options))
  const { pairs: golds, unreadable } = await readGolds(options.gold, { format: options.format })
  const files = await systemFiles(options)
  const ids = golds.map((gold) => gold.id)
  const systems = await Promise.all(
    files.map(async ({ name, path }) => ({ name, answers: await readPredictions(path, ids) })),
  )
  const named = (given: string | undefined) =>
    files.find((file) => given !== undefined && file.given.includes(given))?.name
  await using sources = openSources({ children: options.workers })
  return yield* judgeSystems(
    {
      ...{ golds, unreadable, systems, databases },
      ...{ mode: options.mode, suite: options.suite, seed: options.seed },
      limits: { timeoutMs: options.timeoutMs, maxRows: options.maxRows },
      base: named(options.base),
      reference: named(options.reference),
    },
    { sources },
  )
}

function placeOf({ databases, source }: EvaluateFilesOptions): { folder: string } | { source: string } {
  if (databases !== undefined && source === undefined) return { folder: databases }
  if (source !== undefined && databases === undefined) return { source }
  throw new UsageError(
    databases === undefined
      ? 'Cannot evaluate without databases: wanted --databases or --source'
      : 'Cannot evaluate with both --databases and --source: wanted one of them',
  )
}

interface SystemFile {
  readonly name: string
  readonly path: string
  /** The ways in which it is named in the call. */
  readonly given: readonly string[]
}

/** Every prediction file once, the base and the reference among them, however its path is written. */
async function systemFiles(options: EvaluateFilesOptions): Promise<SystemFile[]> {
  const { predictions, base, reference } = options
  const all = [...predictions, base, reference].filter((path) => path !== undefined)
  const real = await Promise.all(all.map((path) => realpath(path).catch(() => resolve(path))))
  const twice = predictions.find((_, i) => real.indexOf(real[i]!) !== i)
  if (twice !== undefined) throw new UserError(`Cannot evaluate "${twice}": it is given twice`)
  const first = all.filter((_, i) => real.indexOf(real[i]!) === i)
  const short = first.map((path) => basename(path).replace(/\.(jsonl?|sql|txt)$/i, ''))
  return first.map((path, i) => {
    const given = all.filter((_, other) => real[other] === real[all.indexOf(path)])
    const name = short[i]!
    return { path, given, name: short.indexOf(name) === short.lastIndexOf(name) ? name : path }
  })
}
