/** The default mode: bags of rows, order only where the gold asks for it and with its ties, one order of columns for all. */
import type { Rows } from '../../model/execution.ts'
import type { Verdict, VerdictFlag, VerdictReason } from '../../model/verdict.ts'
import { compareAnswers } from '../equality/compare.ts'
import { holds, identity, isIdentity, type Matching, type Permutation } from '../equality/matching.ts'
import { findPermutation } from '../equality/permutation.ts'
import { askedOrder } from '../order/asked-order.ts'
import { isNondeterministic, literalsInDoubleQuotes } from '../text/warnings.ts'
import { failureOf, type Mode, type Outcome, type Queries, rowsOfGold } from './mode.ts'

export const strict: Mode = {
  name: 'strict',
  version: 1,
  source: 'Concord, EVALUATION.md section 1',
  comparesCounts: true,
  prepare: (sql) => sql,
  auxiliary: (gold) => askedOrder(gold)?.auxiliary,
  judge: (queries, outcomes) => new Trial(queries).judge(outcomes),
}

/** The judging of one item, instance by instance: the first that decides against a match ends it. */
class Trial {
  private readonly matchings: Matching[] = []
  private readonly flags = new Set<VerdictFlag>()
  private permutation: Permutation = []
  private allEmpty = true
  private readonly queries: Queries

  constructor(queries: Queries) {
    this.queries = queries
  }

  judge(outcomes: readonly Outcome[]): Verdict {
    this.warn()
    for (const outcome of outcomes) {
      const found = this.against(outcome)
      if (found) return { match: false, ...found, flags: [...this.flags], instance: outcome.instance }
    }
    if (this.allEmpty) this.flags.add('empty-match')
    if (!isIdentity(this.permutation)) this.flags.add('columns-permuted')
    return { match: true, reason: 'match', flags: [...this.flags] }
  }

  /** What this instance, after those before it, says against a match. */
  private against(outcome: Outcome): { reason: VerdictReason; message?: string } | undefined {
    const gold = rowsOfGold(outcome)
    if (gold.truncated) this.flags.add('truncated')
    const failure = failureOf(outcome.prediction)
    if (failure) return failure
    const prediction = outcome.prediction as Rows
    const shape = againstShape(gold, prediction) ?? this.againstWidth(gold)
    if (shape) return { reason: shape }
    if (gold.rowCount > 0) this.allEmpty = false
    return this.againstRows(outcome, gold, prediction)
  }

  /** One order of columns has to fit all instances, so they need equally many. */
  private againstWidth(gold: Rows): VerdictReason | undefined {
    const [first] = this.matchings
    return first && first.gold.columns.length !== gold.columns.length ? 'column-count' : undefined
  }

  private againstRows(outcome: Outcome, gold: Rows, prediction: Rows) {
    const asked = askedOrder(this.queries.gold)
    const { matching, ties } = compareAnswers(gold, prediction, { asked, shown: outcome.goldKeys })
    if (ties) this.flags.add('tie')
    if (this.matchings.length === 0) this.permutation = identity(gold.columns.length)
    this.matchings.push(matching)
    if (holds(matching, this.permutation)) return undefined
    const found = findPermutation(this.matchings)
    if (found) this.permutation = found
    return found ? undefined : ({ reason: sameBag(gold, prediction) && asked ? 'order' : 'values' } as const)
  }

  private warn(): void {
    const { gold, prediction, names } = this.queries
    if (isNondeterministic(gold) || isNondeterministic(prediction)) this.flags.add('nondeterministic')
    if (names && literalsInDoubleQuotes(prediction, names).length > 0) this.flags.add('dqs')
  }
}

function againstShape(gold: Rows, prediction: Rows): VerdictReason | undefined {
  if (prediction.truncated && prediction.rowCount <= gold.rowCount) return 'row-cap'
  if (gold.columns.length !== prediction.columns.length) return 'column-count'
  return gold.truncated || gold.rowCount !== prediction.rowCount ? 'row-count' : undefined
}

function sameBag(gold: Rows, prediction: Rows): boolean {
  return findPermutation([compareAnswers(gold, prediction).matching]) !== undefined
}
