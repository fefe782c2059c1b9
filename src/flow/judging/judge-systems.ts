/** Judges every system on the same gold items and makes the scores, with intervals and paired tests. */
import { mapInOrder } from '../../jobs/in-order.ts'
import { UserError } from '../../model/errors.ts'
import type { Flow } from '../../model/event.ts'
import type { Limits } from '../../model/execution.ts'
import type { Pair } from '../../model/pair.ts'
import type { EvaluateReport, ModeName, Verdict } from '../../model/verdict.ts'
import type { Sources } from '../../sources/all.ts'
import { MODES } from '../../sql/modes/all.ts'
import type { Databases, FoundDatabase } from '../inputs/databases.ts'
import type { JudgeOptions } from './bench.ts'
import { type ItemToJudge, type JudgedItem, judgeItem } from './judge-item.ts'
import { type Judged, pairedOf, scoresOf } from './scoring.ts'

export interface System {
  readonly name: string
  /** Gold id → SQL, for every gold. */
  readonly answers: ReadonlyMap<string, string>
}

export interface JudgingOptions {
  readonly golds: readonly Pair[]
  /** Gold items that could not even be read: listed among the excluded. */
  readonly unreadable: readonly { readonly id: string; readonly reason: string }[]
  readonly systems: readonly System[]
  readonly databases: Databases
  readonly mode: ModeName
  readonly suite: boolean
  readonly limits: Partial<Limits>
  readonly seed: number
  /** The names of the systems that the others are told against. */
  readonly base?: string | undefined
  readonly reference?: string | undefined
}

/** Rows a gold may return where nothing else is asked for: wide enough that only a runaway join meets it. */
export const MAX_ROWS = 100_000

const ITEMS_IN_WORK = 24

/**
 * Judges every item and makes the scores.
 *
 * @throws {UserError} if no gold pair can be judged against
 */
export async function* judgeSystems(
  options: JudgingOptions,
  { sources }: { readonly sources: Sources },
): Flow<EvaluateReport> {
  const { golds, mode, suite, limits } = options
  const excluded = [...options.unreadable]
  const judged: Extract<JudgedItem, { kind: 'judged' }>[] = []
  const leftOut = new Map<string, string>()
  const judging: JudgeOptions = {
    ...{ sources, suite, mode: MODES[mode], names: namesOf(sources), alone: oneAtATime() },
    limits: { maxRows: MAX_ROWS, ...limits },
    unreadable: ({ url }, reason) => leftOut.set(url, reason),
  }
  const judge = (item: ItemToJudge) => judgeItem(item, judging)
  let done = 0
  for await (const item of mapInOrder(golds, {
    width: ITEMS_IN_WORK,
    work: (gold) => found(gold, options, judge),
  })) {
    done++
    if (item.kind === 'excluded') excluded.push({ id: item.pair.id, reason: item.reason })
    else judged.push(item)
    yield { type: 'progress', label: 'Judging', done, total: golds.length }
  }
  for (const reason of leftOut.values()) yield { type: 'note', text: `An instance is left out: ${reason}` }
  if (judged.length === 0) throw nothingJudged(excluded)
  return reportOf(options, judged, excluded)
}

function nothingJudged(excluded: readonly { id: string; reason: string }[]): UserError {
  const first = excluded[0]
  return new UserError(
    `Cannot score: none of the ${excluded.length} gold pairs can be judged against`,
    first && `The first, ${first.id}: ${first.reason}`,
  )
}

/** Work that is queued, and done piece after piece. */
function oneAtATime(): JudgeOptions['alone'] {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
}

/** An item with its database, judged; excluded where there is no such database. */
async function found(
  pair: Pair,
  { databases, systems }: JudgingOptions,
  judge: (item: ItemToJudge) => Promise<JudgedItem>,
): Promise<JudgedItem> {
  const database = await databases.find(pair.db_id)
  if (database.kind === 'missing') return { kind: 'excluded', pair, reason: database.reason }
  const predictions = new Map(systems.map(({ name, answers }) => [name, answers.get(pair.id) ?? '']))
  return judge({ pair, database, predictions })
}

function reportOf(
  { mode, suite, systems, seed, base, reference }: JudgingOptions,
  judged: readonly Extract<JudgedItem, { kind: 'judged' }>[],
  excluded: readonly { id: string; reason: string }[],
): EvaluateReport {
  const places = judged.map(({ pair }) => ({ dataset: pair.dataset ?? 'all', db: pair.db_id }))
  const scored = systems.map(({ name }, i): Judged => {
    const verdicts = judged.map((item) => item.verdicts[i]!)
    return {
      predictions: name,
      shipped: verdicts.map((verdict) => verdict.shipped.match),
      ...(suite ? { suite: verdicts.map((verdict) => verdict.suite.match) } : {}),
      reasons: verdicts.map((verdict) => verdict.suite.reason),
    }
  })
  const scoring = { seed, places, ...(base ? { base } : {}), ...(reference ? { reference } : {}) }
  return {
    mode,
    modeVersion: MODES[mode].version,
    n: judged.length,
    excluded: [...excluded],
    scores: scoresOf(scored, scoring),
    paired: pairedOf(scored, scoring),
    verdicts: judged.flatMap(({ pair, verdicts }) =>
      verdicts.map((one) => ({
        predictions: one.predictions,
        id: pair.id,
        ...told(one.suite),
        elapsedMs: one.elapsedMs,
        ...(suite ? { shippedMatch: one.shipped.match } : {}),
        ...(pair.sql_alternatives?.length ? { gold: one.gold } : {}),
      })),
    ),
  }
}

function told({ match, reason, flags, instance, message }: Verdict) {
  return { match, reason, flags: [...flags], ...(instance && { instance }), ...(message && { message }) }
}

/** Names of tables and columns, asked for once a database. */
function namesOf(sources: Sources): (database: FoundDatabase) => Promise<ReadonlySet<string>> {
  const known = new Map<string, Promise<ReadonlySet<string>>>()
  const read = async ({ shipped }: FoundDatabase) => {
    const { tables } = await (await sources.open(shipped)).catalog({ sampleRows: 0 })
    return new Set(
      tables.flatMap((table) => [table.name, ...table.columns.map(({ name }) => name)]).map(lower),
    )
  }
  return (database) => {
    const names = known.get(database.shipped) ?? read(database)
    known.set(database.shipped, names)
    return names
  }
}

function lower(text: string): string {
  return text.toLowerCase()
}
