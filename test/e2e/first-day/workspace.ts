/** Where the first day takes place: a folder with databases, a model server, and a `concord.yaml` that names its models. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DATABASES, makeDatabase } from './databases.ts'
import { type DayServer, startDayServer } from './day-server.ts'
import { openJoiner } from './joiner.ts'
import { type Knowledge, openKnowledge } from './knowledge.ts'
import type { DayPlan } from './plans.ts'

export interface DayPlace extends AsyncDisposable {
  readonly plan: DayPlan
  /** Holds `<db>/<db>.sqlite` and its other instance. */
  readonly databases: string
  readonly workspace: string
  readonly server: DayServer
  readonly knowledge: Knowledge
}

export async function openDayPlace(plan: DayPlan): Promise<DayPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-first-day-'))
  const databases = join(folder, 'databases')
  for (const database of DATABASES) makeDatabase(database, databases)
  const knowledge = openKnowledge(openJoiner(databases))
  const server = await startDayServer(knowledge)
  return {
    plan,
    databases,
    workspace: join(folder, 'workspace'),
    server,
    knowledge,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Settings as a team would write them: every model at one address, prices, and a policy for few questions. */
export function writeSettings({ workspace, server }: Pick<DayPlace, 'workspace' | 'server'>): void {
  const names = ['drafter', 'writer', 'solver', 'analyst', 'untuned', 'tuned', 'reference']
  const models = names.map(
    (name) =>
      `  ${name}: { provider: openai-compatible, baseUrl: "${server.baseUrl}", model: ${name}, price: { input: 1, output: 2 } }`,
  )
  const lines = [
    'version: 1',
    'models:',
    ...models,
    'use: { draft: drafter, augment: writer, solve: [solver, analyst], predict: tuned, reference: reference }',
    'budgetUsd: 5',
    'policy: { samples: 3, maxError: 0.9, minAudited: 5, audit: 0.2 }',
  ]
  writeFileSync(join(workspace, 'concord.yaml'), `${lines.join('\n')}\n`)
}
