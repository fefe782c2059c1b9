/** The example says of itself what is right and what is wrong; here SQLite says so too. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

interface Generator {
  readonly DATABASES: readonly { name: string; dataset: string; split: string; ddl: string }[]
  generateDatabases(dir: string): string[]
}
/** A line of any of the example's files, as far as it is looked at here. */
interface Line {
  readonly key: string
  readonly dataset: string
  readonly question: string
  readonly pipeline: string
  readonly wanted: string
  readonly strategy: string
  readonly guidelines: number
  readonly sample: number
  readonly slip?: string
}
interface Checker {
  readonly DATASETS: readonly string[]
  checkExample(databases: string): string[]
  readLines(path: string): Line[]
}

const load = async <T>(file: string): Promise<T> => (await import(new URL(file, import.meta.url).href)) as T
const { DATABASES, generateDatabases } = await load<Generator>('./generate.mjs')
const { DATASETS, checkExample, readLines } = await load<Checker>('./check.mjs')

const one = mkdtempSync(join(tmpdir(), 'concord-example-'))
const two = mkdtempSync(join(tmpdir(), 'concord-example-'))
beforeAll(() => generateDatabases(one))
afterAll(() => {
  for (const folder of [one, two]) rmSync(folder, { recursive: true })
})

const every = (file: string) => DATASETS.flatMap((dataset) => readLines(`datasets/${dataset}/${file}.jsonl`))

test('the same seed writes the same bytes', () => {
  const again = generateDatabases(two)
  const differ = again.filter((file) => !readFileSync(file).equals(readFileSync(file.replace(two, one))))
  expect(again).toHaveLength(DATABASES.length * 3)
  expect(differ).toEqual([])
})

test('every query that is meant to run runs on the three instances, and is right or wrong as it is marked', () => {
  expect(checkExample(one)).toEqual([])
})

test('each dataset has databases to train on and one to test on, of four tables or more', () => {
  for (const dataset of DATASETS) {
    const splits = DATABASES.filter((database) => database.dataset === dataset).map(
      (database) => database.split,
    )
    expect(new Set(splits)).toEqual(new Set(['train', 'test']))
  }
  expect(DATABASES.filter(({ ddl }) => ddl.split('CREATE TABLE').length - 1 < 4)).toEqual([])
})

test('seeds and benchmark are spread evenly over the datasets, and no key comes twice', () => {
  const keys = [...every('seeds'), ...every('augmentations')].map((line) => line.key)
  expect(new Set(keys).size).toBe(keys.length)
  for (const dataset of DATASETS) {
    expect(readLines(`datasets/${dataset}/seeds.jsonl`)).toHaveLength(16)
    expect(readLines('benchmark/gold.jsonl').filter((line) => line.dataset === dataset)).toHaveLength(12)
  }
})

test('each pipeline has 32 questions to accept, and some to refute and to leave open', () => {
  for (const pipeline of ['complexity', 'semantic', 'syntactic']) {
    const tried = every('augmentations').filter((line) => line.pipeline === pipeline)
    const wanted = (outcome: string) => tried.filter((line) => line.wanted === outcome).length
    expect([wanted('proven'), wanted('refuted') >= 5, wanted('undecided') >= 2]).toEqual([32, true, true])
  }
})

test('the agent is wrong on three to four in ten under the first guidelines, and on fewer under each later version', () => {
  const anchors = new Set(anchorKeys())
  const share = (version: number, of: (question: string) => boolean) => {
    const lines = every('answers').filter(
      (line) =>
        line.strategy === 'agent' && line.guidelines === version && line.sample === 0 && of(line.question),
    )
    return lines.filter((line) => line.slip).length / lines.length
  }
  expect(share(1, () => true)).toBeGreaterThan(0.3)
  expect(share(1, () => true)).toBeLessThanOrEqual(0.4)
  const [first, second, third, fourth] = [1, 2, 3, 4].map((version) =>
    share(version, (key) => anchors.has(key)),
  )
  expect(first).toBeGreaterThan(second!)
  expect(second).toBeGreaterThan(third!)
  expect(fourth).toBe(third)
})

test('every question of the last stage has an answer under the version that its round or the policy asks for', () => {
  const { rounds, policy } = JSON.parse(readFileSync(new URL('rounds.json', import.meta.url), 'utf8'))
  const known = new Set(
    every('answers').map((line) => [line.question, line.strategy, line.guidelines, line.sample].join()),
  )
  const wanted = [
    ...rounds.flatMap((round: { guidelines: number; questions: { question: string }[] }) =>
      round.questions.map(({ question }) => [question, 'agent', round.guidelines, 0].join()),
    ),
    ...policy.questions.flatMap((question: string) =>
      policy.samples.map((sample: number) => [question, 'agent', policy.guidelines, sample].join()),
    ),
  ]
  expect(wanted.filter((key) => !known.has(key))).toEqual([])
})

function anchorKeys(): string[] {
  const { rounds } = JSON.parse(readFileSync(new URL('rounds.json', import.meta.url), 'utf8'))
  return rounds[1].questions
    .filter((line: { part: string }) => line.part === 'anchor')
    .map((line: { question: string }) => line.question)
}
