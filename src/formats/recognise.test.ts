/** Recognising: by content alone; doubt, and what is no data, is said with what was found. */
import { expect, test } from 'vitest'
import { formatNamed, recognise, refuseWhatIsNoData } from './recognise.ts'

const named = { db_id: 'shop', question: 'How many?' }
const formatOf = (text: string) => recognise(text, 'a/file').name

test('each format by its members and its container', () => {
  const rows = (member: object) => JSON.stringify([{ ...named, ...member }], undefined, 1)
  const line = (member: object) => JSON.stringify({ ...named, ...member })
  expect(formatOf(rows({ query: 'SELECT 1' }))).toBe('spider')
  expect(formatOf(rows({ SQL: 'SELECT 1', evidence: '' }))).toBe('bird')
  expect(formatOf(line({ query: 'SELECT 1' }))).toBe('unite')
  expect(formatOf(line({ id: 'a', sql: 'SELECT 1' }))).toBe('jsonl')
  expect(formatOf(rows({ id: 'a', sql: 'SELECT 1' }))).toBe('jsonl')
  expect(formatOf(line({}))).toBe('jsonl')
  expect(formatOf('SELECT 1\tshop\nselect 2\tshop\nSEL')).toBe('gold-sql')
})

test('a parsed query or a list under "sql" does not make Spider another format', () => {
  expect(formatOf(JSON.stringify([{ ...named, query: 'SELECT 1', sql: { select: [] } }]))).toBe('spider')
  expect(formatOf(JSON.stringify([{ ...named, query: 'SELECT 1', sql: ['SELECT 1'] }]))).toBe('spider')
})

test('a first item that goes on beyond the beginning is recognised by what can be seen of it', () => {
  const item = JSON.stringify({ ...named, SQL: 'SELECT 1', evidence: 'x'.repeat(100_000) })
  expect(formatOf(`[${item}`.slice(0, 65_536))).toBe('bird')
})

test('broken items leave the others to decide', () => {
  expect(formatOf(`nonsense\n${JSON.stringify({ ...named, query: 'SELECT 1' })}\n{"db_id": 3}\n`)).toBe(
    'unite',
  )
})

test('two formats that are equally sure are both named', () => {
  const text = JSON.stringify({ ...named, query: 'SELECT 1', sql: 'SELECT 1' })
  expect(() => formatOf(text)).toThrow('Cannot tell the format of "a/file": it may be jsonl or unite')
})

test('none that is sure: what was found is said', () => {
  expect(() => formatOf('[{"database_id": 1, "interaction": []}]')).toThrow(
    'it holds an array of objects with "database_id", "interaction"',
  )
  expect(() => formatOf('SELECT 1\nSELECT 2')).toThrow('it begins with "SELECT 1"')
  expect(() => formatOf('{\n  "db_id": "shop"\n}')).toThrow('it begins with "{"')
})

test('what is no data is called what it is', () => {
  const refused = (text: string) => () => refuseWhatIsNoData(text, 'dev.json')
  expect(refused('\n<!DOCTYPE html><html>')).toThrow('Cannot read "dev.json": it is a web page, not data')
  expect(refused('version https://git-lfs.github.com/spec/v1\noid sha256:0')).toThrow(
    'it is a Git LFS pointer',
  )
  expect(refused(' \n')).toThrow('Cannot read "dev.json": it is empty')
  expect(refused('{}')).not.toThrow()
})

test('a mistyped format name gets the nearest one', () => {
  expect(() => formatNamed('spidr')).toThrow(expect.objectContaining({ hint: 'Did you mean spider?' }))
  expect(() => formatNamed('constructor')).toThrow('Cannot use the format "constructor"')
})
