/** Names with quotes, umlauts, spaces and emoji, and cells that are scripts, terminal commands or prompts, through the whole flow. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type ModelServer, startModelServer, told } from '../../model-server/server.ts'
import { concord, type Ran } from './concord.ts'
import { COLUMNS, ESCAPES, INJECTION, makeOddDatabase, quoted, SCRIPT, TABLES } from './odd-names.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const [PARENT, CHILD] = TABLES.map(quoted)
const ALL_COLUMNS = `SELECT ${COLUMNS.map(quoted).join(', ')} FROM ${PARENT}`
const JOINED = `SELECT p.${quoted('"')} FROM ${CHILD} c JOIN ${PARENT} p ON c.${quoted('zu "wem"')} = p.${quoted('Schlüssel')}`
const ANSWERS = new Map([
  ['Which sizes are there in "Größe" 🚲?', ALL_COLUMNS],
  [`What's in it, ${SCRIPT}?`, JOINED],
])

let folder: string
let server: ModelServer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'concord-odd-'))
  makeOddDatabase(join(folder, 'databases'))
  server = await startModelServer((request) => {
    const sql =
      told(request).includes(SCRIPT) && told(request).includes("What's in it") ? JOINED : ALL_COLUMNS
    const turn = request.messages.filter((message) => message.role === 'assistant').length
    if (turn === 0)
      return {
        call: [
          ['explore_db', { table: TABLES[0] }],
          ['run_sql_query', { sql: ALL_COLUMNS }],
        ],
      }
    return { call: [['give_final_answer', { sql, explanation: `${SCRIPT}${ESCAPES}${INJECTION}` }]] }
  })
  const m = { provider: 'openai-compatible', baseUrl: server.baseUrl, model: 'm' }
  const config = { version: 1, models: { m }, policy: { audit: 0 } }
  writeFileSync(join(folder, 'concord.yaml'), JSON.stringify(config))
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

/** Characters that command a terminal or turn text round. */
const COMMANDING = /(?![\n\t])[\p{Cc}\u202e]/u

async function run(...words: string[]): Promise<Ran> {
  const ran = await concord(words, { folder })
  expect(ran.code, `${words.join(' ')}\n${ran.err}`).toBe(0)
  expect(ran.out + ran.err).not.toMatch(COMMANDING)
  return ran
}

async function read(...words: string[]): Promise<Record<string, never>> {
  return (await run('--json', '--quiet', ...words)).json as Record<string, never>
}

test('the whole flow over them breaks nowhere, and commands neither terminal, browser nor model', async () => {
  await run('source', 'add', 'odd', 'sqlite:databases/odd/odd.sqlite', '--egress', 'rows')
  const described = await run('source', 'describe', 'odd')
  for (const name of [...TABLES, ...COLUMNS]) expect(described.out).toContain(name)
  const said = ['--text', SCRIPT + ESCAPES]
  await run('source', 'describe', 'odd', '--table', TABLES[0], '--column', '"', ...said)
  for (const [question, sql] of ANSWERS) {
    await run('author', 'submit', '--db', 'odd', '--question', question, '--sql', sql)
  }
  expect((await run('author', 'next')).out).toContain(`${TABLES[2]} (1 rows): a b, ü`)
  await run('round', 'start', '--share', '1')
  expect(await read('draft')).toMatchObject({ byOutcome: { answered: 2 } })
  checkPrompts()
  for (let n = 0; n < 2; n++) {
    const { item, question } = (await read('annotate', 'next', '--as', 'ann')) as Record<string, string>
    const sql = `${ANSWERS.get(question!)} LIMIT 2`
    await run('annotate', 'submit', item!, '--sql', sql, '--as', 'ann', '--note', SCRIPT + ESCAPES)
  }
  expect(await read('compare')).toMatchObject({ n: 2, disagreements: 2, byClass: { differ: 2 } })
  await reviewAll()
  const { stages } = (await read('measure')) as unknown as { stages: { tables: object; columns: object }[] }
  expect(stages[0]).toMatchObject({ tables: { used: 2, total: 5 }, patterns: { parsed: 2, unparsed: 0 } })
  await run('release', 'create', '--name', 'r')
  await run('export', 'chat', '--release', 'r', '--out', 'out')
  expect(exported()).toContain(JSON.stringify(ALL_COLUMNS).slice(1, -1))
  await run('status')
  await run('report')
  checkReport(readFileSync(join(folder, 'report.html'), 'utf8'))
})

test('the rules read such queries', async () => {
  const lines = [...ANSWERS].map(([question, sql], id) =>
    JSON.stringify({ id: `${id}`, db_id: 'odd', question, sql }),
  )
  writeFileSync(join(folder, 'pairs.jsonl'), lines.join('\n'))
  const { out } = await run('check', '--pairs', 'pairs.jsonl', '--databases', 'databases')
  expect(out).toContain('Checked 2 items: 0 blocked')
  expect(out).not.toMatch(/unreadable|no-from|double-quoted-literal/)
})

/** What a cell says stays inside its fence, on its line, without marks of a turn. */
function checkPrompts(): void {
  const prompts = server.requests.map(told)
  for (const name of [PARENT, CHILD, '"select"', '"order"', '""""'])
    expect(prompts.join('\n')).toContain(name)
  for (const prompt of prompts) {
    expect(prompt).not.toMatch(COMMANDING)
    expect(prompt).not.toMatch(/^System:|<\|im_start\||\[INST\]/m)
    const opened = prompt.split('\n').filter((line) => line.startsWith('<data ')).length
    expect(prompt.split('\n').filter((line) => line === '</data>')).toHaveLength(opened)
  }
}

async function reviewAll(): Promise<void> {
  const { items } = (await read('review', 'list')) as unknown as { items: { item: string }[] }
  const shown: string[] = []
  for (const { item } of items) {
    shown.push((await run('review', 'show', item)).out)
    await run('review', 'decide', item, '--accept', 'a', '--cause', 'annotator', '--note', SCRIPT + ESCAPES)
  }
  expect(shown.join('')).toContain('\\u{1b}[2J')
  const [first] = items
  await run('guideline', 'add', '--text', `Never ${SCRIPT}${ESCAPES}`, '--case', first!.item)
  await run('guideline', 'publish')
}

function exported(): string {
  const files = readdirSync(join(folder, 'out')).filter((name) => name.endsWith('.jsonl'))
  return files.map((name) => readFileSync(join(folder, 'out', name), 'utf8')).join('')
}

/** No tag and no handler of a cell's, name's or note's has become one of the page's. */
function checkReport(html: string): void {
  expect(html).toContain('&lt;script&gt;alert(')
  const tags = [...html.matchAll(/<([a-z][\w-]*)([^>]*)>/gi)].map(
    ([, name, attributes]) => `${name} ${attributes}`,
  )
  expect(tags.filter((tag) => /^(script|img|iframe|object)\b/i.test(tag))).toEqual([])
  expect(tags.filter((tag) => /\son\w+\s*=/i.test(tag))).toEqual([])
  expect(html).not.toMatch(COMMANDING)
}
