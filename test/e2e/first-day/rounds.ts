/** One round of the first day: drafts, blind answers of two people at once, comparison, review. */

import type { Known } from './known.ts'
import { LESSONS } from './lessons.ts'
import { agentSql } from './model-rules.ts'
import type { Team } from './team.ts'
import type { DayPlace } from './workspace.ts'

export interface DraftFigures {
  readonly drafted: number
  readonly byOutcome: {
    readonly answered: number
    readonly 'no-answer': number
    readonly unavailable: number
  }
  readonly steps: number
  readonly left: number
}

export interface CompareFigures {
  readonly round: number
  readonly n: number
  readonly byClass: Readonly<Record<string, number>>
  readonly notCounted: number
  readonly disagreements: number
  readonly rate: number | null
  readonly interval: readonly [number, number]
  readonly anchor: Omit<CompareFigures, 'round' | 'byClass' | 'anchor'> | null
}

/** What a reviewer saw of one question and said of it. */
export interface Reviewed {
  readonly item: string
  readonly text: string
  readonly class: string
  readonly accept: string
}

export interface LivedRound {
  readonly agent: DraftFigures
  readonly oneShot: DraftFigures
  /** What people answered, by item, with the question's words. */
  readonly answered: ReadonlyMap<string, string>
  readonly compare: CompareFigures
  readonly reviewed: ReadonlyMap<string, Reviewed>
}

/** @param number of the round, which is open */
export async function liveRound(team: Team, place: DayPlace, number: number): Promise<LivedRound> {
  const round = ['--round', String(number)]
  const agent = await team.run<DraftFigures>(['draft', '--strategy', 'agent', '--samples', '3', ...round])
  const oneShot = await team.run<DraftFigures>(['draft', '--strategy', 'one-shot', ...round])
  const answered = new Map<string, string>()
  await Promise.all(['ada', 'ben'].map((person) => annotate(team, place, { person, answered })))
  const compare = await team.run<CompareFigures>(['compare', ...round])
  const reviewed = await review(team, place)
  return { agent, oneShot, answered, compare, reviewed }
}

interface Annotating {
  readonly person: string
  readonly answered: Map<string, string>
}

/** Answers until nothing is left for this person. */
async function annotate(team: Team, place: DayPlace, { person, answered }: Annotating): Promise<void> {
  for (;;) {
    const { item, question } = await team.run<{ item: string | null; question: string }>(
      ['annotate', 'next'],
      { as: person },
    )
    if (item === null) return
    const { right, person: said = right } = place.knowledge.of(question)
    // A killed submission may be there or not: the next item tells.
    const words = ['annotate', 'submit', item, '--sql', said, '--confidence', '3']
    await team.run(words, { as: person, landed: async () => true })
    answered.set(item, question)
  }
}

interface Shown {
  readonly question: string
  readonly class: string
  readonly a: { readonly sql: string | null }
  readonly b: { readonly sql: string | null }
  readonly guidelines: { readonly rules: readonly { readonly text: string }[] }
}

/** Decides until nothing waits for a reviewer. */
export async function review(team: Team, place: DayPlace): Promise<Map<string, Reviewed>> {
  const reviewed = new Map<string, Reviewed>()
  for (;;) {
    const { items } = await team.run<{ items: { item: string }[] }>(['review', 'list'])
    if (items.length === 0) return reviewed
    for (const { item } of items) {
      const shown = await team.run<Shown>(['review', 'show', item], { as: 'rita' })
      const known = place.knowledge.of(shown.question)
      const [accept, ...more] = verdictOn(shown, known)
      const cause = causeOf(shown, known)
      const words = ['review', 'decide', item, '--accept', accept!, ...more, '--cause', cause]
      await team.run(words, { as: 'rita', landed: async () => true })
      reviewed.set(item, { item, text: shown.question, class: shown.class, accept: accept! })
    }
  }
}

/** Whoever is right to the letter, else the right query. */
function verdictOn({ a, b }: Shown, { right, verdict }: Known): string[] {
  if (verdict === 'drop') return ['neither', '--drop']
  if (verdict === 'both') return ['both']
  if (a.sql === right) return ['a']
  return b.sql === right ? ['b'] : ['neither', '--sql', right]
}

function causeOf({ guidelines }: Shown, known: Known): string {
  const told = guidelines.rules.map((rule) => rule.text).join('\n')
  if (agentSql(known, told) === known.right) return known.person === undefined ? 'none' : 'annotator'
  return known.lesson !== undefined && !told.includes(LESSONS[known.lesson]) ? 'guideline' : 'agent'
}
