/** The verb `check` on a database of its own, and its rates on gold that people wrote. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterAll, describe, expect, test } from 'vitest'
import { type CheckLine, type CheckReport, checkLine } from '../model/finding.ts'
import { type CheckOptions, check } from './check.ts'

const folder = mkdtempSync(join(tmpdir(), 'concord-check-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function makeDatabase(name: string, rows: string): void {
  mkdirSync(join(folder, 'databases', 'music'), { recursive: true })
  const database = new DatabaseSync(join(folder, 'databases', 'music', name))
  database.exec(`CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT, "home town" TEXT, age INTEGER);
    INSERT INTO singer VALUES ${rows};`)
  database.close()
}
makeDatabase('music.sqlite', "(1, 'Ann', 'Rome', 30), (2, 'Bo', 'Oslo', NULL)")
makeDatabase('music_1.sqlite', "(1, 'Cy', 'Rome', 31)")
makeDatabase('music_2.sqlite', "(4, 'Di', 'Bonn', 32), (5, 'Ed', 'Rome', 3), (6, 'Flo', 'Rome', 4)")

async function run(
  items: readonly object[],
  options: Partial<CheckOptions> = {},
): Promise<{ lines: CheckLine[]; report: CheckReport }> {
  const pairs = join(folder, 'pairs.jsonl')
  writeFileSync(pairs, items.map((item) => JSON.stringify(item)).join('\n'))
  const databases = { folder: join(folder, 'databases') }
  return collect({ pairs, databases, onLine: () => undefined, ...options })
}

async function collect(options: CheckOptions): Promise<{ lines: CheckLine[]; report: CheckReport }> {
  const lines: CheckLine[] = []
  const flow = check({ ...options, onLine: (line) => lines.push(checkLine.parse(line)) })
  for (let step = await flow.next(); ; step = await flow.next())
    if (step.done) return { lines, report: step.value }
}

const rulesOf = ({ findings }: CheckLine) => findings.map(({ rule, severity }) => `${severity} ${rule}`)
const item = (id: string, question: string, sql?: string) => ({ id, db_id: 'music', question, sql })

describe('check', () => {
  test('gives one line an item, in order, and says why one could not be checked', async () => {
    const { lines, report } = await run([
      item('a', 'How many singers?', 'SELECT count(*) FROM singer'),
      item('b', 'How many singers?'),
      { ...item('c', 'x', 'SELECT 1'), db_id: 'none' },
      item('d', 'How many singers?', 'SELECT 2'),
    ])
    expect(lines.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
    expect(lines[1]!.skipped).toBe('It has no SQL')
    expect(lines[2]!.skipped).toContain('none')
    expect(report).toMatchObject({ n: 2, skipped: 2, blocked: 1 })
  })

  test('asks the data whether a value that the text lacks is there', async () => {
    const { lines } = await run([
      item('a', 'Who lives in the capital?', `SELECT name FROM singer WHERE "home town" = 'Rome'`),
      item('b', 'Who lives in the capital?', `SELECT name FROM singer WHERE "home town" = 'Paris'`),
    ])
    expect(lines.map(rulesOf)).toEqual([
      ['warn string-literal-not-in-text'],
      ['block string-literal-not-in-text'],
    ])
  })

  test('knows of NULLs that come first', async () => {
    const { lines } = await run([
      item('a', 'Who is the youngest?', 'SELECT name FROM singer ORDER BY age LIMIT 1'),
    ])
    expect(rulesOf(lines[0]!)).toContain('warn nulls-first-in-min-like-order')
  })

  test('runs the query on every instance with suite', async () => {
    const items = [
      item('a', 'Is 1 = 1?', 'SELECT max(1 = 1) FROM singer'),
      item('b', 'How many?', 'SELECT count(*) FROM singer'),
    ]
    const { lines } = await run(items, { suite: true })
    expect(lines.map(rulesOf)).toEqual([['block same-result-everywhere'], []])
  })

  test('counts guidelines as text and lets pass what is waived for an item', async () => {
    const guidelines = join(folder, 'guidelines.md')
    const waivers = join(folder, 'waivers.jsonl')
    writeFileSync(guidelines, 'The capital is Rome.')
    writeFileSync(waivers, '{"rule": "no-from", "reason": "a test", "id": "b"}\n')
    const items = [
      item('a', 'Who lives in the capital?', `SELECT name FROM singer WHERE "home town" = 'Rome'`),
      item('b', 'One?', 'SELECT 1'),
      item('c', 'One?', 'SELECT 1'),
    ]
    const { lines, report } = await run(items, { guidelines, waivers })
    expect(lines.map(({ findings }) => findings.map(({ waived }) => waived))).toEqual([
      [],
      ['a test'],
      [undefined],
    ])
    expect(report.blocked).toBe(1)
  })

  test('asks the data with probes, and lets a comment waive what they find', async () => {
    const sql = 'SELECT age FROM singer WHERE id = 1'
    const { lines } = await run(
      [
        item('a', 'How old is Ann?', sql),
        item('b', 'How old is Ann?', `${sql} -- concord-waive resolved-code: ids are public here`),
        item('c', 'How old is singer 1?', sql),
      ],
      { probes: true },
    )
    expect(lines.map(rulesOf)).toEqual([
      ['block key-literal', 'block resolved-code'],
      ['block key-literal', 'block resolved-code'],
      [],
    ])
    expect(lines[1]!.findings.map(({ waived }) => waived)).toEqual([undefined, 'ids are public here'])
  })

  test('refuses a waiver of no rule, with its place', async () => {
    const waivers = join(folder, 'wrong.jsonl')
    writeFileSync(waivers, '\n{"rule": "nix", "reason": "x"}')
    await expect(run([], { waivers })).rejects.toThrow(/Cannot waive "nix" \(.*wrong\.jsonl:2\)/)
  })
})

const data = resolve(import.meta.dirname, '../../../shared/data/spider')
const isThere = existsSync(join(data, 'pairs.jsonl'))
if (!isThere)
  process.stderr.write(`Skipped: the rates of the rules on Spider's gold, for ${data} is not there\n`)

test.skipIf(!isThere)(
  "blocks at most 1 % of Spider's gold, and warns of its literals in at most 2 %",
  async () => {
    const { report } = await collect({
      pairs: join(data, 'pairs.jsonl'),
      split: 'dev',
      databases: { folder: join(data, 'databases') },
      onLine: () => undefined,
    })
    const rate = (rule: string) => (report.rules.find((count) => count.rule === rule)?.items ?? 0) / report.n
    expect(report.n).toBe(475)
    expect(report.blocked / report.n).toBeLessThanOrEqual(0.01)
    expect(rate('string-literal-not-in-text')).toBeLessThanOrEqual(0.02)
    expect(rate('number-literal-not-in-text')).toBeLessThanOrEqual(0.01)
    expect(rate('unreadable')).toBe(0)
  },
)
