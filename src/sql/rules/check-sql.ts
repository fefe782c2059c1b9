/** Holds one query against every rule: what was found, where, and which of it somebody has waived. */
import type { Catalog } from '../../model/catalog.ts'
import type { Execution } from '../../model/execution.ts'
import type { Finding, Waiver } from '../../model/finding.ts'
import { RULES } from './all.ts'
import { type Reading, readQuery } from './reading/reading.ts'
import { readText, type Text } from './reading/words.ts'
import type { HasValue, Rule, RuleContext } from './rule.ts'
import { applyWaivers, waiversOn } from './waiver.ts'

export interface CheckInput extends Text {
  readonly sql: string
  /** With profiles, the rules on NULLs, numbers kept as text and whole value sets see more. */
  readonly catalog: Catalog
  /** Whether the data holds a value; without it nothing is said to be absent. `lookupsOf` says what will be asked. */
  readonly hasValue?: HasValue
  /** The query's results on instances that differ, for the rules that look at results. */
  readonly results?: readonly Execution[]
  readonly waivers?: readonly Waiver[]
}

/** A value that rules may ask the data for. */
export interface Lookup {
  readonly table: string
  readonly column: string
  readonly value: string | number
}

/** The rule of a finding on a text that the parser cannot read as a query; it is no plug-in. */
export const UNREADABLE = 'unreadable'

/**
 * Checks one query against the rules.
 *
 * @returns findings in the order of the text; spans are `[from, to)` in UTF-16 units of `sql`. A text that cannot be
 *   read as a query gives one warning, for then no rule has seen it
 */
export function checkSql(input: CheckInput): Finding[] {
  const query = readQuery(input.sql, input.catalog)
  const waivers = waiversOn(input)
  if (!query) return applyWaivers([unreadable(input.sql)], waivers)
  const context: RuleContext = {
    query,
    words: readText(input),
    catalog: input.catalog,
    hasValue: input.hasValue ?? (() => undefined),
    results: input.results ?? [],
  }
  const found = Object.values(RULES).flatMap((rule) => findingsOf(rule, context))
  return applyWaivers(found.sort(byPlace), waivers)
}

/** Every value that a rule may ask about for this query, each once. */
export function lookupsOf(sql: string, catalog: Catalog): Lookup[] {
  const query = readQuery(sql, catalog)
  const lookups = query ? comparedValues(query) : []
  return [...new Map(lookups.map((lookup) => [JSON.stringify(lookup), lookup])).values()]
}

function comparedValues({ comparisons }: Reading): Lookup[] {
  return comparisons.flatMap(({ column, literals }) => {
    const table = column?.source?.table?.name
    const name = column?.column?.name
    if (table === undefined || name === undefined) return []
    return literals.map(({ type, value }) => ({
      table,
      column: name,
      value: type === 'number' ? Number(value) : value,
    }))
  })
}

function findingsOf(rule: Rule, context: RuleContext): Finding[] {
  return [...rule.find(context)].map(({ span, message, hint, severity = rule.severity }) => ({
    rule: rule.id,
    severity,
    span: [span[0], span[1]],
    message,
    hint,
  }))
}

function unreadable(sql: string): Finding {
  return {
    rule: UNREADABLE,
    severity: 'warn',
    span: [0, sql.length],
    message: 'The SQL could not be read as a query, so no rule has looked at it',
    hint: 'Run it: the database will say what is wrong with it',
  }
}

function byPlace(a: Finding, b: Finding): number {
  return a.span[0] - b.span[0] || a.span[1] - b.span[1]
}
