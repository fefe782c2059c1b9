/** The SQL that is known of a stage's questions: what people answer for, else what the proof rests on, else what a machine drafted. */
import { isAccepted } from '../../model/augment.ts'
import { candidatesOf } from '../../store/candidates.ts'
import { proofsOf } from '../../store/proofs.ts'
import type { Db } from '../../store/tables.ts'
import { goldSoFar } from '../authoring/gold-so-far.ts'

export interface KnownSqlOptions {
  /** Also what an agent or the baseline answered and nobody has looked at. Default false. */
  readonly drafts?: boolean
}

/** By question; those of which no SQL is known are left out. */
export async function knownSql(
  db: Db,
  questions: readonly string[],
  { drafts = false }: KnownSqlOptions = {},
): Promise<Map<string, string>> {
  const known = new Map<string, string>()
  if (drafts) {
    for (const { question, kind, sql } of await candidatesOf(db, questions, { outcome: 'answered' })) {
      if ((kind === 'agent' || kind === 'one-shot') && sql !== undefined) known.set(question, sql)
    }
  }
  for (const [question, proof] of await proofsOf(db, questions)) {
    const { sql } = proof.evidence
    if (isAccepted(proof) && typeof sql === 'string') known.set(question, sql)
  }
  for (const [question, { sql }] of await goldSoFar(db, questions)) known.set(question, sql)
  return known
}
