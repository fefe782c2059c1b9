/** Names that begin with a quote are read like any other name. */
import { expect, test } from 'vitest'
import { parseSql } from './parse.ts'
import { walk } from './walk.ts'

function namesIn(sql: string): string[] {
  const parsed = parseSql(sql)
  if (parsed.kind === 'unparsed') throw new Error(parsed.message)
  const names: string[] = []
  walk(parsed.statements, (kind, fields) => {
    if (kind !== 'column' && kind !== 'table') return
    const { name, span } = fields.name as { name: string; span: { start: number; end: number } }
    names.push(`${name} = ${Array.from(sql).slice(span.start, span.end).join('')}`)
  })
  return names
}

test.each([
  ['SELECT """" FROM t', ['" = """"', 't = t']],
  ['SELECT """a""", b FROM "t ""x"""', ['"a" = """a"""', 'b = b', 't "x" = "t ""x"""']],
  ['SELECT p.""""    FROM """p""" AS p', ['" = """"', '"p" = """p"""']],
  [`SELECT '"""', "ü" /* """ */ FROM "🚲"""`, ['ü = "ü"', '🚲" = "🚲"""']],
])('%s', (sql, names) => {
  expect(namesIn(sql)).toEqual(names)
})

test('a name that is not closed is no bug', () => {
  expect(parseSql('SELECT """a FROM t').kind).toMatch(/parsed/)
})
