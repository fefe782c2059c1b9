/** The traces behind agents' candidates in the store. */
import { runEnd, type Step, step, type Trace } from '../model/step.ts'
import { addRow, addRows } from './add.ts'
import { codecOf } from './codec.ts'
import type { Db } from './tables.ts'

const steps = codecOf(step)

/** Keeps a run's trace; do it in the transaction that adds the candidate. */
export async function addTrace(db: Db, candidate: string, trace: Trace): Promise<void> {
  await addRow(db, 'traces', {
    candidate,
    prompt: JSON.stringify(trace.prompt),
    end: JSON.stringify(trace.end),
    elapsedMs: trace.elapsedMs,
  })
  await addRows(
    db,
    'steps',
    trace.steps.map((one) => ({ ...steps.toRow(one), candidate })),
  )
}

/** The whole run, as it can be played again; undefined for a candidate without one. */
export async function getTrace(db: Db, candidate: string): Promise<Trace | undefined> {
  const row = await db.selectFrom('traces').selectAll().where('candidate', '=', candidate).executeTakeFirst()
  if (!row) return undefined
  const { prompt, end, elapsedMs } = row
  return {
    prompt: JSON.parse(prompt) as Trace['prompt'],
    steps: await stepsOf(db, candidate),
    end: runEnd.parse(JSON.parse(end)),
    elapsedMs,
  }
}

export async function stepsOf(db: Db, candidate: string): Promise<Step[]> {
  const rows = await db
    .selectFrom('steps')
    .selectAll()
    .where('candidate', '=', candidate)
    .orderBy('step')
    .execute()
  return rows.map(steps.fromRow)
}
