/** The questions that a new one joins: whether it repeats one of them, and whether its query reaches anything new. */
import type { Company } from '../../augment/semantic.ts'
import { hashText } from '../../metrics/embedding-hashed.ts'
import { readQuery } from '../../metrics/reading.ts'
import type { Catalog } from '../../model/catalog.ts'
import { eachQuestion } from '../../store/questions.ts'
import type { Db } from '../../store/tables.ts'
import type { Desks } from '../answering/desk.ts'
import { cosine } from '../authoring/nearest-questions.ts'
import { normalWords } from '../sampling/normal-words.ts'
import { knownSql } from './known-sql.ts'

/** A question with its query over one database. */
export interface Joining {
  readonly db: string
  readonly text: string
  readonly sql: string | undefined
}

export interface Gathering {
  /** How a new question stands to those that are there. */
  meet(one: Joining, catalog: Catalog): Company
  /** Takes a question in. */
  join(one: Joining, catalog: Catalog): void
}

/** Those of a stage, with every question over the same databases for their words. */
export async function gather(
  db: Db,
  { stage, databases, desks }: { stage: string; databases: readonly string[]; desks: Desks },
): Promise<Gathering> {
  const gathering = emptyGathering()
  for (const name of databases) {
    const { catalog } = await desks.of(name)
    for await (const { text } of eachQuestion(db, { db: name })) {
      gathering.join({ db: name, text, sql: undefined }, catalog)
    }
    const members: { id: string; text: string }[] = []
    for await (const { id, text } of eachQuestion(db, { stage, db: name })) members.push({ id, text })
    const sql = await knownSql(
      db,
      members.map((one) => one.id),
    )
    for (const { id, text } of members) gathering.join({ db: name, text, sql: sql.get(id) }, catalog)
  }
  return gathering
}

function emptyGathering(): Gathering {
  const words = new Set<string>()
  const byPattern = new Map<string, Float32Array[]>()
  const reached = new Set<string>()
  return {
    meet({ db, text, sql }, catalog) {
      const read = reading(sql, db, catalog)
      const vector = hashText(text)
      const others = (read && byPattern.get(`${db}\u0000${read.pattern}`)) ?? []
      return {
        sameWords: words.has(`${db}\u0000${normalWords(text)}`),
        nearestOfPattern: Math.max(-1, ...others.map((other) => cosine(vector, other))),
        addsCoverage: read?.reach.some((key) => !reached.has(key)) ?? false,
      }
    },
    join({ db, text, sql }, catalog) {
      words.add(`${db}\u0000${normalWords(text)}`)
      const read = reading(sql, db, catalog)
      if (!read) return
      const key = `${db}\u0000${read.pattern}`
      const vectors = byPattern.get(key) ?? []
      vectors.push(hashText(text))
      byPattern.set(key, vectors)
      for (const one of read.reach) reached.add(one)
    },
  }
}

/** The pattern of a query, and what it reaches: each of its columns, and each two of them together. */
function reading(sql: string | undefined, db: string, catalog: Catalog) {
  if (sql === undefined) return undefined
  const read = readQuery(sql, { db, catalog, level: 'L2' })
  if (read.kind === 'unparsed') return undefined
  const columns = [...read.columns].sort()
  const twos = columns.flatMap((one, i) => columns.slice(i + 1).map((other) => `${one}\u0001${other}`))
  return { pattern: read.pattern, reach: [...columns, ...twos] }
}
