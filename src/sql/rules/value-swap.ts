/** The check that a query follows its literals: another value of the column in its place has to give another answer. */

import type { Catalog } from '../../model/catalog.ts'
import { type Cell, rowToJson } from '../../model/cell.ts'
import type { Execution } from '../../model/execution.ts'
import type { Finding } from '../../model/finding.ts'
import type { Comparison, Literal } from './reading/comparisons.ts'
import { type Reading, readQuery } from './reading/reading.ts'

export const VALUE_SWAP = 'value-swap'

/** What the check needs of the data. */
export interface SwapExecutor {
  /** Some values that a column of the shipped database holds, in a fixed order; a dozen are plenty. */
  values(table: string, column: string): Promise<readonly Cell[]>
  /** Runs a query on every instance of the database, always in the same order. */
  run(sql: string): Promise<readonly Execution[]>
}

/** What came of one literal. */
export interface Swap {
  readonly literal: string
  /** The value that was put in its place. */
  readonly swapped: string
  /** The question with the value in it, where it mentions the literal by the letter. */
  readonly question: string | undefined
  readonly sql: string
  readonly outcome: 'changed' | 'unchanged' | 'failed'
}

export interface SwapReport {
  readonly swaps: readonly Swap[]
  /** A warning for each literal that may be swapped without any instance noticing, or that breaks the query. */
  readonly findings: readonly Finding[]
}

/** Values that are tried for a literal before it is said to change nothing. */
const TRIES = 3

/**
 * Swaps each literal that is compared with a column of the catalog.
 *
 * @returns nothing for literals whose column holds no other value, and nothing at all for a query that cannot be read
 *   or that fails as it is
 */
export async function swapValues(
  item: { readonly question: string; readonly sql: string; readonly catalog: Catalog },
  executor: SwapExecutor,
): Promise<SwapReport> {
  const query = readQuery(item.sql, item.catalog)
  const before = query ? await executor.run(item.sql) : []
  if (!query || before.every(({ kind }) => kind !== 'rows')) return { swaps: [], findings: [] }
  const swaps: Swap[] = []
  const findings: Finding[] = []
  for (const { comparison, literal } of swappable(query)) {
    const swap = await trySwaps({ item, comparison, literal, before }, executor)
    if (!swap) continue
    swaps.push(swap)
    if (swap.outcome !== 'changed') findings.push(findingOf(swap, literal))
  }
  return { swaps, findings }
}

interface Trial {
  readonly item: { readonly question: string; readonly sql: string }
  readonly comparison: Comparison
  readonly literal: Literal
  readonly before: readonly Execution[]
}

function swappable(query: Reading): { comparison: Comparison; literal: Literal }[] {
  const known = query.comparisons.filter(
    ({ plain, column }) => plain && column?.source?.table && column.column,
  )
  return known.flatMap((comparison) => comparison.literals.map((literal) => ({ comparison, literal })))
}

/** The first swap that changes an answer, else the last one tried. */
async function trySwaps(trial: Trial, executor: SwapExecutor): Promise<Swap | undefined> {
  const { comparison, literal, item, before } = trial
  const { source, column } = comparison.column!
  const held = await executor.values(source!.table!.name, column!.name)
  let last: Swap | undefined
  for (const value of othersThan(literal, held).slice(0, TRIES)) {
    const sql = item.sql.slice(0, literal.span[0]) + written(value, literal) + item.sql.slice(literal.span[1])
    last = {
      literal: literal.value,
      swapped: value,
      question: inQuestion(item.question, literal.value, value),
      sql,
      outcome: outcomeOf(before, await executor.run(sql)),
    }
    if (last.outcome === 'changed') return last
  }
  return last
}

/** The values as text, without the literal's own, with its wildcards put round them. */
function othersThan({ value, type }: Literal, held: readonly Cell[]): string[] {
  const texts = held.flatMap((cell) => (cell === null || cell instanceof Uint8Array ? [] : [String(cell)]))
  const fitting = type === 'number' ? texts.filter((text) => !Number.isNaN(Number(text))) : texts
  const [, start = '', core = '', end = ''] = /^(%*)(.*?)(%*)$/s.exec(value) ?? []
  return [...new Set(fitting)].filter((text) => text !== core).map((text) => `${start}${text}${end}`)
}

function written(value: string, { type }: Literal): string {
  return type === 'number' ? value : `'${value.replaceAll("'", "''")}'`
}

function inQuestion(question: string, literal: string, value: string): string | undefined {
  const [old, fresh] = [literal, value].map((text) => text.replace(/^%+|%+$/g, ''))
  return old && question.includes(old) ? question.replace(old, () => fresh!) : undefined
}

function outcomeOf(before: readonly Execution[], after: readonly Execution[]): Swap['outcome'] {
  if (after.every(({ kind }) => kind !== 'rows')) return 'failed'
  return after.some((execution, i) => resultOf(execution) !== resultOf(before[i])) ? 'changed' : 'unchanged'
}

/** The rows as text, in any order; a failure is a result of its own. */
function resultOf(execution: Execution | undefined): string {
  if (execution?.kind !== 'rows') return execution?.kind ?? ''
  return JSON.stringify(execution.rows.map((row) => JSON.stringify(rowToJson(row))).sort())
}

function findingOf({ outcome, swapped }: Swap, { span, value }: Literal): Finding {
  return {
    rule: VALUE_SWAP,
    severity: 'warn',
    span: [span[0], span[1]],
    message:
      outcome === 'failed'
        ? `With '${swapped}' for '${value}' the query fails`
        : `With '${swapped}' for '${value}' every instance gives the same answer as before`,
    hint: 'Look whether the condition does what the question asks; larger instances may also tell them apart',
  }
}
