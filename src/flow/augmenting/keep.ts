/** Stores what came of an attempt, and with an accepted one its question in its place: wholly or not at all. */
import { pipelines } from '../../augment/all.ts'
import type { PipelineName } from '../../model/augment.ts'
import { type Proof, proofId } from '../../model/proof.ts'
import { type Question, questionId } from '../../model/question.ts'
import { addProof } from '../../store/proofs.ts'
import { addQuestions, getQuestion } from '../../store/questions.ts'
import { appendToStage, replaceInStage } from '../../store/stages.ts'
import type { Db } from '../../store/tables.ts'
import type { Workbench } from '../../workbench.ts'
import type { Attempted } from './attempt.ts'

/** What is stored of an attempt, by whoever it was written. */
export type NewProof = Omit<Proof, 'id' | 'at' | 'question'>

export function proofOf(
  attempted: Attempted,
  { stage, pipeline, by }: { stage: string; pipeline: PipelineName; by: string },
): NewProof {
  const { task, text, outcome, reason, evidence, difficulty } = attempted
  const { parent, attempt } = task
  const words = text === undefined ? {} : { text }
  return { pipeline, stage, parent, attempt, ...words, outcome, reason, evidence, difficulty, by }
}

/**
 * Adds the proof; an accepted one's question takes its place in the stage.
 *
 * @param writer who wrote the question's words
 * @returns the question's id, null for one that is not accepted; undefined if the attempt was there already
 */
export async function keepProof(
  { store, clock }: Pick<Workbench, 'store' | 'clock'>,
  one: NewProof,
  writer: string,
): Promise<string | null | undefined> {
  const at = clock().toISOString()
  return store.transaction(async (db) => {
    const accepted = one.outcome === 'proven' || one.outcome === 'accepted'
    const question = accepted ? await newQuestion(db, one, { writer, at }) : undefined
    if (question) await addQuestions(db, [question])
    const proof = { id: proofId(one), ...one, ...(question ? { question: question.id } : {}), at }
    if (!(await addProof(db, proof))) return undefined
    if (!question) return null
    await place(db, one, question.id)
    return question.id
  })
}

async function newQuestion(
  db: Db,
  { pipeline, parent: parentId, text, evidence }: NewProof,
  { writer, at }: { writer: string; at: string },
): Promise<Question> {
  const parent = (await getQuestion(db, parentId))!
  const replaces = effectOf(pipeline) === 'replaces'
  const identity = { db: String(evidence.db), text: text!, origin: pipeline, parent: parentId }
  return {
    id: questionId(identity),
    ...identity,
    dataset: String(evidence.dataset),
    split: 'train',
    ...(replaces && parent.evidence !== undefined ? { evidence: parent.evidence } : {}),
    by: writer,
    at,
  }
}

async function place(db: Db, { pipeline, stage, parent }: NewProof, question: string): Promise<void> {
  if (effectOf(pipeline) === 'adds') await appendToStage(db, stage, [question])
  else await replaceInStage(db, { stage, replaces: parent, question })
}

function effectOf(pipeline: Proof['pipeline']): 'replaces' | 'adds' {
  return pipeline === 'seed' ? 'adds' : pipelines[pipeline].effect
}
