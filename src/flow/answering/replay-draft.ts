/** Plays a stored draft again without a model and says whether it comes out as it is stored. */
import { replaySqlAgent } from '../../agent/sql-agent.ts'
import type { Candidate } from '../../model/candidate.ts'
import type { ConfigLimits } from '../../model/config.ts'
import type { ReplayReport } from '../../model/drafting.ts'
import { UserError } from '../../model/errors.ts'
import { canonicalJson } from '../../model/ids.ts'
import type { Trace } from '../../model/step.ts'
import { extractSql } from '../../sql/extract.ts'
import { getCandidate } from '../../store/candidates.ts'
import { getQuestion } from '../../store/questions.ts'
import { getTrace } from '../../store/steps.ts'
import type { Workbench } from '../../workbench.ts'
import { refuseWhileOpen } from '../annotating/open-questions.ts'

/**
 * Plays the stored steps of a candidate again.
 *
 * @throws {UserError} if there is no such candidate, it is not a model's, or its question is open to the person
 */
export async function replayDraft(
  { store, config, person, clock }: Pick<Workbench, 'store' | 'config' | 'person' | 'clock'>,
  id: string,
): Promise<ReplayReport> {
  const candidate = await getCandidate(store.db, id)
  if (!candidate) throw new UserError(`Cannot replay "${id}": there is no such candidate`)
  const asking = { person, now: clock().getTime() }
  await refuseWhileOpen(store.db, candidate.question, { asking, what: `replay "${id}"` })
  const trace = await getTrace(store.db, id)
  if (!trace) throw new UserError(`Cannot replay "${id}": it is no draft of a model, so it has no steps`)
  const stage = (await getQuestion(store.db, candidate.question))?.origin
  const played =
    candidate.strategy === 'one-shot'
      ? playedOneShot(trace)
      : await replaySqlAgent(trace, playing(candidate, { stage, limits: config.limits }))
  const { end } = played
  const final = end.outcome === 'answered' ? end.final : undefined
  return {
    candidate: id,
    equal: told(played) === told(trace),
    steps: played.steps.length,
    outcome: end.outcome,
    sql: sqlOf(final),
  }
}

interface Playing {
  readonly stage: string | undefined
  readonly limits: ConfigLimits
}

function playing(candidate: Candidate, { stage, limits }: Playing) {
  const { question, strategy, name, guidelineVersion, sample } = candidate
  const { steps, tokens, timeMs, usd } = limits
  return {
    label: {
      key: question,
      verb: 'draft',
      ...(stage === undefined ? {} : { stage }),
      strategy,
      model: name,
      guidelineVersion,
      sample,
    },
    limits: { steps, tokens, timeMs, ...(usd === undefined ? {} : { costUsd: usd }) },
  }
}

/** The one answer read again. */
function playedOneShot(trace: Trace): Trace {
  const reply = trace.steps[0]?.reply
  const sql = reply?.kind === 'answer' ? extractSql(reply.text) : undefined
  return sql === undefined ? trace : { ...trace, end: { outcome: 'answered', final: sql } }
}

function sqlOf(final: unknown): string | null {
  if (typeof final === 'string') return final
  const sql = (final as { sql?: unknown } | undefined)?.sql
  return typeof sql === 'string' ? sql : null
}

/** All of a trace but how long it took as a whole: a replay takes no time after its last step. */
function told({ prompt, steps, end }: Trace): string {
  return canonicalJson([prompt, steps, end])
}
