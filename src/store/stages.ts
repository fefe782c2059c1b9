/** Stages in the store: what each is made from, and its questions in order. */
import { type Stage, type StageItem, stage, stageItem } from '../model/stage.ts'
import { addRow, addRows } from './add.ts'
import { codecOf } from './codec.ts'
import type { Db } from './tables.ts'

const stages = codecOf(stage)
const stageItems = codecOf(stageItem)

/** False if a stage of this name is there. */
export function addStage(db: Db, one: Stage): Promise<boolean> {
  return addRow(db, 'stages', stages.toRow(one))
}

export async function getStage(db: Db, name: string): Promise<Stage | undefined> {
  const row = await db.selectFrom('stages').selectAll().where('name', '=', name).executeTakeFirst()
  return row && stages.fromRow(row)
}

/** Each after the one it was made from. */
export async function listStages(db: Db): Promise<Stage[]> {
  const rows = await db.selectFrom('stages').selectAll().orderBy('at').orderBy('name').execute()
  const left = rows.map(stages.fromRow)
  const sorted: Stage[] = []
  while (left.length > 0) {
    const ready = left.findIndex((one) => !left.some((other) => other.name === one.parent))
    sorted.push(...left.splice(Math.max(ready, 0), 1))
  }
  return sorted
}

/** Puts items at their places; a place that is taken, or a question that is in the stage already, is passed over. */
export function addStageItems(db: Db, items: readonly StageItem[]): Promise<number> {
  return addRows(db, 'stageItems', items.map(stageItems.toRow))
}

/** Puts questions at the end of a stage, in their order; those that are in it already are passed over. */
export async function appendToStage(db: Db, name: string, questions: readonly string[]): Promise<number> {
  let added = 0
  for (const id of questions) {
    for (let position = await stageSize(db, name); !(await stageHas(db, name, id)); position++) {
      added += await addStageItems(db, [{ stage: name, position, question: id }])
    }
  }
  return added
}

/** Puts another question in the place of one while the stage is being made. False if the one is not in the stage. */
export async function replaceInStage(
  db: Db,
  { stage: name, replaces, question }: { stage: string; replaces: string; question: string },
): Promise<boolean> {
  const result = await db
    .updateTable('stageItems')
    .set({ question, replaces })
    .where('stage', '=', name)
    .where('question', '=', replaces)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** All items in order; a stage holds thousands, not millions. */
export async function stageItemsOf(db: Db, name: string): Promise<StageItem[]> {
  const rows = await db
    .selectFrom('stageItems')
    .selectAll()
    .where('stage', '=', name)
    .orderBy('position')
    .execute()
  return rows.map(stageItems.fromRow)
}

/** The stages that a question is in. */
export async function stagesOf(db: Db, question: string): Promise<StageItem[]> {
  const rows = await db
    .selectFrom('stageItems')
    .selectAll()
    .where('question', '=', question)
    .orderBy('stage')
    .execute()
  return rows.map(stageItems.fromRow)
}

export async function stageSize(db: Db, name: string): Promise<number> {
  const row = await db
    .selectFrom('stageItems')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('stage', '=', name)
    .executeTakeFirst()
  return row?.last === null || row?.last === undefined ? 0 : Number(row.last) + 1
}

async function stageHas(db: Db, name: string, question: string): Promise<boolean> {
  const found = db.selectFrom('stageItems').select('position').where('stage', '=', name)
  return (await found.where('question', '=', question).executeTakeFirst()) !== undefined
}
