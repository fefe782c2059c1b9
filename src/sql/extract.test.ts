/** What models really write around a query, and the query in it. */
import { describe, expect, test } from 'vitest'
import { extractSql } from './extract.ts'

const CASES: readonly [said: string, text: string, sql: string | undefined][] = [
  ['bare SQL', 'SELECT 1', 'SELECT 1'],
  ['a semicolon at its end', 'SELECT name FROM t;\n', 'SELECT name FROM t'],
  ['a fence', '```sql\nSELECT a\nFROM t\n```', 'SELECT a\nFROM t'],
  ['a fence without a language', '```\nSELECT a FROM t;\n```', 'SELECT a FROM t'],
  ['a fence on one line', 'Use ```SELECT 1``` here', 'SELECT 1'],
  ['prose and a fence', 'Here is the query:\n```sqlite\nSELECT 1\n```\nIt returns one.', 'SELECT 1'],
  [
    'two fences: the later one is the answer',
    'First\n```sql\nSELECT 1\n```\nbetter\n```sql\nSELECT 2\n```',
    'SELECT 2',
  ],
  ['a fence that is not SQL after it', '```sql\nSELECT 1\n```\n```json\n{"a": 1}\n```', 'SELECT 1'],
  ['a fence that was cut', '```sql\nSELECT a FROM', 'SELECT a FROM'],
  ['a label', 'SQL: SELECT 1;', 'SELECT 1'],
  ['a bold label', '**Final answer:** SELECT 1', 'SELECT 1'],
  ['prose before and after', 'The answer is\nSELECT a\nFROM t\n\nThis lists all a.', 'SELECT a\nFROM t'],
  ['a blank line inside the query', 'SELECT a\n\nFROM t', 'SELECT a\n\nFROM t'],
  ['prose that begins with with', 'With this in mind:\nSELECT 1', 'SELECT 1'],
  [
    'a common table expression',
    'WITH x AS (SELECT 1) SELECT * FROM x',
    'WITH x AS (SELECT 1) SELECT * FROM x',
  ],
  ['several statements', 'SELECT 1; SELECT 2;', 'SELECT 1'],
  ['another statement first', '```sql\nCREATE TABLE t (a);\nSELECT a FROM t;\n```', 'SELECT a FROM t'],
  ['a semicolon in a literal', 'SELECT \';\' || "a;b" FROM t; DROP TABLE t', 'SELECT \';\' || "a;b" FROM t'],
  ['an apostrophe in a comment', "SELECT 1 -- it's one\n;SELECT 2", "SELECT 1 -- it's one"],
  ['a leading comment', '```sql\n-- all\nSELECT 1\n```', '-- all\nSELECT 1'],
  ['thinking aloud', '<think>SELECT 0?</think>SELECT 1', 'SELECT 1'],
  ['an operator with - and /', 'SELECT a-b/c FROM t', 'SELECT a-b/c FROM t'],
  ['no SQL at all', 'I cannot answer this question.', undefined],
  ['a statement that writes', 'DELETE FROM t', undefined],
  ['nothing', '', undefined],
]

describe('the query in an answer', () => {
  test.each(CASES)('%s', (_, text, sql) => {
    expect(extractSql(text)).toBe(sql)
  })
})
