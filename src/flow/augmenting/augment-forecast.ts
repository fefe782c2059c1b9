/** What the attempts that come next would ask, and what it would cost; nothing is called. */
import { oneShotPrompt } from '../../agent/one-shot.ts'
import { EGRESS_SAYS } from '../../llm/egress.ts'
import { forecast } from '../../llm/forecast.ts'
import { labelText } from '../../llm/label.ts'
import type { Model } from '../../llm/model.ts'
import { likelyPromptTokens } from '../../llm/tokens.ts'
import type { AugmentForecast } from '../../model/augment.ts'
import type { StoredCall } from '../../model/call.ts'
import type { Question } from '../../model/question.ts'
import { eachCall } from '../../store/calls.ts'
import type { Db } from '../../store/tables.ts'
import { labelOf, writerPrompt } from './attempt.ts'
import type { Crew } from './crew.ts'
import { solverPrompt } from './solvers.ts'
import type { Task } from './task.ts'

/** Tokens of an answer while none is measured. */
const LIKELY_OUTPUT = { write: 60, 'solve-a': 80, 'solve-b': 200 }
const MEASURED_ITEMS = 10

export interface ToForecast {
  readonly tasks: readonly Task[]
  readonly parents: ReadonlyMap<string, Question>
  /** Whether the parent's SQL is known. */
  readonly known: (parent: string) => boolean
}

export async function forecastAugment(
  db: Db,
  crew: Crew,
  { tasks, parents, known }: ToForecast,
): Promise<AugmentForecast> {
  const models = [...new Map([crew.writer, ...crew.solvers].map((one) => [one.name, one])).values()]
  const plan = tasks.map((task) => ({
    ...task,
    text: parents.get(task.parent)!.text,
    labels: labelsOf(crew, task, known(task.parent)),
  }))
  const [first] = tasks
  const likely = first ? await likelyTokens(crew, first, parents.get(first.parent)!) : undefined
  const names = [...new Set(tasks.map((task) => task.db))].sort()
  const egress = await Promise.all(
    names.map(async (name) => {
      const policy = (await crew.desks.of(name)).source.egress
      return { source: name, policy, says: EGRESS_SAYS[policy] }
    }),
  )
  const each: AugmentForecast['forecast'] = []
  for (const model of models) {
    const calls = plan.flatMap((one) => one.labels).filter((label) => label.split('/')[4] === model.name)
    const done = await callsOfDone(db, model)
    const tokens = calls.map((label) => likely?.(label.split('/')[3]!) ?? { input: 0, output: 0 })
    const mean = (of: (one: { input: number; output: number }) => number) =>
      tokens.reduce((sum, one) => sum + of(one), 0) / Math.max(1, tasks.length)
    const estimate = {
      calls: calls.length / Math.max(1, tasks.length),
      inputTokens: mean((one) => one.input),
      outputTokens: mean((one) => one.output),
      ms: null,
    }
    const { price, concurrency, name } = model
    const { items: _, ...told } = forecast({ items: tasks.length, done, estimate, price, concurrency })
    each.push({ model: name, ...told })
  }
  return { stage: crew.stage, plan, forecast: each, egress }
}

/** The labels of an attempt's calls, if none fails: the writer's, the solvers', and those for a parent without SQL. */
function labelsOf(crew: Crew, task: Task, known: boolean): string[] {
  const label = labelOf(crew, task)
  const { writer, solvers, pipeline } = crew
  const text = (strategy: string, model: Model, sample = label.sample) =>
    labelText({ ...label, sample, strategy, model: model.name }, 1)
  const solving = [text('solve-a', solvers[0]), text('solve-b', solvers[1])]
  const parent = [text('solve-parent-a', solvers[0], 0), text('solve-parent-b', solvers[1], 0)]
  return [text('write', writer), ...solving, ...(pipeline.needsParent && !known ? parent : [])]
}

/** By the strategy of a label, as the first attempt's prompts tell. */
async function likelyTokens(crew: Crew, task: Task, parent: Question) {
  const desk = await crew.desks.of(task.db)
  const asked = { question: parent.text, instructions: await crew.instructions(parent.dataset) }
  const { catalog, source } = desk
  const database = { catalog, egress: source.egress }
  const [a, b] = crew.solvers
  const input: Record<string, number> = {
    write: likelyPromptTokens(await writerPrompt(crew, task, { parent, desk })),
    'solve-a': likelyPromptTokens(oneShotPrompt({ model: a, task: asked, database }).messages),
    'solve-b': likelyPromptTokens(solverPrompt(b, { task: asked, desk })),
  }
  return (strategy: string) => {
    const kind = strategy.replace('-parent', '') as keyof typeof LIKELY_OUTPUT
    return { input: input[kind] ?? 0, output: LIKELY_OUTPUT[kind] }
  }
}

/** The calls of the first attempts that this model worked on, attempt by attempt. */
async function callsOfDone(db: Db, { name }: Model): Promise<StoredCall[][]> {
  const byAttempt = new Map<string, StoredCall[]>()
  for await (const call of eachCall(db, { verb: 'augment', model: name })) {
    const [key, , stage, , , , sample] = call.label.split('/')
    const attempt = [key, stage, sample].join('/')
    if (!byAttempt.has(attempt) && byAttempt.size === MEASURED_ITEMS) break
    byAttempt.set(attempt, [...(byAttempt.get(attempt) ?? []), call])
  }
  return [...byAttempt.values()]
}
