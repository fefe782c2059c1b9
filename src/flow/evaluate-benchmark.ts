/** The workspace's evaluation: the predictions that are stored for a benchmark, judged, and the result kept. */
import { type BenchmarkEvaluation, EVALUATE_KIND } from '../model/benchmark-evaluation.ts'
import { nearest, UserError } from '../model/errors.ts'
import { evaluationId } from '../model/evaluation.ts'
import type { Flow } from '../model/event.ts'
import type { ModeName } from '../model/verdict.ts'
import { openSources } from '../sources/all.ts'
import { addEvaluation } from '../store/evaluations.ts'
import { listPredicted } from '../store/predictions.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import { judgeSystems } from './judging/judge-systems.ts'
import { workspaceDatabases } from './judging/workspace-databases.ts'
import { itemsOf } from './predicting/benchmark-named.ts'
import { predictionsOf } from './predicting/prediction-file.ts'

export interface EvaluateBenchmarkOptions {
  readonly benchmark: string
  /** Only predictions of these models, and of these runs; default: all that are whole. */
  readonly models?: readonly string[] | undefined
  readonly runs?: readonly string[] | undefined
  readonly mode: ModeName
  readonly suite: boolean
  /** Names of systems that the others are told against. */
  readonly base?: string | undefined
  readonly reference?: string | undefined
  readonly timeoutMs: number
  readonly workers: number
}

type Bench = Pick<Workbench, 'store' | 'workspace' | 'clock' | 'seed'>

/** @throws {UserError} if there is no such benchmark, or a system that is asked for has not predicted all of it */
export async function* evaluateBenchmark(
  bench: Bench,
  options: EvaluateBenchmarkOptions,
): Flow<BenchmarkEvaluation> {
  const { benchmark, mode, suite, base, reference } = options
  const { db } = bench.store
  const items = await itemsOf(db, benchmark)
  const { chosen, notes } = await systemsOf(db, { ...options, size: items.length })
  for (const text of notes) yield { type: 'note', text }
  const systems = await Promise.all(
    chosen.map(async ({ name, model, run }) => {
      const found = await predictionsOf(db, { benchmark, model, run })
      return { name, answers: new Map(items.map(({ id }) => [id, found.get(id)?.sql ?? ''])) }
    }),
  )
  await using sources = openSources({ children: options.workers })
  const report = yield* judgeSystems(
    {
      golds: items.map(({ pair, id, dataset }) => ({ ...pair, id, dataset })),
      ...{ unreadable: [], systems, databases: workspaceDatabases(bench), mode, suite, seed: bench.seed },
      ...{ limits: { timeoutMs: options.timeoutMs }, base, reference },
    },
    { sources },
  )
  const result: BenchmarkEvaluation = {
    ...report,
    ...{ benchmark, suite },
    systems: chosen.map(({ name, model, run, recorded }) => ({ name, model, run, recorded })),
    ...(base === undefined ? {} : { base }),
    ...(reference === undefined ? {} : { reference }),
    ...(chosen.some((one) => one.recorded) ? { recorded: true as const } : {}),
  }
  const names = chosen.map(({ name }) => name)
  await keep(bench, { benchmark, mode, suite, systems: names, base, reference, seed: bench.seed }, result)
  return result
}

interface Predicted {
  readonly name: string
  readonly model: string
  readonly run: string
  readonly n: number
  readonly recorded: boolean
}

type Choice = Pick<EvaluateBenchmarkOptions, 'benchmark' | 'models' | 'runs' | 'base' | 'reference'> & {
  readonly size: number
}

/** The systems that are asked for, each of which has answered the whole benchmark. */
async function systemsOf(db: Db, { benchmark, models, runs, base, reference, size }: Choice) {
  const all = (await listPredicted(db, benchmark)).map((one): Predicted => ({ ...one, name: nameOf(one) }))
  if (all.length === 0) {
    throw new UserError(
      `Cannot evaluate on "${benchmark}": nobody predicted it yet`,
      `concord predict --benchmark ${benchmark} --model NAME`,
    )
  }
  const wanted = [...(models ?? []), ...(runs ?? []), base, reference].filter((one) => one !== undefined)
  for (const name of wanted) refuseUnknown(name, all, benchmark)
  const fits = ({ name, model, run }: Predicted) =>
    (models === undefined && runs === undefined) ||
    models?.some((one) => one === model || one === name) ||
    runs?.some((one) => one === run || one === name) ||
    [base, reference].includes(name)
  const asked = all.filter(fits)
  const whole = asked.filter(({ n }) => n >= size)
  const partial = asked.filter(({ n }) => n < size)
  const needed =
    partial.find(({ name }) => wanted.length > 0 && wanted.includes(name)) ??
    (whole.length === 0 ? partial[0] : undefined)
  if (needed) {
    throw new UserError(
      `Cannot evaluate "${needed.name}" on "${benchmark}": it has predicted ${needed.n} of ${size} items`,
      `Go on with concord predict --benchmark ${benchmark} --model ${needed.model}`,
    )
  }
  const notes = partial.map(({ name, n }) => `Left out: ${name} has predicted ${n} of ${size} items`)
  return { chosen: whole, notes }
}

/** A model's first predictions go by its name, others by model and run. */
function nameOf({ model, run }: { readonly model: string; readonly run: string }): string {
  return run === '' ? model : `${model}:${run}`
}

function refuseUnknown(name: string, all: readonly Predicted[], benchmark: string): void {
  const known = all.flatMap((one) => [one.name, one.model, one.run]).filter((one) => one !== '')
  if (known.includes(name)) return
  const near = nearest(name, known)
  throw new UserError(
    `Cannot evaluate "${name}" on "${benchmark}": there are no predictions of this name`,
    near ? `Did you mean "${near}"?` : `There are ${all.map((one) => one.name).join(', ')}`,
  )
}

async function keep(
  bench: Bench,
  asked: Record<string, unknown>,
  result: BenchmarkEvaluation,
): Promise<void> {
  // Messages tell how long a query took, too.
  const verdicts = result.verdicts.map(({ message: _, ...one }) => ({ ...one, elapsedMs: 0 }))
  const timeless = { ...result, verdicts }
  const id = evaluationId({ kind: EVALUATE_KIND, asked, result: timeless })
  const at = bench.clock().toISOString()
  await addEvaluation(bench.store.db, { id, kind: EVALUATE_KIND, asked, result, at })
}
