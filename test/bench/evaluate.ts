/** `concord evaluate` against the usual evaluator pattern over Python's sqlite3, as two programs that do the same work. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scratch } from '../fixture-databases.ts'
import { type Line, wallAndCpuLines } from './line.ts'

interface Item {
  readonly id: string
  readonly db_id: string
  readonly gold: string
  readonly predicted: string
}

interface Work {
  readonly what: string
  readonly databases: string
  /** Whether further instances lie beside the databases. */
  readonly suite: boolean
  /** Items of each system; all over the same gold. */
  readonly systems: readonly (readonly Item[])[]
}

const root = join(import.meta.dirname, '../..')
const published = join(root, '../shared/data/evaluation')

export async function benchEvaluate(): Promise<Line[]> {
  using place = scratch()
  const work = existsSync(published) ? publishedWork() : ownWork(place)
  const lines: Line[] = []
  for (const count of [1, work.systems.length]) {
    lines.push(...(await compare(work, { count, folder: place.folder })))
  }
  if (work.suite) lines.push(...(await compare(work, { count: 1, suite: true, folder: place.folder })))
  return lines
}

interface Asked {
  /** So many of the systems. */
  readonly count: number
  /** On every instance of the databases. */
  readonly suite?: boolean
  readonly folder: string
}

async function compare(work: Work, { count, suite = false, folder }: Asked): Promise<Line[]> {
  const systems = work.systems.slice(0, count)
  const gold = join(folder, 'gold.jsonl')
  writeLines(
    gold,
    systems[0]!.map(({ id, db_id, gold: sql }) => ({ id, db_id, question: '', sql })),
  )
  const files = systems.map((items, i) => {
    const file = join(folder, `system-${i}.jsonl`)
    writeLines(
      file,
      items.map(({ id, predicted: sql }) => ({ id, sql })),
    )
    return file
  })
  const own = ['evaluate', '--gold', gold, '--databases', work.databases, '--mode', 'bird-ex']
  const instances = suite ? '*.sqlite' : '{db_id}.sqlite'
  return wallAndCpuLines({
    what: `evaluate ${systems[0]!.length} ${work.what} × ${count}${suite ? ', suite' : ''}`,
    peer: 'python sqlite3, timeout thread',
    ours: () => {
      const how = ['--quiet', ...own, ...(suite ? ['--suite'] : []), '--predictions', ...files]
      run(process.execPath, [join(root, 'dist/cli/main.js'), ...how])
    },
    theirs: () => {
      const script = join(import.meta.dirname, 'python-evaluator.py')
      run('python3', [script, gold, `${work.databases}/{db_id}/${instances}`, ...files])
    },
  })
}

/** Nine published systems on their 475 questions. */
function publishedWork(): Work {
  const folder = join(published, 'spider_dev_predictions')
  const systems = readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => readLines(join(folder, file)))
  return { what: 'Spider dev', databases: join(published, 'spider_dev_suites'), suite: true, systems }
}

function readLines(path: string): Item[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  return lines.map((line) => {
    const { id, db_id, gold_sql, predicted_sql } = JSON.parse(line) as Record<string, string>
    return { id: id!, db_id: db_id!, gold: gold_sql!, predicted: predicted_sql! }
  })
}

/** Three systems on 475 questions over one database made here; every third prediction is wrong. */
function ownWork(place: ReturnType<typeof scratch>): Work {
  mkdirSync(join(place.folder, 'shop'))
  place.database(
    'shop/shop.sqlite',
    `CREATE TABLE sale (id INTEGER PRIMARY KEY, shop TEXT, amount INTEGER);
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
     INSERT INTO sale SELECT i, 'shop ' || (i % 37), i * 7919 % 1000 FROM n;`,
  )
  const items = Array.from({ length: 475 }, (_, i): Item => {
    const query = (over: number) => `SELECT shop, sum(amount) FROM sale WHERE amount > ${over} GROUP BY shop`
    return { id: `own-${i}`, db_id: 'shop', gold: query(i), predicted: query(i % 3 === 0 ? i + 1 : i) }
  })
  return { what: 'own questions', databases: place.folder, suite: false, systems: [items, items, items] }
}

function writeLines(path: string, all: readonly object[]): void {
  writeFileSync(path, all.map((one) => `${JSON.stringify(one)}\n`).join(''))
}

function run(program: string, words: readonly string[]): void {
  execFileSync(program, words, { stdio: ['ignore', 'ignore', 'inherit'] })
}
