/** What the comparisons of a round came to, by the latest judge: agent against person, the anchors apart, people against each other. */
import type { Agreement } from '../../model/agreement.ts'
import type { Candidate } from '../../model/candidate.ts'
import type { CompareReport, ComparisonCounts } from '../../model/comparison.ts'
import type { Round, RoundItem } from '../../model/round.ts'
import { wilson } from '../../stats/intervals.ts'

/** All that is known of one question of the round. */
export interface ComparedQuestion {
  readonly question: string
  readonly part: 'main' | 'anchor' | 'audit'
  readonly candidates: readonly Candidate[]
  readonly agreements: readonly Agreement[]
}

export type Figures = ComparisonCounts &
  Pick<CompareReport, 'byClass' | 'anchor' | 'people' | 'waiting' | 'recorded'>

export interface FiguresOptions {
  readonly round: number
  /** The questions that every round repeats. */
  readonly anchors: ReadonlySet<string>
  /** How many people a question wants. */
  readonly annotatorsOf: (question: string) => number
}

export function comparisonFigures(
  all: readonly ComparedQuestion[],
  { round, anchors, annotatorsOf }: FiguresOptions,
): Figures {
  const main = all.filter((one) => one.part !== 'anchor')
  const repeated = all.filter((one) => anchors.has(one.question))
  const against = (some: readonly ComparedQuestion[], both: Both) =>
    some.flatMap((one) => latest(one, { round, both }))
  const own = against(main, 'agent-person')
  const people = against(all, 'people')
  return {
    ...countsOf(own),
    byClass: classesOf(own),
    anchor: repeated.length > 0 ? countsOf(against(repeated, 'agent-person')) : null,
    people: people.length > 0 ? countsOf(people) : null,
    waiting: waitingOf(all, { round, annotatorsOf }),
    ...(isRecorded(all, round) ? { recorded: true as const } : {}),
  }
}

type Both = 'agent-person' | 'people'

/** For each two standing answers the latest judge's word. */
function latest(
  { candidates, agreements }: ComparedQuestion,
  { round, both }: { round: number; both: Both },
): Agreement[] {
  const kinds = new Map(candidates.map((one) => [one.id, one.kind]))
  const found = new Map<string, Agreement>()
  for (const one of agreements) {
    const sides = [kinds.get(one.a), kinds.get(one.b)].sort().join(' ')
    const wanted = both === 'people' ? 'annotator annotator' : 'agent annotator'
    if (one.round !== round || sides !== wanted) continue
    const key = `${one.a} ${one.b}`
    const held = found.get(key)
    if (!held || held.at <= one.at) found.set(key, one)
  }
  return [...found.values()]
}

/** Comparisons of one question share the agent's answer, so the interval rests on the number of questions. */
function countsOf(agreements: readonly Agreement[]): ComparisonCounts {
  const counted = agreements.filter((one) => one.counted !== 'not-counted')
  const n = counted.length
  const disagreements = counted.filter((one) => one.counted === 'disagreement').length
  const questions = new Set(counted.map((one) => one.question)).size
  const rate = n === 0 ? null : disagreements / n
  const [low, high] = wilson((rate ?? 0) * questions, questions)
  return { n, questions, notCounted: agreements.length - n, disagreements, rate, interval: [low, high] }
}

function classesOf(agreements: readonly Agreement[]): CompareReport['byClass'] {
  const classes: CompareReport['byClass'] = {}
  for (const { class: name } of agreements) classes[name] = (classes[name] ?? 0) + 1
  return classes
}

/** How many people each question of a round wants. */
export function peopleWanted(
  { annotators }: Pick<Round, 'annotators'>,
  items: readonly RoundItem[],
): (question: string) => number {
  const wanted = new Map(items.map((item) => [item.question, item.annotators]))
  return (question) => wanted.get(question) ?? annotators
}

/** Questions without an answer of the agent, and the answers of people that are missing. */
function waitingOf(
  all: readonly ComparedQuestion[],
  { round, annotatorsOf }: Pick<FiguresOptions, 'round' | 'annotatorsOf'>,
): CompareReport['waiting'] {
  const by = (kind: Candidate['kind'], { candidates }: ComparedQuestion) => {
    const answers = candidates.filter(
      (one) => one.round === round && one.kind === kind && one.outcome === 'answered',
    )
    return new Set(answers.map((one) => one.name)).size
  }
  const missing = (one: ComparedQuestion) => Math.max(0, annotatorsOf(one.question) - by('annotator', one))
  return {
    agent: all.filter((one) => by('agent', one) === 0).length,
    annotator: all.reduce((sum, one) => sum + missing(one), 0),
  }
}

function isRecorded(all: readonly ComparedQuestion[], round: number): boolean {
  return all.some(({ candidates }) => candidates.some((one) => one.round === round && one.recorded))
}
