/** Every question of the first day by its words: those that people write, and those that the model server makes of them. */
import { createHash } from 'node:crypto'
import { BENCHMARK_QUESTIONS } from './benchmark-questions.ts'
import type { Known } from './known.ts'
import { SEEDS } from './seeds.ts'

/** A column that a new question has to use. */
export interface Required {
  readonly table: string
  readonly column: string
}

/** Writes the query over columns of one database; given in, for it needs the database's keys. */
export type Joiner = (required: readonly Required[]) => { readonly db: string; readonly sql: string }

export interface Knowledge {
  /** @throws {Error} if nobody ever wrote these words */
  of(text: string): Known
  /** The harder question, which has to be one that somebody wrote down. */
  harder(text: string): Known
  /** The same in other words. */
  reworded(text: string): Known
  /** A new question about columns. */
  about(required: readonly Required[]): Known
}

export function openKnowledge(join: Joiner): Knowledge {
  const book = new Map<string, Known>()
  const harder = new Map<string, Known>()
  const learn = <Of extends Known>(one: Of): Of => {
    book.set(one.text, one)
    return one
  }
  for (const { harder: child, ...seed } of SEEDS) {
    learn(seed)
    harder.set(seed.text, learn({ db: seed.db, ...child }))
  }
  for (const one of BENCHMARK_QUESTIONS) learn(one)

  function of(text: string): Known {
    const found = book.get(text)
    if (!found) throw new Error(`Nobody wrote "${text}"`)
    return found
  }
  return {
    of,
    harder: (text) => harder.get(text) ?? learn({ ...of(text), text: `${text} Anything will do.` }),
    reworded: (text) => learn(reworded(of(text))),
    about: (required) => learn(about(required, join(required))),
  }
}

/** A number that hangs on the words alone. */
export function drawnFrom(text: string, below: number): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) % below
}

/** One in five only adds a mark, one asks for a count instead, one makes the analyst err; the others mean the same. */
function reworded(known: Known): Known {
  const { text, right } = known
  const mild = `${text[0]!.toLowerCase()}${text.slice(1)}`.replace(/[.?]$/, '')
  switch (drawnFrom(text, 5)) {
    case 0:
      return { ...known, text: `${text}!` }
    case 1:
      return counted(known, `Tell me, if you would be so kind, in one number alone: ${mild}.`)
    case 2:
      return {
        ...known,
        text: `I wonder whether somebody could help me out here: ${mild}?`,
        analyst: `SELECT COUNT(*) + 1 FROM (${right})`,
      }
    default:
      return { ...known, text: `For the meeting tomorrow we want the following in our hands: ${mild}.` }
  }
}

function counted({ db, right }: Known, text: string): Known {
  return { db, text, right: `SELECT COUNT(*) + 1000 FROM (${right})` }
}

/** One in four forgets a column, one makes the analyst err, one makes the agent select too much; the last is easy. */
function about(required: readonly Required[], { db, sql }: ReturnType<Joiner>): Known {
  const words = required.map(({ table, column }) => `the ${column} of each ${table}`).join(' and ')
  const text = `Could you show me ${words}?`
  const known: Known = { db, text, right: sql }
  const [first] = required
  switch (drawnFrom(text, 4)) {
    case 0:
      return { ...known, right: `SELECT COUNT(*) FROM "${first!.table}"` }
    case 1:
      return { ...known, analyst: `${sql} LIMIT 1` }
    case 2:
      return {
        ...known,
        agent: sql.replace('SELECT', `SELECT "${first!.table}"."id",`),
        lesson: 'only-asked',
      }
    default:
      return known
  }
}
