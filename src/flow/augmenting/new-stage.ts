/** The stage that a pipeline makes: begun as a copy of its parent stage, so that it is whole from the first moment on. */
import type { Pipeline } from '../../augment/pipeline.ts'
import { nearest, UserError } from '../../model/errors.ts'
import { canonicalJson } from '../../model/ids.ts'
import type { Question } from '../../model/question.ts'
import type { PlannedDraw, Stage } from '../../model/stage.ts'
import { STAGE_ORDER } from '../../model/stage.ts'
import { eachProof } from '../../store/proofs.ts'
import { eachQuestion, getQuestions } from '../../store/questions.ts'
import { addStage, addStageItems, getStage, listStages, stageItemsOf } from '../../store/stages.ts'
import type { Db } from '../../store/tables.ts'
import type { Workbench } from '../../workbench.ts'

export interface StageAsked {
  readonly pipeline: Pipeline
  /** Default: the pipeline's name. */
  readonly name?: string | undefined
  /** Default: the last stage in the method's order before it. */
  readonly parent?: string | undefined
  readonly plan?: readonly PlannedDraw[] | undefined
}

export interface NewStage {
  readonly stage: Stage & { readonly parent: string; readonly draw: NonNullable<Stage['draw']> }
  /** What it took over from its parent stage, in order. */
  readonly parents: readonly Question[]
  /** True if it was there. */
  readonly known: boolean
}

/**
 * The stage as it is there, or as it would begin.
 *
 * @throws {UserError} if there is nothing to start from, or the stage of this name is another one
 */
export async function stageToMake(
  { store, clock, seed }: Pick<Workbench, 'store' | 'clock' | 'seed'>,
  asked: StageAsked,
): Promise<NewStage> {
  const { db } = store
  const { pipeline, plan } = asked
  const name = asked.name ?? pipeline.name
  const known = await getStage(db, name)
  if (known) refuseAnother(known, asked)
  const parent = known?.parent ?? (await parentStage(db, asked))
  const draw = known?.draw ?? { seed, ...(plan ? { plan: [...plan] } : {}) }
  const at = known?.at ?? clock().toISOString()
  const stage = { name, pipeline: pipeline.name, parent, draw, at }
  const parents = known ? await takenOver(db, name) : await standingIn(db, parent)
  if (parents.length === 0) {
    throw new UserError(`Cannot make the stage "${name}": the stage "${parent}" has no questions`, SEED_HINT)
  }
  return { stage, parents, known: known !== undefined }
}

const SEED_HINT = 'Write some with concord author submit, or draw them with concord seed sample --count N'

/** The questions of a stage, without those that were withdrawn. */
async function standingIn(db: Db, stage: string): Promise<Question[]> {
  const found: Question[] = []
  for await (const question of eachQuestion(db, { stage })) found.push(question)
  return found
}

/** What a stage began with, whatever has become of its parent stage since: the draw is from these. */
async function takenOver(db: Db, stage: string): Promise<Question[]> {
  const made = new Set<string | undefined>()
  for await (const proof of eachProof(db, { stage })) made.add(proof.question)
  const items = await stageItemsOf(db, stage)
  const ids = items.flatMap(({ question, replaces }) => replaces ?? (made.has(question) ? [] : [question]))
  const questions = await getQuestions(db, ids)
  return ids.map((id) => questions.get(id)!)
}

/** Puts the stage into the store with all that it takes over. */
export function beginStage({ store }: Pick<Workbench, 'store'>, { stage, parents }: NewStage): Promise<void> {
  return store.transaction(async (db) => {
    if (!(await addStage(db, stage))) return
    const items = parents.map(({ id }, position) => ({ stage: stage.name, position, question: id }))
    await addStageItems(db, items)
  })
}

function refuseAnother(known: Stage, { pipeline, parent, plan }: StageAsked): void {
  const cannot = `Cannot go on with the stage "${known.name}"`
  const hint = 'Choose another --name for a new stage'
  if (known.pipeline !== pipeline.name) throw new UserError(`${cannot}: ${known.pipeline} made it`, hint)
  if (parent !== undefined && parent !== known.parent) {
    throw new UserError(`${cannot} from "${parent}": it is made from "${known.parent}"`, hint)
  }
  if (plan !== undefined && canonicalJson(plan) !== canonicalJson(known.draw?.plan)) {
    throw new UserError(`${cannot}: it was begun with another plan`, hint)
  }
}

async function parentStage(db: Db, { pipeline, parent }: StageAsked): Promise<string> {
  const names = (await listStages(db)).map((one) => one.name)
  if (parent !== undefined) {
    if (names.includes(parent)) return parent
    const near = nearest(parent, names)
    const known = names.length > 0 ? `Stages are ${names.join(', ')}` : SEED_HINT
    throw new UserError(`Cannot find the stage "${parent}"`, near ? `Did you mean "${near}"?` : known)
  }
  const before = STAGE_ORDER.slice(0, STAGE_ORDER.indexOf(pipeline.name))
  const found = before.findLast((one) => names.includes(one))
  if (found !== undefined) return found
  throw new UserError(
    `Cannot make the stage "${pipeline.name}": there is no stage to start from`,
    names.length > 0 ? `Name one with --stage: ${names.join(', ')}` : SEED_HINT,
  )
}
