/** Runs two queries on the instances of their database and says how they stand to each other, with rows that tell them apart. */
import { type Agreement, type ClassOfPair, counted } from '../../model/agreement.ts'
import { rowToJson } from '../../model/cell.ts'
import type { Rows } from '../../model/execution.ts'
import { auxiliaryQuery, type ClassifiedPair, classOfPair } from '../../sql/class-of-pair.ts'
import type { Answers, TwoQueries } from '../../sql/difference.ts'
import { MODES } from '../../sql/modes/all.ts'
import type { Instances, OpenInstance } from './instances.ts'

/** Goes up whenever a class could change for the same queries and data. */
const CLASSES_VERSION = 1

/** Makes further instances for the two queries at hand, smallest first; they are tried until one separates the two. */
export interface MoreInstances {
  /** Names the maker and its settings: part of the judge's version. */
  readonly version: string
  make(queries: TwoQueries): AsyncIterable<OpenInstance>
}

/** How two queries stand to each other, as an agreement keeps it, with the reason in words. */
export type Classified = ClassOfPair &
  Pick<Agreement, 'counted' | 'shipped' | 'instances' | 'counterExample'> & { readonly reason: string }

/** What the judge is called: another name means that its word may differ. */
export function judgeVersion(instances: Pick<Instances, 'fingerprint'>, more?: MoreInstances): string {
  const rules = `classes${CLASSES_VERSION}+strict${MODES.strict.version}`
  return [rules, instances.fingerprint, ...(more ? [more.version] : [])].join('/')
}

/**
 * The class of two queries: decided on the shipped data where that tells them apart, else on every other instance.
 *
 * @throws {UserError} if a database is gone, or changed meanwhile: nothing is said of results from two contents
 */
export async function classify(
  queries: TwoQueries,
  instances: Instances,
  more?: MoreInstances,
): Promise<Classified> {
  const found = await classOn(queries, instances, more)
  await instances.unchanged()
  return found
}

async function classOn(
  queries: TwoQueries,
  instances: Instances,
  more: MoreInstances | undefined,
): Promise<Classified> {
  const shipped = await answersOn(instances.shipped, queries)
  const first = classOfPair(queries, [shipped])
  const toldShipped = {
    match: counted(first) === 'agreement',
    reason: first.reason,
    ...(first.side ? { message: failureWords(shipped) } : {}),
  }
  if (first.class !== 'same-on-shipped') {
    return { ...finished(first), shipped: toldShipped, instances: { tried: 0, separated: 0 } }
  }
  const tried = await tryOthers(queries, { shipped, instances, more })
  const all = classOfPair(queries, [shipped, ...tried.map((one) => one.answers)])
  const separating = tried.filter(({ answers }) => separates(queries, shipped, answers))
  const example = tried.find(({ instance }) => instance.name === all.instance)
  return {
    ...finished(all),
    shipped: toldShipped,
    instances: { tried: tried.length, separated: Math.max(separating.length, example ? 1 : 0) },
    ...(example ? { counterExample: counterExample(example) } : {}),
  }
}

interface Tried {
  readonly instance: OpenInstance
  readonly answers: Answers
}

interface ToTry {
  readonly shipped: Answers
  readonly instances: Instances
  readonly more: MoreInstances | undefined
}

/** Those that there are, all of them; those that are made, until one separates the two. */
async function tryOthers(queries: TwoQueries, { shipped, instances, more }: ToTry): Promise<Tried[]> {
  const tried: Tried[] = await Promise.all(
    instances.others.map(async (instance) => ({ instance, answers: await answersOn(instance, queries) })),
  )
  if (!more || tried.some(({ answers }) => separates(queries, shipped, answers))) return tried
  for await (const instance of more.make(queries)) {
    const answers = await answersOn(instance, queries)
    tried.push({ instance, answers })
    if (separates(queries, shipped, answers)) break
  }
  return tried
}

function separates(queries: TwoQueries, shipped: Answers, other: Answers): boolean {
  return classOfPair(queries, [shipped, other]).class === 'same-on-shipped-only'
}

async function answersOn(instance: OpenInstance, { a, b }: TwoQueries): Promise<Answers> {
  const [aKeys, bKeys] = [auxiliaryQuery(a), auxiliaryQuery(b)]
  const [ofA, ofB, ofAKeys, ofBKeys] = await Promise.all([
    instance.run(a),
    instance.run(b),
    aKeys === undefined ? undefined : instance.run(aKeys),
    bKeys === undefined ? undefined : instance.run(bKeys),
  ])
  return {
    instance: instance.name,
    a: ofA,
    b: ofB,
    ...(ofAKeys && { aKeys: ofAKeys }),
    ...(ofBKeys && { bKeys: ofBKeys }),
  }
}

function finished({ class: name, side, reason }: ClassifiedPair) {
  const found = { class: name, ...(side ? { side } : {}) }
  return { ...found, reason, counted: counted(found) }
}

function failureWords({ a, b }: Answers): string {
  return [a, b].flatMap((one) => (one.kind === 'rows' ? [] : [one.message])).join(' · ')
}

/** Rows a side of a counter-example. */
const SHOWN_ROWS = 20

function counterExample({ instance, answers }: Tried): NonNullable<Agreement['counterExample']> {
  const { a, b } = answers
  const { seed = 0, tables = {}, sql = '' } = instance.made ?? {}
  const rows = (one: typeof a, other: typeof a) => (one.kind === 'rows' ? telling(one, other) : [])
  const copied = Object.fromEntries(
    Object.entries(tables).map(([name, held]) => [name, held.map((r) => [...r])]),
  )
  return { instance: instance.name, seed, tables: copied, sql, a: rows(a, b), b: rows(b, a) }
}

/** A short result whole; of a long one the rows that the other result does not hold, if there are any. */
function telling(one: Rows, other: Answers['a']): unknown[][] {
  const rows = one.rows.map((row) => rowToJson(row) as unknown[])
  if (rows.length <= SHOWN_ROWS || other.kind !== 'rows') return rows.slice(0, SHOWN_ROWS)
  const left = new Map<string, number>()
  for (const row of other.rows) {
    const key = JSON.stringify(rowToJson(row))
    left.set(key, (left.get(key) ?? 0) + 1)
  }
  const alone = rows.filter((row) => {
    const key = JSON.stringify(row)
    const held = left.get(key) ?? 0
    left.set(key, held - 1)
    return held <= 0
  })
  return (alone.length > 0 ? alone : rows).slice(0, SHOWN_ROWS)
}
