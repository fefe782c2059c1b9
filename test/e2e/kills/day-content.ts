/** What a day comes to, without what hangs on the moment: the same for two days that were lived alike. */
import { readFileSync } from 'node:fs'
import type { Day } from '../first-day/day.ts'

export type Content = ReturnType<typeof contentOf>

export function contentOf({ morning, midday, evening }: Day) {
  const [first, second] = evening.releases
  const { measured } = midday
  const { pairs, byPeople, byPolicy, splits, hash } = first!
  return {
    stages: Object.values(morning.stages).map((one) => {
      const { stage, size, replaced, added, tried, accepted, undecided, rejected, decided } = one
      const said = Object.fromEntries(decided)
      return { stage, size, replaced, added, tried, accepted, undecided, rejected, said }
    }),
    rounds: midday.rounds.map(({ answered, compare, reviewed }) => {
      const { n, byClass, notCounted, disagreements, rate, interval, anchor } = compare
      const figures = { n, byClass, notCounted, disagreements, rate, interval, anchor }
      return { figures, answered: sorted(answered.values()), reviewed: sorted(reviewed.keys()) }
    }),
    figures: midday.figures,
    measured: { n: measured.n, causing: measured.causing, untouched: measured.untouched },
    audited: evening.policy.auditedError,
    release: { pairs, byPeople, byPolicy, splits, hash, again: second!.hash === hash },
    exported: evening.exports.jsonl!.files.map(({ path }) => readFileSync(path, 'utf8')),
    scores: evening.evaluation.scores.map(({ predictions, ex, exSuite }) => ({ predictions, ex, exSuite })),
  }
}

function sorted(words: Iterable<string>): string[] {
  return [...words].sort()
}
