/** The tables of the store as Kysely sees them: one a noun, with the noun's own members. */
import type { Generated, Kysely } from 'kysely'
import type { Agreement } from '../model/agreement.ts'
import type { Benchmark, BenchmarkItem } from '../model/benchmark.ts'
import type { StoredCall } from '../model/call.ts'
import type { Candidate } from '../model/candidate.ts'
import type { Decision } from '../model/decision.ts'
import type { Description } from '../model/description.ts'
import type { Evaluation } from '../model/evaluation.ts'
import type { Flag } from '../model/flag.ts'
import type { GuidelineRetirement, GuidelineRule, GuidelineVersion } from '../model/guideline.ts'
import type { Instruction } from '../model/instruction.ts'
import type { Prediction } from '../model/prediction.ts'
import type { Proof } from '../model/proof.ts'
import type { Question } from '../model/question.ts'
import type { Release, ReleasePair } from '../model/release.ts'
import type { Round, RoundClosing, RoundItem } from '../model/round.ts'
import type { Source } from '../model/source.ts'
import type { Stage, StageItem } from '../model/stage.ts'
import type { Step } from '../model/step.ts'
import type { Withdrawal } from '../model/withdrawal.ts'
import type { Row } from './codec.ts'

/** `seq` is the order of arrival. */
type Ordered<T> = Row<T> & { seq: Generated<number> }

export interface Tables {
  sources: Row<Source>
  catalogs: { seq: Generated<number>; source: string; url: string; hash: string; catalog: string; at: string }
  descriptions: Row<Description>
  instructions: Row<Instruction>
  questions: Ordered<Question>
  questionNames: { dataset: string; name: string; question: string }
  stages: Row<Stage>
  stageItems: Row<StageItem>
  proofs: Ordered<Proof>
  candidates: Ordered<Candidate>
  traces: { candidate: string; prompt: string; end: string; elapsedMs: number }
  steps: Row<Step> & { candidate: string }
  flags: Ordered<Flag>
  withdrawals: Ordered<Withdrawal>
  agreements: Ordered<Agreement>
  decisions: Ordered<Decision>
  guidelineRules: Ordered<GuidelineRule>
  guidelineRetirements: Row<GuidelineRetirement>
  guidelineVersions: Row<GuidelineVersion>
  rounds: Row<Round>
  roundClosings: Row<RoundClosing>
  roundItems: Row<RoundItem>
  leases: { kind: string; item: string; holder: string; expires: number }
  calls: Ordered<StoredCall> & {
    about: string
    verb: string
    replyKind: string
    inputTokens: number
    outputTokens: number
  }
  releases: Row<Release>
  releasePairs: Row<ReleasePair>
  benchmarks: Row<Benchmark>
  benchmarkItems: Row<BenchmarkItem>
  predictions: Ordered<Prediction>
  evaluations: Ordered<Evaluation>
}

/** The store's database, or a transaction on it. */
export type Db = Kysely<Tables>
