/** A query's tree as one text in which what cannot change the meaning is left out: what `same-ast` compares. */
import type { EngineName } from '../model/source.ts'
import { parseSql, type SqlNode } from './parse.ts'
import { printNode } from './print-ast.ts'
import { remember } from './remember.ts'
import { isWord, meaningful } from './text/lex.ts'
import { isNondeterministic } from './text/warnings.ts'

/**
 * Equal texts mean queries with the same answer on every database; unequal ones mean nothing. Left out: case of bare
 * names, table aliases, outermost output aliases, redundant parentheses, the order of AND, OR, IN lists, of `+`, `*`, `=`
 * with a literal, and the direction in which a comparison is written. A column is one and the same with and without its
 * table where the FROM has a single table.
 *
 * @returns undefined if the parser cannot read the text, or it is not one query
 */
export function canonicalAst(sql: string, engine: EngineName = 'sqlite'): string | undefined {
  return printers[engine](sql)
}

const printers: Readonly<Record<EngineName, (sql: string) => string | undefined>> = {
  sqlite: remember(2_000, (sql) => print(sql, 'sqlite')),
  duckdb: remember(2_000, (sql) => print(sql, 'duckdb')),
  postgres: remember(2_000, (sql) => print(sql, 'postgres')),
  mysql: remember(2_000, (sql) => print(sql, 'mysql')),
}

function print(sql: string, engine: EngineName): string | undefined {
  const query = oneQuery(sql, engine)
  if (!query || isNondeterministic(sql)) return undefined
  return `${printNode(query, engine)} ${calledNames(sql).join(' ')}`
}

const NO_CALLS = [
  ...[
    'SELECT',
    'DISTINCT',
    'ALL',
    'FROM',
    'JOIN',
    'ON',
    'USING',
    'WHERE',
    'BY',
    'HAVING',
    'LIMIT',
    'OFFSET',
    'AS',
  ],
  ...['UNION', 'INTERSECT', 'EXCEPT', 'VALUES', 'OVER', 'FILTER', 'WITH'],
  ...['AND', 'OR', 'NOT', 'IN', 'EXISTS', 'LIKE', 'BETWEEN', 'CASE', 'WHEN', 'THEN', 'ELSE', 'IS'],
]

/** The functions called, by the names in the text: the parser takes some for synonyms that not every engine does. */
function calledNames(sql: string): readonly string[] {
  const pieces = meaningful(sql)
  const called = pieces.filter(
    (p, i) => p.kind === 'word' && pieces[i + 1]?.text === '(' && !isWord(p, ...NO_CALLS),
  )
  return called.map((piece) => piece.text.toLowerCase()).sort()
}

const QUERIES = ['select', 'union', 'intersect', 'except', 'subquery']

/** The tree of a text that is one SELECT, or several joined by set operations; undefined otherwise. */
export function oneQuery(sql: string, engine: EngineName = 'sqlite'): SqlNode | undefined {
  const parsed = parseSql(sql, engine)
  if (parsed.kind === 'unparsed' || parsed.statements.length !== 1) return undefined
  const [root] = parsed.statements
  return QUERIES.includes(Object.keys(root!)[0]!) ? root : undefined
}
