/** The first day's morning: a workspace, sources, instructions, questions, and three stages made of them. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DATABASES } from './databases.ts'
import { drawnFrom } from './knowledge.ts'
import type { Known } from './known.ts'
import type { Team } from './team.ts'
import { type DayPlace, writeSettings } from './workspace.ts'

export interface AugmentFigures {
  readonly stage: string
  readonly size: number
  readonly replaced: number
  readonly added: number
  readonly tried: number
  readonly accepted: number
  readonly undecided: number
  readonly rejected: Readonly<Record<string, number>>
}

interface Undecided {
  readonly proof: string
  readonly text: string
}

export interface MadeStage extends AugmentFigures {
  /** What a person said of questions, by their words. */
  readonly decided: ReadonlyMap<string, boolean>
}

export interface Morning {
  readonly stages: Readonly<Record<'complexity' | 'semantic' | 'syntactic', MadeStage>>
}

export async function liveMorning(team: Team, place: DayPlace): Promise<Morning> {
  await team.run(['init', place.workspace])
  if (!existsSync(join(place.workspace, 'concord.yaml'))) throw new Error('No workspace was made')
  writeSettings(place)
  for (const { name, dataset, split } of DATABASES) {
    const url = `sqlite:${join(place.databases, name, `${name}.sqlite`)}`
    const words = ['--dataset', dataset, '--split', split, '--egress', 'rows']
    await team.run(['source', 'add', name, url, ...words])
  }
  await team.run(['instructions', 'edit', 'harbour', '--text', 'Ask what a harbour master would ask.'])
  const { seeds, benchmark, widen } = place.plan
  for (const seed of seeds) await submit(team, seed, seed.withSql === true)
  // Two people at once: what they write over test databases goes into no stage, so the order tells nothing.
  await inTurns(benchmark, (one) => submit(team, one, false))
  const complexity = await augment(team, 'complexity', widen.complexity)
  const semantic = await augment(team, 'semantic', widen.semantic)
  const syntactic = await augment(team, 'syntactic', widen.syntactic)
  return { stages: { complexity, semantic, syntactic } }
}

/** Every second one each, by two at once. */
async function inTurns<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  const turn = async (rest: number) => {
    for (const item of items.filter((_, at) => at % 2 === rest)) await act(item)
  }
  await Promise.all([turn(0), turn(1)])
}

async function submit(team: Team, { db, text, right }: Known, withSql: boolean): Promise<void> {
  const sql = withSql ? ['--sql', right] : []
  await team.run(['author', 'submit', '--db', db, '--question', text, ...sql], { as: 'noor' })
}

/** Makes a stage, and has a person decide about what no solver could tell. */
async function augment(team: Team, pipeline: string, count: number): Promise<MadeStage> {
  const figures = await team.run<AugmentFigures>(['augment', pipeline, '--count', String(count)])
  const decided = new Map<string, boolean>()
  for (;;) {
    const { proofs } = await team.run<{ proofs: Undecided[] }>(['augment', 'undecided'])
    if (proofs.length === 0) return { ...figures, decided }
    for (const { proof, text } of proofs) {
      const accept = drawnFrom(text, 2) === 0
      const words = ['augment', 'decide', proof, '--accept', accept ? 'yes' : 'no']
      // A killed decision may be there or not: the next list tells.
      await team.run(words, { as: 'noor', landed: async () => true })
      decided.set(text, accept)
    }
  }
}
