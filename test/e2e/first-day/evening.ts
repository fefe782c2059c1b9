/** The first day's evening: what is left is settled by policy, everything is released, exported and measured, and models are judged. */
import { join } from 'node:path'
import type { DraftFigures } from './rounds.ts'
import type { Team } from './team.ts'
import type { DayPlace } from './workspace.ts'

export interface Release {
  readonly name: string
  readonly hash: string
  readonly pairs: number
  readonly byPeople: number
  readonly byPolicy: number
  readonly splits: Readonly<Record<string, number>>
}

export interface Score {
  readonly predictions: string
  readonly correct: number
  readonly ex: number
  readonly exSuite?: number
  readonly interval: readonly [number, number]
  readonly intervalMethod: string
}

export interface Exported {
  readonly written: number
  readonly files: readonly { readonly path: string; readonly pairs: number }[]
}

export interface Evening {
  readonly samples: DraftFigures
  readonly policy: {
    readonly settled: number
    readonly refused: Readonly<Record<string, number>>
    readonly auditedError: { readonly n: number; readonly errors: number; readonly rate: number | null }
  }
  readonly releases: readonly Release[]
  readonly exports: Readonly<Record<string, Exported>>
  readonly predicted: Readonly<Record<string, { readonly n: number; readonly valid: number }>>
  readonly evaluation: { readonly n: number; readonly scores: readonly Score[] }
  readonly report: { readonly path: string }
}

const MODELS = ['untuned', 'tuned', 'reference'] as const

export async function liveEvening(team: Team, place: DayPlace): Promise<Evening> {
  const sampling = ['--strategy', 'agent', '--round', '0', '--stage', 'syntactic', '--samples', '3']
  const samples = await team.run<DraftFigures>(['draft', ...sampling])
  const policy = await team.run<Evening['policy']>(['policy', 'run'])
  await team.run(['benchmark', 'create', '--name', 'ours'])
  const releases = [await release(team, 'r1'), await release(team, 'r2')]
  const exports = await exported(team, place)
  const predicted: Record<string, { n: number; valid: number }> = {}
  for (const model of MODELS) {
    predicted[model] = await team.run(['predict', '--benchmark', 'ours', '--model', model])
  }
  const systems = ['--base', 'untuned', '--reference', 'reference', '--suite']
  const evaluation = await team.run<Evening['evaluation']>(['evaluate', '--benchmark', 'ours', ...systems])
  await team.run(['measure', '--stage', 'seed', 'complexity', 'semantic', 'syntactic'])
  const report = await team.run<Evening['report']>(['report', '--out', join(place.workspace, 'report.html')])
  return { samples, policy, releases, exports, predicted, evaluation, report }
}

function release(team: Team, name: string): Promise<Release> {
  return team.run<Release>(['release', 'create', '--name', name, '--val', '0.2'])
}

async function exported(team: Team, { workspace }: DayPlace): Promise<Evening['exports']> {
  const exports: Record<string, Exported> = {}
  for (const format of ['chat', 'jsonl', 'hf']) {
    const words = ['export', format, '--release', 'r1', '--out', join(workspace, 'exports', format)]
    exports[format] = await team.run(words)
  }
  return exports
}
