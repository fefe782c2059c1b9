/** The study in a few figures; none of them is a gain or a fall that comes from recorded example answers. */
import { type Html, html } from './html.ts'
import type { Study } from './study.ts'
import { count, percent, points, range } from './words.ts'

interface Fact {
  readonly figure: string
  readonly words: string
}

export function summaryOf(study: Study): Html | undefined {
  const facts = [
    ...questions(study),
    ...pairs(study),
    ...disagreement(study),
    ...anchors(study),
    ...gain(study),
  ]
  if (facts.length === 0) return undefined
  const items = facts.map(({ figure, words }) => html`<div><dt>${words}</dt><dd>${figure}</dd></div>`)
  return html`<dl class="facts">${items}</dl>`
}

function questions({ stages }: Study): Fact[] {
  const [first, last] = [stages[0], stages.at(-1)]
  if (!first || !last) return []
  if (first === last) return [{ figure: count(first.size), words: `questions in the stage ${first.stage}` }]
  return [
    {
      figure: `${count(first.size)} → ${count(last.size)}`,
      words: `questions, ${first.stage} → ${last.stage}`,
    },
  ]
}

function pairs({ release }: Study): Fact[] {
  return release ? [{ figure: count(release.pairs), words: `gold pairs in ${release.name}` }] : []
}

function disagreement({ rounds: { rounds } }: Study): Fact[] {
  const rated = rounds.filter((round) => round.rate !== null)
  const [first, last] = [rated[0], rated.at(-1)]
  if (!first || !last) return []
  if (rated.some((round) => round.recorded)) return [roundsHeld(rated)]
  const words = `disagreement, round ${first.round}${first === last ? '' : ` → ${last.round}`} (now ${range(last.interval)})`
  const figure = first === last ? percent(first.rate) : `${percent(first.rate)} → ${percent(last.rate)}`
  return [{ figure, words }]
}

/** Of recorded answers: what was compared, not how it came out. */
function roundsHeld(rounds: Study['rounds']['rounds']): Fact {
  const compared = rounds.reduce((sum, round) => sum + round.compared, 0)
  return {
    figure: count(rounds.length),
    words: `rounds, ${count(compared)} comparisons by what queries return`,
  }
}

function anchors({ rounds: { rounds } }: Study): Fact[] {
  const rated = rounds.flatMap(({ round, anchor, recorded }) =>
    anchor && anchor.rate !== null && !recorded ? [{ ...anchor, round }] : [],
  )
  const [first, last] = [rated[0], rated.at(-1)]
  if (!first || !last || first === last) return []
  const words = `on the anchor set, the same questions in each round (now ${range(last.interval)})`
  return [{ figure: `${percent(first.rate)} → ${percent(last.rate)}`, words }]
}

function gain({ evaluations }: Study): Fact[] {
  const last = evaluations.at(-1)
  if (!last?.base || last.recorded) return []
  const others = last.scores.filter((score) => score.predictions !== last.reference)
  const best = others.toSorted((a, b) => (b.gainPoints ?? 0) - (a.gainPoints ?? 0))[0]
  const against = last.paired.find((one) => one.a === best?.predictions && one.b === last.base)
  if (!best || !against) return []
  const noise = against.withinNoise ? 'within noise' : range(against.interval)
  return [
    {
      figure: `${points(best.gainPoints)} points`,
      words: `${best.predictions} over ${last.base} (${noise})`,
    },
  ]
}
