/** What a person says of attempts that no solver could prove or refute. */
import type { AugmentDecided, UndecidedProof } from '../../model/augment.ts'
import { pipelineName } from '../../model/augment.ts'
import { nearest, UserError } from '../../model/errors.ts'
import { getProof, undecidedProofs } from '../../store/proofs.ts'
import { getQuestions } from '../../store/questions.ts'
import type { Workbench } from '../../workbench.ts'
import { keepProof } from './keep.ts'

/** Attempts that wait for a person, oldest first. */
export async function listUndecided(
  { store }: Pick<Workbench, 'store'>,
  { stage }: { readonly stage?: string | undefined } = {},
): Promise<UndecidedProof[]> {
  const proofs = await undecidedProofs(store.db, stage === undefined ? {} : { stage })
  const parents = await getQuestions(
    store.db,
    proofs.map((one) => one.parent),
  )
  return proofs.map(({ id, pipeline, stage, parent, text = '', reason, evidence }) => ({
    proof: id,
    pipeline: pipelineName.parse(pipeline),
    stage,
    db: String(evidence.db),
    parent: parents.get(parent)?.text ?? parent,
    text,
    reason,
    evidence,
  }))
}

export interface DecideOptions {
  readonly proof: string
  readonly accept: boolean
  readonly note?: string | undefined
}

/**
 * Takes an undecided question into its stage, or leaves it out.
 *
 * @throws {UserError} if there is no such attempt, or it is decided
 */
export async function decideProof(
  bench: Pick<Workbench, 'store' | 'clock' | 'person'>,
  { proof: id, accept, note }: DecideOptions,
): Promise<AugmentDecided> {
  const { db } = bench.store
  const proof = await getProof(db, id)
  if (!proof) {
    const waiting = (await undecidedProofs(db)).map((one) => one.id)
    const near = nearest(id, waiting)
    throw new UserError(
      `Cannot find the attempt "${id}"`,
      near ? `Did you mean "${near}"?` : 'concord augment undecided lists those that wait',
    )
  }
  if (proof.outcome !== 'undecided') {
    throw new UserError(`Cannot decide the attempt "${id}": it is ${proof.outcome} (${proof.reason})`)
  }
  const { question: _, at: __, id: ___, ...attempt } = proof
  const said = {
    ...attempt,
    outcome: accept ? ('accepted' as const) : ('rejected' as const),
    reason: 'by-person',
    evidence: { ...proof.evidence, ...(note === undefined ? {} : { note }) },
    settles: id,
    by: bench.person,
  }
  const question = await keepProof(bench, said, proof.by)
  if (question === undefined) {
    throw new UserError(`Cannot decide the attempt "${id}": somebody decided it already`)
  }
  return { proof: id, accepted: accept, question, stage: proof.stage }
}
