/** Renders an authored attempt of a pipeline as the recorded calls that `augment` asks for. */
import { labelText, type RunLabel } from '../../llm/label.ts'
import type { RecordingSpec } from '../../llm/recording.ts'

export interface AuthoredAttempt {
  /** The stage that is made. */
  readonly stage: string
  /** The parent's id. */
  readonly parent: string
  readonly attempt: number
  readonly question: string
  /** What the writer says it changed. */
  readonly claim: string
  /** SQL of the two solvers, for the new words and for the parent's. */
  readonly a: string
  readonly b: string
  readonly parentA?: string | undefined
  readonly parentB?: string | undefined
}

export interface AttemptModels {
  readonly guidelines: number
  readonly writer: string
  readonly solvers: readonly [string, string]
}

/** By the model that says it. */
export function attemptLines(one: AuthoredAttempt, models: AttemptModels): Map<string, RecordingSpec[]> {
  const lines = new Map<string, RecordingSpec[]>()
  const [a, b] = models.solvers
  const say = (model: string, label: Pick<RunLabel, 'strategy' | 'sample'>, text: string) => {
    const whole = {
      key: one.parent,
      verb: 'augment',
      stage: one.stage,
      model,
      guidelineVersion: models.guidelines,
    }
    const line = { label: labelText({ ...whole, ...label }, 1), reply: { kind: 'answer' as const, text } }
    lines.set(model, [...(lines.get(model) ?? []), line])
  }
  const sample = one.attempt
  const written = JSON.stringify({ question: one.question, change: one.claim })
  say(models.writer, { strategy: 'write', sample }, written)
  say(a, { strategy: 'solve-a', sample }, fenced(one.a))
  say(b, { strategy: 'solve-b', sample }, fenced(one.b))
  if (one.parentA !== undefined) say(a, { strategy: 'solve-parent-a', sample: 0 }, fenced(one.parentA))
  if (one.parentB !== undefined) say(b, { strategy: 'solve-parent-b', sample: 0 }, fenced(one.parentB))
  return lines
}

function fenced(sql: string): string {
  return `\`\`\`sql\n${sql}\n\`\`\``
}
