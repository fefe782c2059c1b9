/** The demo's first half: databases, instructions, the questions that people write, and the stages that pipelines make. */
import { join } from 'node:path'
import { augment } from '../../flow/augment.ts'
import { submitQuestion } from '../../flow/author.ts'
import { editInstructions } from '../../flow/instructions.ts'
import { addNamed, describeSource, describeTable, listAll } from '../../flow/source.ts'
import { type AugmentReport, PIPELINES } from '../../model/augment.ts'
import { UserError } from '../../model/errors.ts'
import type { Flow } from '../../model/event.ts'
import type { Example, ExampleDatabase } from './example.ts'
import { actingAs, type Bench, working } from './step.ts'
import { PLAN } from './workspace.ts'

/** The data lead, who names the sources and writes the instructions. */
const LEAD = 'lena'

/** Takes the databases in and says what their tables and columns hold. */
export async function* addSources(
  bench: Bench,
  { databases, example }: { databases: readonly ExampleDatabase[]; example: Example },
): Flow<{ tables: number; rows: number }> {
  const lead = actingAs(bench, LEAD)
  await refuseForeignStore(
    lead,
    databases.map(({ name }) => name),
  )
  let [tables, rows, done] = [0, 0, 0]
  for (const { name, dataset, split } of databases) {
    const file = join(bench.workspace, 'databases', name, `${name}.sqlite`)
    const source = await addNamed(lead, { name, url: `sqlite:${file}`, dataset, split, egress: 'masked' })
    await describe(lead, name, example.descriptions[name] ?? {})
    tables += source.tables
    rows += source.rows
    yield { type: 'progress', label: 'Reading databases', done: ++done, total: databases.length }
  }
  return { tables, rows }
}

/** A team's store may be named by the environment; the example has no place in it. */
async function refuseForeignStore(bench: Bench, own: readonly string[]): Promise<void> {
  const foreign = (await listAll(bench)).find(({ name }) => !own.includes(name))
  if (!foreign) return
  throw new UserError(
    `Cannot run the demo in this store: it holds another study, with the source "${foreign.name}"`,
    'Unset DATABASE_URL, and the demo keeps its store in its own folder',
  )
}

/** Says what is not said yet. */
async function describe(bench: Bench, source: string, words: Example['descriptions'][string]): Promise<void> {
  const said = new Map((await describeSource(bench, source)).tables.map((table) => [table.name, table]))
  for (const [table, columns] of Object.entries(words)) {
    for (const [column, text] of Object.entries(columns)) {
      const known = said.get(table)
      const now = column === '' ? known : known?.columns.find((one) => one.name === column)
      if (now?.description === text) continue
      await describeTable(bench, { source, table, text, ...(column === '' ? {} : { column }) })
    }
  }
}

/** What the writers of questions are told. */
export async function instruct(bench: Bench, { instructions }: Example): Promise<void> {
  const lead = actingAs(bench, LEAD)
  for (const [dataset, text] of instructions) await editInstructions(lead, { dataset, text })
}

/** The questions that people write over the train databases. */
export async function* writeSeeds(bench: Bench, { seeds }: Example): Flow<number> {
  for (const [done, { db, question: text, evidence, by }] of seeds.entries()) {
    await submitQuestion(actingAs(bench, by), { db, text, evidence })
    yield { type: 'progress', label: 'Writing questions', done: done + 1, total: seeds.length }
  }
  return seeds.length
}

/** The three pipelines, each on the stage before it. */
export async function* widen(bench: Bench): Flow<AugmentReport[]> {
  const plan = [join(bench.workspace, PLAN)]
  const reports: AugmentReport[] = []
  for (const pipeline of PIPELINES) {
    reports.push(yield* working(augment(bench, { pipeline, plan })))
  }
  return reports
}
