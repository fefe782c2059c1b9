/** Finds the query in what a model wrote: fences, prose around it, a leading "SQL:", several statements. */
import { withoutThinking } from './thinking.ts'

const BEGINS = /^\s*(?:\(\s*)*(?:select|with|values)\b/i

/**
 * The one query that an answer in free text gives.
 *
 * Thinking aloud (`<think>`) is left out; then the last fenced block that begins as a query counts, else the first
 * line that does, up to the end of its statement or to the prose after it. Of several statements the first query counts.
 *
 * @returns the query without fence, semicolon and space around it; undefined if there is none
 */
export function extractSql(answer: string): string | undefined {
  const said = withoutThinking(answer)
  const fences = [...said.matchAll(/```[ \t]*(?:[\w-]+[ \t]*\n)?([\s\S]*?)(?:```|$)/g)]
  const blocks = fences.map(([, block]) => firstQuery(block!)).filter((sql) => sql !== undefined)
  return blocks.at(-1) ?? firstQuery(fromFirstLine(said))
}

/** The text from the first line on that begins as a query, its label ("SQL:", "Answer:") taken off. */
function fromFirstLine(said: string): string {
  const lines = said
    .replace(/`/g, ' ')
    .split('\n')
    .map((line) => line.replace(/^[\s>*-]*(?:[\w ]{0,30}:)\s*\**\s*(?=\(*\s*(?:select|with|values)\b)/i, ''))
  const first = lines.findIndex((line) => BEGINS.test(line) && !isProse(line))
  return first < 0 ? '' : untilProse(lines.slice(first)).join('\n')
}

/** "With this in mind, …" begins like a query and is none. */
function isProse(line: string): boolean {
  return (
    /^\s*with\b/i.test(line) &&
    !/^\s*with\s+(?:recursive\s+)?(?:"[^"]*"|\w+)\s*(?:\([^)]*\)\s*)?(?:as\b|$)/i.test(line)
  )
}

/** Lines up to a blank one that is followed by anything but more SQL. */
function untilProse(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line, i) => i > 0 && line.trim() === '' && !continues(lines[i + 1] ?? ''))
  return end < 0 ? lines : lines.slice(0, end)
}

function continues(line: string): boolean {
  return /^\s*(?:select|from|where|group|having|order|limit|offset|union|intersect|except|join|left|right|inner|cross|full|on|and|or|with|window|\)|\(|,|--)/i.test(
    line,
  )
}

function firstQuery(text: string): string | undefined {
  return statements(text).find((statement) => BEGINS.test(withoutComments(statement)))
}

function withoutComments(statement: string): string {
  return statement.replace(/^(?:\s*(?:--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/))+/, '')
}

/** Apart at semicolons that stand outside of quotes and comments. */
function statements(text: string): string[] {
  const pieces =
    text.match(/'(?:[^']|'')*'?|"(?:[^"]|"")*"?|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|;|[^'";\-/]+|[-/]/g) ?? []
  const found: string[] = ['']
  for (const piece of pieces) {
    if (piece === ';') found.push('')
    else found[found.length - 1] += piece
  }
  return found.map((statement) => statement.trim()).filter(Boolean)
}
