/** Instructions for the writers of questions in the store. */
import { type Instruction, instruction } from '../model/instruction.ts'
import { addRow } from './add.ts'
import { codecOf } from './codec.ts'
import type { Db } from './tables.ts'

const instructions = codecOf(instruction)

/** False if somebody else wrote this version meanwhile. */
export function addInstruction(db: Db, one: Instruction): Promise<boolean> {
  return addRow(db, 'instructions', instructions.toRow(one))
}

/** Every version for a data set, oldest first. */
export async function instructionsOf(db: Db, dataset: string): Promise<Instruction[]> {
  const query = db.selectFrom('instructions').selectAll().where('dataset', '=', dataset)
  return (await query.orderBy('version').execute()).map(instructions.fromRow)
}

/** The data sets that have instructions. */
export async function instructedDatasets(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('instructions').select('dataset').distinct().orderBy('dataset').execute()
  return rows.map((row) => row.dataset)
}
