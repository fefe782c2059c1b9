/** Holds every import against the table in `ARCHITECTURE.md`: doors know verbs, verbs know tools, tools know nouns. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const src = join(root, 'src')

/** Folder → folders it may import, from the rows `| \`a\` \`b\` | \`c\` … |` under "May import". */
function readTable(): Map<string, Set<string>> {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  const section = text.slice(text.indexOf('## May import'))
  const rows = [...section.matchAll(/^\| (`[^|]+) \| ([^|]*) \|$/gm)]
  const names = (cell: string) => [...cell.matchAll(/`([\w-]+)`/g)].map((m) => m[1]!)
  return new Map(rows.flatMap(([, folders, may]) => names(folders!).map((f) => [f, new Set(names(may!))])))
}

/** The first folder below `src`, or the file's name for a file that lies in `src` itself. */
function houseOf(file: string): string {
  return relative(src, file).split('/')[0]!.replace(/\.ts$/, '')
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const found = text.matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)
  return [...found].map((m) => resolve(dirname(file), m[1]!))
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => join(src, name))
const table = readTable()

test('the table names every folder of src', () => {
  expect([...new Set(files.map(houseOf))].filter((house) => !table.has(house))).toEqual([])
})

test('no import goes where the table does not allow', () => {
  const forbidden = files.flatMap((file) => {
    const from = houseOf(file)
    const allowed = table.get(from) ?? new Set()
    return importsOf(file)
      .filter((to) => houseOf(to) !== from && !allowed.has(houseOf(to)))
      .map((to) => `${relative(root, file)} imports ${relative(root, to)}`)
  })
  expect(forbidden).toEqual([])
})

test('no verb imports another verb', () => {
  const isVerb = (file: string) => houseOf(file) === 'flow' && dirname(file) === join(src, 'flow')
  const crossed = files.filter(isVerb).flatMap((file) =>
    importsOf(file)
      .filter(isVerb)
      .map((to) => `${relative(root, file)} imports ${relative(root, to)}`),
  )
  expect(crossed).toEqual([])
})

test('process.env is read in config.ts alone', () => {
  const readers = files.filter((file) => /process\.env\b/.test(readFileSync(file, 'utf8')))
  expect(readers.map((file) => relative(src, file)).filter((file) => file !== 'config.ts')).toEqual([])
})

test('every file opens with a sentence that says what it owns', () => {
  const silent = files.filter((file) => !/^(#!.*\n)?\/\*\*/.test(readFileSync(file, 'utf8')))
  expect(silent.map((file) => relative(root, file))).toEqual([])
})
