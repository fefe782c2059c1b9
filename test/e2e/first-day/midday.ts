/** The first day's midday: two rounds over what people and pipelines wrote with guidelines between them, and one over the benchmark's questions. */
import type { Lesson } from './known.ts'
import { FRUITLESS, LESSONS } from './lessons.ts'
import { type LivedRound, liveRound } from './rounds.ts'
import type { Team } from './team.ts'
import type { DayPlace } from './workspace.ts'

export interface RoundFigures {
  readonly round: number
  readonly open: boolean
  readonly n: number
  readonly compared: number
  readonly disagreements: number
  readonly rate: number | null
  readonly interval: readonly [number, number]
  readonly causes: Readonly<Record<string, number>>
  readonly guidelineVersion: number
}

interface Effect {
  readonly n: number
  readonly before: number | null
  readonly after: number | null
}

export interface Midday {
  readonly rounds: readonly LivedRound[]
  /** Questions whose disputes caused each guideline. */
  readonly cases: ReadonlyMap<Lesson, readonly string[]>
  readonly figures: readonly RoundFigures[]
  readonly measured: { readonly n: number; readonly causing: Effect; readonly untouched: Effect }
}

export async function liveMidday(team: Team, place: DayPlace): Promise<Midday> {
  const { rounds, anchor } = place.plan
  const drawn = (count: number) => ['--stage', 'syntactic', '--count', `${count}`, '--anchor', `${anchor}`]
  await start(team, 1, drawn(rounds[0]))
  const first = await liveRound(team, place, 1)
  await close(team, 1)
  const cases = await teach(team, place, first)
  await start(team, 2, drawn(rounds[1]))
  const second = await liveRound(team, place, 2)
  await close(team, 2)
  const measured = await team.run<Midday['measured']>(['guideline', 'measure', '--from', '0', '--to', '1'])
  await start(team, 3, ['--split', 'test', '--share', '1', '--anchor', '0'])
  const third = await liveRound(team, place, 3)
  await close(team, 3)
  return { rounds: [first, second, third], cases, figures: await figuresOf(team), measured }
}

async function figuresOf(team: Team): Promise<readonly RoundFigures[]> {
  return (await team.run<{ rounds: RoundFigures[] }>(['round', 'status'])).rounds
}

async function start(team: Team, round: number, words: readonly string[]): Promise<void> {
  const landed = async () => (await figuresOf(team)).length === round
  await team.run(['round', 'start', ...words], { landed })
}

async function close(team: Team, round: number): Promise<void> {
  const landed = async () => (await figuresOf(team)).some((one) => one.round === round && !one.open)
  await team.run(['round', 'close'], { landed })
}

/** Writes down what would have prevented the disputes, and one guideline that helps nothing. */
async function teach(
  team: Team,
  { knowledge }: DayPlace,
  { reviewed }: LivedRound,
): Promise<Map<Lesson, readonly string[]>> {
  const cases = new Map<Lesson, readonly string[]>()
  for (const lesson of Object.keys(LESSONS) as Lesson[]) {
    const caused = [...reviewed.values()].filter(({ text }) => knowledge.of(text).lesson === lesson)
    const items = caused.map(({ item }) => item).sort()
    cases.set(lesson, items)
    const why = items.length > 0 ? ['--case', ...items] : []
    await team.run(['guideline', 'add', '--text', LESSONS[lesson], ...why], { as: 'rita' })
  }
  await team.run(['guideline', 'add', '--text', FRUITLESS, '--scope', 'dataset:garden'], { as: 'rita' })
  const landed = async () => (await team.run<{ version: number }>(['guideline', 'list'])).version === 1
  await team.run(['guideline', 'publish', '--note', 'After the first round'], { as: 'rita', landed })
  return cases
}
