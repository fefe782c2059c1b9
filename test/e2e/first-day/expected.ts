/** What has to come out of the first day, computed from the table of answers and the test's own running of queries. */

import type { Knowledge } from './knowledge.ts'
import type { Known } from './known.ts'
import { LESSONS } from './lessons.ts'
import { agentSql } from './model-rules.ts'
import type { OwnJudge } from './own-judge.ts'

export interface Expected {
  /** Comparisons of a class. */
  readonly byClass: Readonly<Record<string, number>>
  readonly n: number
  readonly disagreements: number
  readonly rate: number | null
  readonly interval: readonly [number, number]
}

export interface Oracle {
  /** The class of the agent's answer against people's; undefined where the agent gives up. */
  classOf(text: string, version: number): string | undefined
  /** What comparing these questions has to come to. */
  compared(texts: readonly string[], version: number): Expected
  /** Whether the agent's answer is none that is settled in the end; none at all is wrong too. */
  isWrong(text: string, version: number): boolean
  /** What the agent answers under a guideline version: before the first nothing was taught, after it all of it. */
  answerUnder(text: string, version: number): string | null
  /** Whether it is accepted all the same: the reviewer took both sides of the dispute. */
  isNear(text: string, sql: string): boolean
  known(text: string): Known
}

export function openOracle(knowledge: Knowledge, judge: OwnJudge): Oracle {
  const all = Object.values(LESSONS).join('\n')

  function answerUnder(text: string, version: number): string | null {
    return agentSql(knowledge.of(text), version === 0 ? '' : all)
  }

  function classOf(text: string, version: number): string | undefined {
    const known = knowledge.of(text)
    const sql = answerUnder(text, version)
    if (sql === null) return undefined
    const found = judge.classOf(known.db, sql, known.person ?? known.right)
    if (found !== 'same') return found
    return known.rewritten ? 'same-ast' : 'same-on-all-instances'
  }
  return {
    classOf,
    compared(texts, version) {
      const classes = texts.flatMap((text) => classOf(text, version) ?? [])
      const disagreements = classes.filter(isDisagreement).length
      const n = classes.length
      const rate = n === 0 ? null : disagreements / n
      return { byClass: counted(classes), n, disagreements, rate, interval: wilson(disagreements, n) }
    },
    isWrong(text, version) {
      const known = knowledge.of(text)
      const sql = answerUnder(text, version)
      if (sql === null) return true
      return known.verdict !== 'both' && !judge.isRight(known.db, known.right, sql, true)
    },
    answerUnder,
    isNear(text, sql) {
      const { verdict, agent } = knowledge.of(text)
      return verdict === 'both' && sql === agent
    },
    known: (text) => knowledge.of(text),
  }
}

export function isDisagreement(name: string): boolean {
  return name.startsWith('differ') || name === 'same-on-shipped-only'
}

/** Whether an agreement of this class is looked at all the same. */
export function isAudit(name: string): boolean {
  return name.startsWith('same-') && !isDisagreement(name)
}

export function counted(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

/** Wilson's interval at 95 %, by his formula. */
export function wilson(hits: number, n: number): readonly [number, number] {
  if (n === 0) return [0, 1]
  const z = 1.959963984540054
  const p = hits / n
  const middle = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}
