/** Whether a text is exactly one SQL statement: SQLite's `prepare` runs the first and ignores the rest. */

export interface Statements {
  /** How many statements that are more than blanks and comments; counting stops at two. */
  readonly count: 0 | 1 | 2
  /** The first statement, without what stands before it and without its semicolon. */
  readonly text: string
  /** A placeholder such as `?` or `:name` in the first statement. */
  readonly parameter: string | undefined
  /** The first word in capitals, such as `SELECT`. */
  readonly firstWord: string
}

const BLANK = /(?:[\s\uFEFF]+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/y
const QUOTED = /'[^']*(?:'|$)|"[^"]*(?:"|$)|`[^`]*(?:`|$)|\[[^\]]*(?:\]|$)/y
const WORD = /[\w\u0080-\uFFFF][\w$\u0080-\uFFFF]*/y
const PARAMETER = /\?\d*|[@:$][\w\u0080-\uFFFF][\w$\u0080-\uFFFF]*/y

/**
 * Splits a text as SQLite's tokenizer does; it need not be valid SQL.
 *
 * @source https://www.sqlite.org/src/file/src/tokenize.c
 */
export function statementsOf(sql: string): Statements {
  let at = 0
  const next = (pattern: RegExp) => {
    pattern.lastIndex = at
    const found = pattern.exec(sql)?.[0]
    if (found) at += found.length
    return found
  }
  let start = -1
  let end = -1
  let firstWord = ''
  let parameter: string | undefined
  while (at < sql.length) {
    if (next(BLANK)) continue
    if (sql[at] === ';') {
      if (start >= 0 && end < 0) end = at
      at++
      continue
    }
    if (end >= 0) return { count: 2, text: sql.slice(start, end), parameter, firstWord }
    if (start < 0) start = at
    if (next(QUOTED)) continue
    const word = next(WORD)
    if (word) firstWord ||= word.toUpperCase()
    const found = word ? undefined : next(PARAMETER)
    parameter ??= found
    if (!word && !found) at++
  }
  if (start < 0) return { count: 0, text: '', parameter, firstWord }
  return { count: 1, text: sql.slice(start, end < 0 ? undefined : end), parameter, firstWord }
}
