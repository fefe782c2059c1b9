/** How two queries for one question stand to each other: the first class of CONTRACT.md that fits, and why. */
import { CLASSES, type ClassOfPair } from '../model/agreement.ts'
import { canonicalAst } from './canonical-ast.ts'
import {
  type Answers,
  answersAgree,
  type BothRows,
  differenceBetween,
  type TwoQueries,
} from './difference.ts'
import { askedOrder } from './order/asked-order.ts'
import { canonicalText } from './text/canonical-text.ts'

/** A class with its reason. */
export interface ClassifiedPair extends ClassOfPair {
  /** In words, for a person. */
  readonly reason: string
  /** The instance that separates them, for `same-on-shipped-only`. */
  readonly instance?: string
}

/** The query that has to run beside a query to show which answers its order leaves open; undefined where there is no need. */
export function auxiliaryQuery(sql: string): string | undefined {
  return askedOrder(sql)?.auxiliary
}

/**
 * The class of two queries. Exactly one fits each pair, and exchanging the queries exchanges nothing but the side.
 * Two answers agree under the rules of mode `strict`; where either asks for an order, one has to be a right answer to
 * the other.
 *
 * @param answers the shipped database first, then every other instance that was tried
 */
export function classOfPair(queries: TwoQueries, answers: readonly [Answers, ...Answers[]]): ClassifiedPair {
  const [shipped] = answers
  return (
    failing(shipped) ??
    sameWithoutLooking(queries) ??
    differenceBetween(queries, shipped as BothRows) ??
    tying(queries, answers)
  )
}

function failing({ a, b }: Answers): ClassifiedPair | undefined {
  const found = CLASSES.find((name) => name === a.kind || name === b.kind)
  if (!found) return undefined
  const side = a.kind !== 'rows' && b.kind !== 'rows' ? 'both' : a.kind !== 'rows' ? 'a' : 'b'
  const words = [a, b].flatMap((answer) => (answer.kind === 'rows' ? [] : [answer.message]))
  return { class: found, side, reason: [...new Set(words)].sort().join(' · ') }
}

function sameWithoutLooking({ a, b, engine }: TwoQueries): ClassifiedPair | undefined {
  if (canonicalText(a, engine) === canonicalText(b, engine)) {
    return { class: 'same-text', reason: 'The texts are the same but for white space and case' }
  }
  const tree = canonicalAst(a, engine)
  if (tree === undefined || tree !== canonicalAst(b, engine)) return undefined
  return { class: 'same-ast', reason: 'The queries are the same but for the way they are written' }
}

/** Where the shipped data ties, the other instances decide; one on which both fail, or a result is cut, tells nothing. */
function tying(queries: TwoQueries, answers: readonly [Answers, ...Answers[]]): ClassifiedPair {
  const told = answers
    .filter(({ a, b }) => a.kind === 'rows' || b.kind === 'rows')
    .filter((one) => !isCut(one))
  if (told.length === 1) return { class: 'same-on-shipped', reason: 'No other instance was tried' }
  const separating = firstSeparating(queries, told)
  if (separating === undefined) {
    return { class: 'same-on-all-instances', reason: `The same on ${told.length} instances` }
  }
  const reason = `The same on the shipped data, not on "${separating}"`
  return { class: 'same-on-shipped-only', reason, instance: separating }
}

function isCut({ a, b }: Answers): boolean {
  return (a.kind === 'rows' && a.truncated) || (b.kind === 'rows' && b.truncated)
}

/** The first instance at which the answers, taken with those before it, no longer agree. */
function firstSeparating(queries: TwoQueries, told: readonly Answers[]): string | undefined {
  const failing = told.findIndex(({ a, b }) => a.kind !== 'rows' || b.kind !== 'rows')
  const comparable = (failing === -1 ? told : told.slice(0, failing)) as readonly BothRows[]
  const last = failing === -1 ? undefined : told[failing]!.instance
  if (answersAgree(queries, comparable)) return last
  const ends = comparable.findIndex((_, place) => !answersAgree(queries, comparable.slice(0, place + 1)))
  return comparable[ends]!.instance
}
