/** Judges the predictions for one gold item: runs gold and predictions on the shipped database and on its other instances. */
import type { Execution, Limits } from '../../model/execution.ts'
import type { Pair } from '../../model/pair.ts'
import type { Verdict } from '../../model/verdict.ts'
import type { Sources } from '../../sources/all.ts'
import type { Mode, Outcome } from '../../sql/modes/mode.ts'
import type { FoundDatabase, Instance } from '../inputs/databases.ts'

export interface ItemToJudge {
  readonly pair: Pair
  readonly database: FoundDatabase
  /** System → SQL. */
  readonly predictions: ReadonlyMap<string, string>
}

export interface JudgeOptions {
  readonly sources: Sources
  readonly mode: Mode
  readonly limits: Partial<Limits>
  /** Judge on every other instance too. */
  readonly suite: boolean
  /** Names of a database's tables and columns in lower case. */
  readonly names: (database: FoundDatabase) => Promise<ReadonlySet<string>>
}

export interface JudgedPrediction {
  readonly predictions: string
  /** The verdict on the shipped database. */
  readonly shipped: Verdict
  /** The verdict over every instance; the shipped one's where that is no match. */
  readonly suite: Verdict
  /** Which of several golds decided: 0 is `sql`, then `sql_alternatives`. */
  readonly gold: number
  readonly elapsedMs: number
}

export type JudgedItem =
  | { readonly kind: 'judged'; readonly pair: Pair; readonly verdicts: readonly JudgedPrediction[] }
  /** The gold cannot be judged against: it leaves numerator and denominator. */
  | { readonly kind: 'excluded'; readonly pair: Pair; readonly reason: string }

/**
 * One verdict for each system.
 *
 * Gold runs twice on the shipped database and has to match itself; a gold that fails, is cut at the row limit or
 * does not match itself is excluded. Other instances are left out where the gold fails on them.
 */
export async function judgeItem(item: ItemToJudge, options: JudgeOptions): Promise<JudgedItem> {
  const { pair } = item
  const texts = [pair.sql, ...(pair.sql_alternatives ?? [])].filter((sql) => sql !== undefined)
  if (texts.length === 0) return { kind: 'excluded', pair, reason: 'It has no gold SQL' }
  const bench = await openBench(item, options)
  const golds = await Promise.all(texts.map((sql) => prepareGold(sql, bench)))
  const fit = golds.flatMap((gold, index) => (gold.kind === 'fit' ? [{ ...gold, index }] : []))
  if (fit.length === 0) {
    const reason = golds.map((gold) => (gold.kind === 'unfit' ? gold.reason : '')).join('; ')
    return { kind: 'excluded', pair, reason }
  }
  const verdicts = await Promise.all(
    [...item.predictions].map(async ([predictions, sql]) => ({
      predictions,
      ...(await judgePrediction(sql, fit, bench)),
    })),
  )
  return { kind: 'judged', pair, verdicts }
}

/** What the judging of one item shares: each query runs once on each instance, whoever asks for it. */
interface Bench {
  readonly mode: Mode
  readonly names: ReadonlySet<string>
  readonly shipped: Instance
  readonly others: readonly Instance[]
  run(sql: string, instance: Instance): Promise<Execution>
  /** Runs even if it ran before. */
  runAgain(sql: string, instance: Instance): Promise<Execution>
}

async function openBench({ database }: ItemToJudge, options: JudgeOptions): Promise<Bench> {
  const { sources, mode, limits, suite } = options
  const [shipped, ...others] = database.instances as [Instance, ...Instance[]]
  const ran = new Map<string, Promise<Execution>>()
  const runAgain = async (sql: string, { url }: Instance) => (await sources.open(url)).run(sql, limits)
  return {
    mode,
    names: await options.names(database),
    shipped,
    others: suite ? others : [],
    runAgain,
    run(sql, instance) {
      const key = `${instance.url}\n${sql}`
      const known = ran.get(key) ?? runAgain(sql, instance)
      ran.set(key, known)
      return known
    },
  }
}

interface FitGold {
  readonly kind: 'fit'
  /** As it was given. */
  readonly text: string
  /** As the mode runs it. */
  readonly sql: string
  /** The auxiliary query of the mode. */
  readonly keysSql: string | undefined
  /** The shipped database and the instances on which this gold runs. */
  readonly instances: readonly Instance[]
}

/** Runs a gold wherever it has to run, and holds it against itself. */
async function prepareGold(text: string, bench: Bench): Promise<FitGold | { kind: 'unfit'; reason: string }> {
  const sql = bench.mode.prepare(text)
  const keysSql = bench.mode.auxiliary?.(text)
  const [first, second, ...elsewhere] = await Promise.all([
    bench.run(sql, bench.shipped),
    bench.runAgain(sql, bench.shipped),
    ...bench.others.map((instance) => bench.run(sql, instance)),
  ])
  if (first!.kind !== 'rows')
    return { kind: 'unfit', reason: `The gold fails (${first!.kind}): ${first!.message}` }
  if (first!.truncated) return { kind: 'unfit', reason: `The gold returns more than ${first!.rowCount} rows` }
  const gold = { kind: 'fit' as const, text, sql, keysSql, instances: [bench.shipped] }
  const outcome = {
    ...(await outcomeOn(bench.shipped, { gold, prediction: sql, bench })),
    prediction: second!,
  }
  const itself = bench.mode.judge({ gold: text, prediction: text, names: bench.names }, [outcome])
  if (!itself.match) return { kind: 'unfit', reason: 'The gold does not match itself when it runs again' }
  const usable = bench.others.filter((_, i) => elsewhere[i]?.kind === 'rows')
  return { ...gold, instances: [bench.shipped, ...usable] }
}

interface Asked {
  readonly gold: FitGold
  readonly prediction: string
  readonly bench: Bench
}

async function outcomeOn(instance: Instance, { gold, prediction, bench }: Asked): Promise<Outcome> {
  const [goldRows, predicted, goldKeys] = await Promise.all([
    bench.run(gold.sql, instance),
    bench.run(prediction, instance),
    gold.keysSql === undefined ? undefined : bench.run(gold.keysSql, instance),
  ])
  return { instance: instance.name, gold: goldRows, prediction: predicted, ...(goldKeys && { goldKeys }) }
}

/** Any gold that matches decides; where none does, the first gold's verdict tells why. */
async function judgePrediction(
  text: string,
  golds: readonly (FitGold & { index: number })[],
  bench: Bench,
): Promise<Omit<JudgedPrediction, 'predictions'>> {
  const sql = bench.mode.prepare(text)
  const { elapsedMs } = await bench.run(sql, bench.shipped)
  const tried: Omit<JudgedPrediction, 'predictions'>[] = []
  for (const gold of golds) {
    const verdict = { ...(await judgeAgainst(gold, text, bench)), gold: gold.index, elapsedMs }
    if (verdict.suite.match) return verdict
    tried.push(verdict)
  }
  return tried.find((verdict) => verdict.shipped.match) ?? tried[0]!
}

async function judgeAgainst(gold: FitGold, text: string, bench: Bench) {
  const queries = { gold: gold.text, prediction: text, names: bench.names }
  const sql = bench.mode.prepare(text)
  const first = await outcomeOn(bench.shipped, { gold, prediction: sql, bench })
  const shipped = bench.mode.judge(queries, [first])
  const others = gold.instances.slice(1)
  if (!shipped.match || others.length === 0) return { shipped, suite: shipped }
  const rest = await Promise.all(
    others.map((instance) => outcomeOn(instance, { gold, prediction: sql, bench })),
  )
  return { shipped, suite: bench.mode.judge(queries, [first, ...rest]) }
}
