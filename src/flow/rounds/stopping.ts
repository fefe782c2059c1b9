/** When rounds may end: the rate of disagreement is low, or two rounds running could not tell it from the round before. */
import type { Disagreement, RoundFigures, RoundVerdict } from '../../model/round-report.ts'

/** A rate at or below this is low enough. */
const LOW_RATE = 0.05

/** Comparisons that a round needs to be told from another. */
const FEWEST = 20

/** Whether another round is likely to find anything, said of the closed rounds, oldest first. */
export function stoppingRule(rounds: readonly RoundFigures[]): RoundVerdict {
  const told = rounds.filter((one) => one.compared > 0)
  const last = told.at(-1)
  if (!last) return { verdict: 'continue', reason: 'nothing was compared yet' }
  if (last.compared < FEWEST) {
    return {
      verdict: 'continue',
      reason: `round ${last.round} compared ${last.compared} answers; fewer than ${FEWEST} cannot tell`,
    }
  }
  if (last.rate! <= LOW_RATE) {
    return {
      verdict: 'converged',
      reason: `round ${last.round} disagreed on ${percent(last.rate!)}, at most ${percent(LOW_RATE)} is low`,
    }
  }
  if (told.length < 3) {
    return {
      verdict: 'continue',
      reason: `round ${last.round} still disagreed on ${percent(last.rate!)}; three rounds show whether it falls`,
    }
  }
  return overlapping(told.slice(-3))
}

/** Three rounds of which each two neighbours overlap no longer change. */
function overlapping(three: readonly RoundFigures[]): RoundVerdict {
  const numbers = three.map((one) => one.round).join(', ')
  const thin = three.find((one) => one.compared < FEWEST)
  if (thin) {
    return { verdict: 'continue', reason: `round ${thin.round} compared fewer than ${FEWEST} answers` }
  }
  const parts: [string, readonly Disagreement[]][] = [['', three]]
  const anchors = three.flatMap((one) => one.anchor ?? [])
  if (anchors.length === 3) parts.push([' on the anchors', anchors])
  const changing = parts.find(([, figures]) => !neighboursOverlap(figures))
  return changing
    ? {
        verdict: 'continue',
        reason: `the rate${changing[0]} still changes between neighbours of rounds ${numbers}`,
      }
    : { verdict: 'converged', reason: `rounds ${numbers} cannot be told apart` }
}

function neighboursOverlap(figures: readonly Disagreement[]): boolean {
  return figures.every((one, at) => {
    const next = figures[at + 1]
    return !next || (one.interval[0] <= next.interval[1] && next.interval[0] <= one.interval[1])
  })
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`
}
