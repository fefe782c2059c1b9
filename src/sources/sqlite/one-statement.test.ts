/** The tokenizer finds the end of the first statement wherever SQLite finds it. */
import { expect, test } from 'vitest'
import { statementsOf } from './one-statement.ts'

test.each([
  ['', 0],
  [' \n\t-- only this', 0],
  ['/* ; */ ;; -- x', 0],
  ['SELECT 1', 1],
  ['; SELECT 1 ;; -- ;', 1],
  ['SELECT \';\', ";", `;`, [;] -- ;\n /* ; */', 1],
  ["SELECT 'it''s; here'", 1],
  ['SELECT 1 /* open to the end ; DELETE', 1],
  ['SELECT 1; SELECT 2', 2],
  ["SELECT 'a;'';b'; x", 2],
  ['SELECT 1;\u0000DELETE', 2],
])('%j holds %i', (sql, count) => {
  expect(statementsOf(sql).count).toBe(count)
})

test('the statement stands alone, without what is before and behind it', () => {
  expect(statementsOf('; /* a */ SELECT 1 ; -- b')).toMatchObject({ text: 'SELECT 1 ', firstWord: 'SELECT' })
})

test.each([
  ['SELECT ?', '?'],
  ['SELECT ?1', '?1'],
  ['SELECT :name', ':name'],
  ['SELECT @a', '@a'],
  ['SELECT $b', '$b'],
  ['SELECT \'?\', ":x", a$b -- ?', undefined],
  ["SELECT j ->> '$.a'", undefined],
])('the parameter of %j', (sql, parameter) => {
  expect(statementsOf(sql).parameter).toBe(parameter)
})
