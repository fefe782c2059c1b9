/** The SQL that stands for questions so far: what was settled, else what their authors gave with them. */
import { standingDecision } from '../../model/decision.ts'
import { candidatesOf } from '../../store/candidates.ts'
import { decisionsOf } from '../../store/decisions.ts'
import type { Db } from '../../store/tables.ts'

/** SQL that people answer for, with whether it comes from a recorded example answer. */
export interface GoldSoFar {
  readonly sql: string
  readonly alternatives: readonly string[]
  /** The question's words where a reviewer mended them. */
  readonly text?: string
  readonly settled: boolean
  readonly recorded: boolean
}

/** By question; those without such SQL, and those whose last decision dropped them, are left out. */
export async function goldSoFar(db: Db, questions: readonly string[]): Promise<Map<string, GoldSoFar>> {
  const decisions = byQuestion(await decisionsOf(db, questions))
  const candidates = byQuestion(await candidatesOf(db, questions))
  const found = new Map<string, GoldSoFar>()
  for (const id of questions) {
    const all = candidates.get(id) ?? []
    const decided = standingDecision(decisions.get(id) ?? [])
    if (decided?.effect === 'dropped') continue
    if (decided?.effect === 'settled' && decided.sql !== undefined) {
      const { sql, sqlAlternatives = [], questionText, candidate } = decided
      const recorded = all.find((one) => one.id === candidate)?.recorded ?? false
      const text = questionText === undefined ? {} : { text: questionText }
      found.set(id, { sql, alternatives: sqlAlternatives, ...text, settled: true, recorded })
      continue
    }
    const own = all.filter((one) => one.kind === 'author' && one.sql !== undefined)
    const [first, ...more] = own.map((one) => one.sql!)
    if (first !== undefined) {
      const recorded = own.some((one) => one.recorded)
      found.set(id, { sql: first, alternatives: more, settled: false, recorded })
    }
  }
  return found
}

function byQuestion<T extends { readonly question: string }>(all: readonly T[]): Map<string, T[]> {
  const grouped = new Map<string, T[]>()
  for (const one of all) grouped.set(one.question, [...(grouped.get(one.question) ?? []), one])
  return grouped
}
