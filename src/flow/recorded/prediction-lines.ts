/** Renders an authored prediction as the recorded call that `predict` asks for. */
import { labelText } from '../../llm/label.ts'
import type { RecordingSpec } from '../../llm/recording.ts'

export interface AuthoredPrediction {
  readonly benchmark: string
  /** The benchmark's item. */
  readonly id: string
  /** '' where the system gave none. */
  readonly sql: string
}

/** The one call of a benchmark's item, asked as models are trained. */
export function predictionLine({ benchmark, id, sql }: AuthoredPrediction, model: string): RecordingSpec {
  const label = {
    ...{ key: id, verb: 'predict', stage: benchmark, strategy: 'one-shot', model },
    guidelineVersion: 0,
    sample: 0,
  }
  return { label: labelText(label, 1), reply: { kind: 'answer', text: sql } }
}
