/** Judges the predictions for one gold item: runs gold and predictions on the shipped database and on its other instances. */
import { UserError } from '../../model/errors.ts'
import type { Execution } from '../../model/execution.ts'
import type { Pair } from '../../model/pair.ts'
import type { Verdict } from '../../model/verdict.ts'
import type { Outcome } from '../../sql/modes/mode.ts'
import type { FoundDatabase, Instance } from '../inputs/databases.ts'
import { type Bench, type JudgeOptions, openBench } from './bench.ts'

export interface ItemToJudge {
  readonly pair: Pair
  readonly database: FoundDatabase
  /** System → SQL. */
  readonly predictions: ReadonlyMap<string, string>
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
 * does not match itself is excluded, and so is an item whose database cannot be read. Other instances are left out
 * where they cannot be read, or the gold fails or is cut on them.
 */
export async function judgeItem(item: ItemToJudge, options: JudgeOptions): Promise<JudgedItem> {
  const { pair } = item
  const texts = [pair.sql, ...(pair.sql_alternatives ?? [])].filter((sql) => sql !== undefined)
  if (texts.length === 0) return { kind: 'excluded', pair, reason: 'It has no gold SQL' }
  try {
    const bench = await openBench(item.database, options)
    const first = await Promise.all(texts.map((sql) => bench.run(bench.mode.prepare(sql), bench.shipped)))
    const judge = () => judgeOnBench(item, texts, bench)
    return await (first.some(isLarge) ? options.alone(judge) : judge())
  } catch (thrown) {
    if (thrown instanceof UserError) return { kind: 'excluded', pair, reason: thrown.message }
    throw thrown
  }
}

/** Results of more cells than this are held by one item at a time. */
const LARGE = 50_000

function isLarge(gold: Execution): boolean {
  return gold.kind === 'rows' && gold.rowCount * gold.columns.length > LARGE
}

async function judgeOnBench(item: ItemToJudge, texts: readonly string[], bench: Bench): Promise<JudgedItem> {
  const { pair, predictions } = item
  const golds = await Promise.all(texts.map((sql) => prepareGold(sql, bench)))
  const fit = golds.flatMap((gold, index) => (gold.kind === 'fit' ? [{ ...gold, index }] : []))
  if (fit.length === 0) {
    const reason = golds.map((gold) => (gold.kind === 'unfit' ? gold.reason : '')).join('; ')
    return { kind: 'excluded', pair, reason }
  }
  const verdicts = await Promise.all(
    [...predictions].map(async ([name, sql]) => ({
      predictions: name,
      ...(await judgePrediction(sql, fit, bench)),
    })),
  )
  return { kind: 'judged', pair, verdicts }
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
  const usable = bench.others.filter((_, i) => whole(elsewhere[i]))
  return { ...gold, instances: [bench.shipped, ...usable] }
}

function whole(execution: Execution | undefined): boolean {
  return execution?.kind === 'rows' && !execution.truncated
}

interface Asked {
  readonly gold: FitGold
  readonly prediction: string
  readonly bench: Bench
}

async function outcomeOn(instance: Instance, { gold, prediction, bench }: Asked): Promise<Outcome> {
  const goldRows = await bench.run(gold.sql, instance)
  const most = bench.mode.comparesCounts && goldRows.kind === 'rows' ? goldRows.rowCount + 1 : undefined
  const [predicted, goldKeys] = await Promise.all([
    prediction === gold.sql ? goldRows : bench.run(prediction, instance, most),
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
  const tried: Omit<JudgedPrediction, 'predictions'>[] = []
  for (const gold of golds) {
    const verdict = { ...(await judgeAgainst(gold, text, bench)), gold: gold.index }
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
  const { elapsedMs } = first.prediction
  if (!shipped.match || others.length === 0) return { shipped, suite: shipped, elapsedMs }
  const rest = await Promise.all(
    others.map((instance) => outcomeOn(instance, { gold, prediction: sql, bench })),
  )
  return { shipped, suite: bench.mode.judge(queries, [first, ...rest]), elapsedMs }
}
