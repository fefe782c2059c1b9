/** What the demo's rounds have to come to, computed from the example's tables by SQLite alone. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'

const EXAMPLES = join(import.meta.dirname, '../../../examples')
const DATASETS = ['care', 'shop', 'town', 'play']
const INSTANCES = ['', '-2', '-3']

interface Line {
  readonly key: string
  readonly question: string
  readonly db: string
  readonly by: string
  readonly sql?: string
  readonly slip?: string
  readonly strategy: string
  readonly guidelines: number
  readonly sample: number
}
interface DrawnQuestion {
  readonly question: string
  readonly part: 'main' | 'anchor'
  readonly annotators: readonly string[]
}
interface Rounds {
  readonly rounds: readonly { round: number; guidelines: number; questions: readonly DrawnQuestion[] }[]
}
type Rows = unknown[][] | 'failed'
type SameRows = (gold: unknown[][], other: unknown[][], sql: string) => boolean

/** Comparisons of an agent with a person, and how many of them differ on any instance. */
export interface Counted {
  readonly compared: number
  readonly disagreements: number
}

/** Round by round: all but the later rounds' anchors, and the anchors alone. */
export async function expectedRounds(databases: string): Promise<{ main: Counted; anchor: Counted }[]> {
  const { sameRows } = (await import(join(EXAMPLES, 'same-rows.mjs'))) as { sameRows: SameRows }
  const read = (name: string) => DATASETS.flatMap((dataset) => linesOf(`datasets/${dataset}/${name}.jsonl`))
  const databaseOf = new Map([...read('seeds'), ...read('augmentations')].map((one) => [one.key, one.db]))
  const [answers, annotations] = [read('answers'), read('annotations')]
  const { rounds } = JSON.parse(readFileSync(join(EXAMPLES, 'rounds.json'), 'utf8')) as Rounds
  const anchors = new Set(
    rounds[1]!.questions.filter(({ part }) => part === 'anchor').map(({ question }) => question),
  )
  const differs = (db: string, a: Line, b: Line) =>
    a.slip === 'timeout' ||
    INSTANCES.some((instance) => {
      const [x, y] = [a, b].map(({ sql }) => rowsOf(join(databases, db, `${db}${instance}.sqlite`), sql!))
      return x === 'failed' || y === 'failed' || !sameRows(y!, x!, b.sql!) || !sameRows(x!, y!, a.sql!)
    })
  return rounds.map(({ guidelines, questions }) => {
    const count = (drawn: readonly DrawnQuestion[]): Counted => {
      const verdicts = drawn.flatMap(({ question, annotators }) => {
        const agent = answers.find(
          (one) =>
            one.question === question &&
            one.strategy === 'agent' &&
            one.guidelines === guidelines &&
            one.sample === 0,
        )!
        if (agent.sql === undefined) return []
        return annotators.map((by) => {
          const person = annotations.find((one) => one.question === question && one.by === by)!
          return differs(databaseOf.get(question)!, agent, person)
        })
      })
      return { compared: verdicts.length, disagreements: verdicts.filter(Boolean).length }
    }
    return {
      main: count(questions.filter(({ part }) => part === 'main')),
      anchor: count(questions.filter(({ question }) => anchors.has(question))),
    }
  })
}

function linesOf(path: string): Line[] {
  const lines = readFileSync(join(EXAMPLES, path), 'utf8').split('\n')
  return lines.filter(Boolean).map((line) => JSON.parse(line) as Line)
}

const open = new Map<string, InstanceType<typeof DatabaseSync>>()

function rowsOf(file: string, sql: string): Rows {
  const database = open.get(file) ?? new DatabaseSync(file, { readOnly: true })
  open.set(file, database)
  try {
    const statement = database.prepare(sql)
    statement.setReturnArrays(true)
    return statement.all() as unknown as unknown[][]
  } catch {
    return 'failed' // what a query does is data here: a failing one agrees with nothing
  }
}
