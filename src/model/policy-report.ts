/** What `concord policy` reports: what could be settled without a person, what not and why, and how often such answers are wrong. */
import { z } from 'zod'

/** Why an agent's answer is not settled by policy, first that fits. */
export const REFUSALS = [
  'no-answer',
  'in-open-round',
  'too-few-samples',
  'rule-findings',
  'samples-differ',
  'differs-from-author',
  'too-few-audited',
  'audited-error',
] as const
export const policyRefusal = z.enum(REFUSALS)
export type PolicyRefusal = z.infer<typeof policyRefusal>

export const auditedError = z.object({
  /** Answers that the policy would take, of which the right one is known from people. */
  n: z.number().int(),
  errors: z.number().int(),
  /** `errors` of `n`, in 0..1; null while `n` is 0. */
  rate: z.number().nullable(),
  /** Clopper–Pearson, 95 %. */
  interval: z.tuple([z.number(), z.number()]),
  /** One-sided Clopper–Pearson, 95 %: what the limit is held against. */
  upperBound: z.number(),
})
export type AuditedError = z.infer<typeof auditedError>

/** What `concord policy show|run --json` prints. */
export const policyReport = z.object({
  /** Whose answers: a model's name in `concord.yaml`, or that of imported answers. */
  agent: z.string(),
  /** Settled now; 0 for `show`. */
  settled: z.number().int(),
  /** Answers that pass every condition but the limit of the audited error. */
  eligible: z.number().int(),
  refused: z.partialRecord(policyRefusal, z.number().int()),
  auditedError,
  /** The conditions: `policy` of `concord.yaml`. */
  samples: z.number().int(),
  maxError: z.number(),
  minAudited: z.number().int(),
  recorded: z.literal(true).optional(),
})
export type PolicyReport = z.infer<typeof policyReport>
