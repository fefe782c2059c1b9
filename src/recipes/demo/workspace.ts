/** The demo's folder: its databases, its settings with recorded models, and the recordings themselves. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { makeFolder } from '../../flow/outputs/make-folder.ts'
import { attemptLines } from '../../flow/recorded/attempt-lines.ts'
import { draftLines } from '../../flow/recorded/draft-lines.ts'
import { predictionLine } from '../../flow/recorded/prediction-lines.ts'
import { type RecordingSpec, writeLines } from '../../flow/recorded/write-lines.ts'
import { messageOf, UserError } from '../../model/errors.ts'
import { type Example, type ExampleDatabase, loadGenerator } from './example.ts'
import { idOf, type KeyedQuestion, keyedQuestions } from './keys.ts'

/** What the demo's benchmark is called. */
export const BENCHMARK = 'example'

/** The attempts of the pipelines, fixed beforehand, since each has its recorded answers. */
export const PLAN = join('recordings', 'attempts.jsonl')

/** The models of the demo, by their names in its `concord.yaml`. */
export const MODELS = { agent: 'agent', writer: 'writer', solver: 'solver' } as const

/** The guideline version that is in force while the questions are made. */
const FIRST_GUIDELINES = 1

const MARK = '# The example workspace of "concord demo"'

const SETTINGS = `${MARK}: recorded example answers, no network.
version: 1
models:
  agent: { provider: recorded, file: recordings/agent.jsonl, concurrency: 16 }    # answers questions
  writer: { provider: recorded, file: recordings/writer.jsonl, concurrency: 16 }  # writes new ones
  solver: { provider: recorded, file: recordings/solver.jsonl, concurrency: 16 }  # the second of two that prove them
  untuned: { provider: recorded, file: recordings/untuned.jsonl, concurrency: 16 }        # four systems that
  human-only: { provider: recorded, file: recordings/human-only.jsonl, concurrency: 16 }  # answer the benchmark
  final: { provider: recorded, file: recordings/final.jsonl, concurrency: 16 }
  reference: { provider: recorded, file: recordings/reference.jsonl, concurrency: 16 }
use: { draft: agent, oneShot: agent, augment: writer, solve: [agent, solver], policy: agent, reference: reference }
budgetUsd: 0
limits: { queryTimeoutMs: 5000 }
policy: { samples: 3, maxError: 0.15, minAudited: 30, audit: 0.05 }
`

/**
 * Makes the folder a demo workspace, or sees that it is one.
 *
 * @returns its absolute path
 * @throws {UserError} if something else is there, or it cannot be written
 */
export function claimFolder(folder: string): string {
  const workspace = resolve(folder)
  const settings = join(workspace, 'concord.yaml')
  if (existsSync(settings)) {
    if (readFileSync(settings, 'utf8').startsWith(MARK)) return workspace
    throw taken(folder, 'it holds a workspace of another kind')
  }
  try {
    makeFolder(workspace)
    if (readdirSync(workspace).some((name) => !name.startsWith('concord.yaml.'))) {
      throw taken(folder, 'there are files in it')
    }
    writeFileSync(`${settings}.part`, SETTINGS)
    renameSync(`${settings}.part`, settings)
    writeFileSync(join(workspace, '.gitignore'), '.concord/\n')
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown
    throw new UserError(`Cannot make the demo in "${folder}": ${messageOf(thrown)}`, 'Name another folder', {
      cause: thrown,
    })
  }
  return workspace
}

function taken(folder: string, why: string): UserError {
  return new UserError(
    `Cannot make the demo in "${folder}": ${why}`,
    'Name an empty folder: concord demo DIR',
  )
}

/** Writes the databases where they are not there, and says which there are. */
export async function makeDatabases(workspace: string): Promise<readonly ExampleDatabase[]> {
  const { DATABASES, generateDatabases } = await loadGenerator()
  const folder = join(workspace, 'databases')
  if (!existsSync(folder)) {
    const part = `${folder}.part`
    rmSync(part, { recursive: true, force: true })
    generateDatabases(part)
    renameSync(part, folder)
  }
  return DATABASES
}

/** Renders the readable tables of the example into the recordings that the models answer from. */
export async function makeRecordings(workspace: string, example: Example): Promise<void> {
  const lines = new Map<string, RecordingSpec[]>(Object.values(MODELS).map((model) => [model, []]))
  const known = keyedQuestions(example)
  const models = {
    guidelines: FIRST_GUIDELINES,
    writer: MODELS.writer,
    solvers: [MODELS.agent, MODELS.solver] as const,
  }
  for (const { pipeline: stage, parent, ...rest } of example.augmentations) {
    const attempt = attemptLines({ ...rest, stage, parent: idOf(known, parent) }, models)
    for (const [model, own] of attempt) lines.get(model)!.push(...own)
  }
  for (const { question: key, ...rest } of example.answers) {
    const { id, origin } = { ...known.get(key)!, id: idOf(known, key) }
    lines.get(MODELS.agent)!.push(...draftLines({ ...rest, question: { id, origin } }, MODELS.agent))
  }
  for (const [system, own] of example.predictions) {
    lines.set(
      system,
      own.map((one) => predictionLine({ ...one, benchmark: BENCHMARK }, system)),
    )
  }
  mkdirSync(join(workspace, 'recordings'), { recursive: true })
  for (const [model, own] of lines) {
    await writeLines(join(workspace, 'recordings', `${model}.jsonl`), own)
  }
  await writeLines(join(workspace, PLAN), planOf(example, known))
}

function planOf({ augmentations }: Example, known: ReadonlyMap<string, KeyedQuestion>): unknown[] {
  return augmentations.map(({ pipeline, parent, attempt, db, requires }) => ({
    ...{ pipeline, parent: idOf(known, parent), attempt, db, requires },
  }))
}
