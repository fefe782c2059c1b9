/** Reads a plan: the attempts of a stage fixed beforehand, one line of JSON each, instead of drawn. */
import { z } from 'zod'
import type { ColumnName } from '../../augment/pipeline.ts'
import type { PipelineName } from '../../model/augment.ts'
import { UserError } from '../../model/errors.ts'
import type { PlannedDraw } from '../../model/stage.ts'
import { findQuestions, getQuestion } from '../../store/questions.ts'
import type { Db } from '../../store/tables.ts'
import { catalogOf, namedSource } from '../authoring/named-source.ts'
import { openTextFile } from '../inputs/text-file.ts'

const planLine = z.object({
  /** Lines of other pipelines are passed over. */
  pipeline: z.string().optional(),
  parent: z.string(),
  attempt: z.number().int().min(0).default(0),
  db: z.string().optional(),
  /** `table.column` each. */
  requires: z.array(z.string()).default([]),
})

/**
 * The attempts of one pipeline, in the order of the files and their lines.
 *
 * @throws {UserError} that names the line if one cannot be read, or names no question, database or column
 */
export async function readPlan(
  db: Db,
  files: readonly string[],
  pipeline: PipelineName,
): Promise<PlannedDraw[]> {
  const plan: PlannedDraw[] = []
  for (const path of files) {
    const file = await openTextFile(path)
    let whole = ''
    for await (const piece of file.text()) whole += piece
    for (const [i, text] of whole.split('\n').entries()) {
      if (text.trim() === '') continue
      const place = `${path} line ${i + 1}`
      const line = parsedLine(text, place)
      if (line.pipeline === undefined || line.pipeline === pipeline) plan.push(await placed(db, line, place))
    }
  }
  return plan
}

function parsedLine(text: string, place: string): z.infer<typeof planLine> {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (thrown) {
    throw new UserError(`Cannot read ${place}: it is no JSON`, undefined, { cause: thrown })
  }
  const found = planLine.safeParse(raw)
  if (found.success) return found.data
  throw new UserError(`Cannot read ${place}: ${z.prettifyError(found.error).replace(/\s+/g, ' ')}`)
}

async function placed(db: Db, line: z.infer<typeof planLine>, place: string): Promise<PlannedDraw> {
  const [parent, another] = await findQuestions(db, line.parent)
  if (parent === undefined || another !== undefined) {
    throw new UserError(
      `Cannot use ${place}: "${line.parent}" names ${another ? 'several questions' : 'no question'}`,
    )
  }
  const source = line.db ?? (await getQuestion(db, parent))!.db
  await namedSource(db, source)
  const required: ColumnName[] = []
  for (const name of line.requires) required.push(await columnNamed(db, { source, name, place }))
  return { parent, attempt: line.attempt, db: source, required }
}

async function columnNamed(
  db: Db,
  { source, name, place }: { source: string; name: string; place: string },
): Promise<ColumnName> {
  for (const table of (await catalogOf(db, source)).tables) {
    const column = table.columns.find((one) => `${table.name}.${one.name}` === name)
    if (column) return { table: table.name, column: column.name }
  }
  throw new UserError(`Cannot use ${place}: "${source}" has no column "${name}"`)
}
