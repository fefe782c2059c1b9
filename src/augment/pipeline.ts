/** The plug point for pipelines: how new questions are asked for, and what has to be proven of each. Adding one = one file + one line in `all.ts`. */
import type { RenderedPrompt } from '../llm/render.ts'
import type { Counted } from '../model/agreement.ts'
import type { PipelineName } from '../model/augment.ts'
import type { Proof } from '../model/proof.ts'

export interface ColumnName {
  readonly table: string
  readonly column: string
}

/** What the writing model is told. Texts are ready for the prompt: what comes from a database is fenced. */
export interface Material {
  readonly dialect: string
  readonly schema: string
  /** Of the data set; '' for none. */
  readonly instructions: string
  /** The question that is rewritten, or whose style is imitated. */
  readonly question: string
  /** '' for none. */
  readonly evidence: string
  /** Columns that the new question has to use; empty but for semantic variety. */
  readonly required: readonly ColumnName[]
}

/** The words of a new question against those of its parent. */
export interface Words {
  readonly parent: string
  readonly child: string
  /** The cosine of the two, in −1..1. */
  readonly similarity: number
  /** Equal but for case, punctuation and white space. */
  readonly same: boolean
}

/** What one solver's query did on the shipped data: `rows`; `empty` also for nothing but NULL; `none` if it wrote none. */
export type Ran = 'rows' | 'empty' | 'failed' | 'none'

/** What was run for one new question. */
export interface Trial {
  readonly a: Ran
  readonly b: Ran
  /** The two solvers' queries on every instance; undefined where one of them wrote none. */
  readonly between?: Counted
  /** A solver's query against the parent's: on every instance, and on the shipped data. Undefined where the parent's is not known. */
  readonly parent?: { readonly counted: Counted; readonly sameOnShipped: boolean }
  /** How much structure the queries have, as a number; undefined where one cannot be read. */
  readonly structure: { readonly child?: number | undefined; readonly parent?: number | undefined }
  /** Required columns that one of the solvers' queries does not use. */
  readonly unused: readonly ColumnName[]
}

/** What is proven of a claim, with the reason in a fixed word. */
export interface Finding {
  readonly outcome: Extract<Proof['outcome'], 'proven' | 'refuted' | 'undecided'>
  readonly reason: string
}

export interface Pipeline {
  readonly name: PipelineName
  /** Whether an accepted question takes its parent's place in the new stage, or is one more. */
  readonly effect: 'replaces' | 'adds'
  /** How many questions it makes where nobody says, as a share of the parent stage. */
  readonly share: number
  /** Whether its claim is about the parent's query. */
  readonly needsParent: boolean
  prompt(material: Material): RenderedPrompt
  /** The reason for which the words alone refute the claim; undefined if they do not. */
  refutedByWords(words: Words): string | undefined
  /** What the trial proves of the claim; pure. */
  prove(trial: Trial): Finding
}

/** A finding that holds for every pipeline: no query that runs, or solvers that do not agree. */
export function unsolved({ a, b, between }: Trial): Finding | undefined {
  const fails = (ran: Ran) => ran === 'failed' || ran === 'none'
  if (fails(a) && fails(b)) return { outcome: 'refuted', reason: 'failing' }
  return between === 'agreement' ? undefined : { outcome: 'undecided', reason: 'solvers-differ' }
}
