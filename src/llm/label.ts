/** The readable name of a call: the same piece of work has the same label on any machine, and no two calls share one. */
import type { Message } from '../model/call.ts'
import { canonicalJson, sha256 } from '../model/ids.ts'

/** What a run of calls is for. */
export interface RunLabel {
  /** What it is about: a question's id, or a readable key. */
  readonly key: string
  readonly verb: string
  /** The stage or benchmark that the question belongs to. */
  readonly stage?: string
  /** Which way of asking: `agent`, `one-shot`, `rewrite`, `solve-a`, … */
  readonly strategy: string
  /** The model's name in `concord.yaml`. */
  readonly model: string
  /** The guideline version; 0 before the first. */
  readonly guidelineVersion: number
  /** Which of several independent answers, from 0. */
  readonly sample: number
}

/**
 * `q_3f9a/draft/seed/agent/drafter/g2/sample0/step1`: key, verb, stage, strategy, model, guideline version, sample, and
 * the turn of the conversation from 1; `-` where there is no stage; `%`, `/` and spaces inside a part are escaped.
 */
export function labelText(run: RunLabel, step: number): string {
  const { key, verb, stage = '-', strategy, model, guidelineVersion, sample } = run
  const words = [key, verb, stage, strategy, model].map(escaped)
  return [...words, `g${guidelineVersion}`, `sample${sample}`, `step${step}`].join('/')
}

function escaped(part: string): string {
  return part.replace(/[%/\s]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

/** SHA-256 of the messages as canonical JSON: what was asked, down to the letter. */
export function promptHash(messages: readonly Message[]): string {
  return sha256(canonicalJson(messages))
}
