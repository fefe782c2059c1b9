/** One attempt: a model writes a question, two solvers answer it, and what comes of it proves or refutes the claim. */
import type { Finding, Material } from '../../augment/pipeline.ts'
import { readWritten } from '../../augment/written.ts'
import { dialectOf } from '../../llm/dialect.ts'
import { fenced } from '../../llm/fence.ts'
import { labelText } from '../../llm/label.ts'
import { schemaText } from '../../llm/schema-text.ts'
import { hashText } from '../../metrics/embedding-hashed.ts'
import type { Message } from '../../model/call.ts'
import type { Question } from '../../model/question.ts'
import type { Desk } from '../answering/desk.ts'
import { guidelinesText } from '../answering/guidelines-in-force.ts'
import { cosine } from '../authoring/nearest-questions.ts'
import { normalWords } from '../sampling/normal-words.ts'
import type { Crew } from './crew.ts'
import { type Solution, type SolveLabel, solveTwice, Unreached } from './solvers.ts'
import type { Task } from './task.ts'
import { runTrial } from './trial.ts'

/** What came of an attempt, before it meets the others of its stage. */
export interface Attempted extends Finding {
  readonly task: Task
  readonly parent: Question
  /** Absent where the model gave none. */
  readonly text?: string
  readonly difficulty: string
  readonly evidence: Record<string, unknown>
}

export interface AttemptOptions {
  readonly parent: Question
  /** The parent's SQL, where it is known. */
  readonly parentSql: string | undefined
}

/**
 * Makes one attempt; every answer of a model is in the ledger, so that doing it again asks nothing twice.
 *
 * @throws {Unreached} if a model cannot be reached
 */
export async function makeAttempt(crew: Crew, task: Task, options: AttemptOptions): Promise<Attempted> {
  const { pipeline, writer } = crew
  const { parent } = options
  const desk = await crew.desks.of(task.db)
  const base = { task, parent, difficulty: 'unknown' }
  const place = { db: desk.source.name, dataset: datasetOf(task, parent, desk) }
  const { reply, recorded } = await writer.ask({
    label: labelText({ ...labelOf(crew, task), strategy: 'write', model: writer.name }, 1),
    messages: await writerPrompt(crew, task, { parent, desk }),
    temperature: 0.7,
    maxTokens: 512,
    seed: task.attempt + 1,
  })
  if (reply.kind === 'unavailable' || reply.kind === 'malformed') throw new Unreached(reply.message)
  if (reply.kind === 'refused') {
    return { ...base, outcome: 'refuted', reason: 'refused', evidence: { ...place, recorded } }
  }
  const written = readWritten(reply.text)
  if (!written) {
    const said = reply.text.slice(0, 500)
    return { ...base, outcome: 'refuted', reason: 'not-a-question', evidence: { ...place, said, recorded } }
  }
  const { question: text, change } = written
  const evidence = { ...place, change, ...(task.required.length > 0 ? { required: task.required } : {}) }
  const similarity = cosine(hashText(parent.text), hashText(text))
  const same = normalWords(parent.text) === normalWords(text)
  const refuted = pipeline.refutedByWords({ parent: parent.text, child: text, similarity, same })
  if (refuted !== undefined) {
    const figures = { ...evidence, similarity, recorded }
    return { ...base, text, outcome: 'refuted', reason: refuted, evidence: figures }
  }
  const tried = await solved(crew, task, { ...options, desk, text })
  const whole = { ...evidence, similarity, ...tried.evidence, recorded: recorded || tried.recorded }
  return { ...base, ...tried.finding, text, difficulty: tried.difficulty, evidence: whole }
}

/** The new question is of its parent's data set, or of its database's where that is another one. */
function datasetOf(task: Task, parent: Question, { source }: Desk): string {
  return task.db === parent.db ? parent.dataset : source.dataset
}

export function labelOf({ stage, guidelines }: Crew, { parent, attempt }: Task): SolveLabel {
  return { key: parent, verb: 'augment', stage, guidelineVersion: guidelines.version, sample: attempt }
}

export async function writerPrompt(
  crew: Crew,
  { required }: Task,
  { parent, desk }: { readonly parent: Question; readonly desk: Desk },
): Promise<readonly Message[]> {
  const { catalog, source } = desk
  const words = [parent.text, ...required.flatMap(({ table, column }) => [table, column])].join(' ')
  const maxTokens = crew.writer.schemaTokens
  const schema = schemaText(catalog, { egress: source.egress, maxTokens, question: words })
  const told = await crew.instructions(source.dataset)
  const material: Material = {
    dialect: dialectOf(catalog.engine),
    schema: fenced('schema', schema.text),
    instructions: told ? `Instructions:\n${told.trim()}` : '',
    question: parent.text,
    evidence: parent.evidence ? `Evidence:\n${parent.evidence}` : '',
    required,
  }
  return crew.pipeline.prompt(material).messages
}

interface Solving extends AttemptOptions {
  readonly desk: Desk
  readonly text: string
}

/** Has the new question solved, and its parent where its query is needed and not known. */
async function solved(crew: Crew, task: Task, { parent, parentSql, desk, text }: Solving) {
  const { pipeline } = crew
  const label = labelOf(crew, task)
  const evidence = pipeline.effect === 'replaces' ? parent.evidence : undefined
  const asked = await taskOf(crew, { ...parent, db: task.db, text, evidence })
  const solutions = await solveTwice(crew.solvers, { task: asked, desk, label, strategy: 'solve' })
  const known = pipeline.needsParent
    ? (parentSql ?? (await solveParent(crew, { parent, desk, label })))
    : null
  const knownSql = typeof known === 'string' ? known : known?.sql
  const { required } = task
  const trial = await runTrial({ desk }, { solutions, parentSql: knownSql, required })
  const finding = pipeline.prove(trial)
  const [a, b] = solutions
  const sql = trial.a === 'rows' || trial.a === 'empty' ? a.sql : b.sql
  return {
    finding,
    difficulty: trial.difficulty,
    recorded: a.recorded || b.recorded || (typeof known !== 'string' && known?.recorded === true),
    evidence: {
      ...(sql === undefined ? {} : { sql }),
      solvers: {
        a: {
          model: crew.solvers[0].name,
          sql: a.sql ?? null,
          ran: trial.a,
          message: trial.messages.a ?? null,
        },
        b: {
          model: crew.solvers[1].name,
          sql: b.sql ?? null,
          ran: trial.b,
          message: trial.messages.b ?? null,
        },
      },
      classes: trial.classes,
      structure: trial.structure,
      ...(known === null ? {} : { parentSql: knownSql ?? null }),
      ...(trial.unused.length > 0 ? { unused: trial.unused } : {}),
    },
  }
}

/** The parent's query where both solvers write the same; no query where they do not. */
async function solveParent(
  crew: Crew,
  { parent, desk, label }: { parent: Question; desk: Desk; label: SolveLabel },
): Promise<Solution> {
  const task = await taskOf(crew, parent)
  const first = { ...label, sample: 0 }
  const solutions = await solveTwice(crew.solvers, { task, desk, label: first, strategy: 'solve-parent' })
  const recorded = solutions.some((one) => one.recorded)
  const { between, a } = await runTrial({ desk }, { solutions, parentSql: undefined, required: [] })
  const sql = between === 'agreement' && a !== 'failed' ? solutions[0].sql : undefined
  return { ...(sql === undefined ? {} : { sql }), recorded }
}

async function taskOf(
  { guidelines, instructions }: Crew,
  question: Pick<Question, 'id' | 'db' | 'dataset' | 'text'> & { readonly evidence?: string | undefined },
) {
  const { text, evidence, dataset } = question
  return {
    question: text,
    ...(evidence === undefined ? {} : { evidence }),
    guidelines: guidelinesText(guidelines.rulesFor(question)),
    instructions: await instructions(dataset),
  }
}
