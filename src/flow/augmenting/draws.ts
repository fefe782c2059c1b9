/** The seeded draws of the pipelines: parents in random order, and for new questions a database, its columns and a style. */
import type { ColumnName } from '../../augment/pipeline.ts'
import type { Catalog, Table } from '../../model/catalog.ts'
import { choice, seededRandom, shuffle } from '../../stats/random.ts'
import type { Task } from './task.ts'

/** A question that can be drawn. */
export interface Drawable {
  readonly id: string
  readonly db: string
}

/** Every parent in random order, and then again for each further attempt. */
export function* parentDraws(
  parents: readonly Drawable[],
  { seed, stage, attempts }: { seed: number; stage: string; attempts: number },
): Generator<Task, void> {
  const order = shuffle(parents, seededRandom(seed, `augment ${stage}`))
  for (let attempt = 0; attempt < attempts; attempt++) {
    for (const { id, db } of order) yield { parent: id, attempt, db, required: [] }
  }
}

export interface ColumnDraws {
  readonly seed: number
  readonly stage: string
  /** How many draws at most. */
  readonly most: number
  /** Databases to ask about. */
  readonly databases: readonly { readonly name: string; readonly catalog: Catalog }[]
  /** Questions that people wrote, for their style. */
  readonly styles: readonly Drawable[]
}

/**
 * One draw for each number from 0 on: each database equally likely, each of its columns equally likely, each column in
 * reach of that one equally likely, each style equally likely. A draw depends on its number alone.
 */
export function* columnDraws({ seed, stage, most, databases, styles }: ColumnDraws): Generator<Task, void> {
  for (let number = 0; number < most; number++) {
    const random = seededRandom(seed, `augment ${stage} ${number}`)
    const { name, catalog } = choice(databases, random)
    const first = choice(askable(catalog.tables), random)
    const others = askable(inReach(catalog, first.table)).filter(
      (one) => one.table !== first.table || one.column !== first.column,
    )
    const required = others.length > 0 ? [first, choice(others, random)] : [first]
    yield { parent: choice(styles, random).id, attempt: number, db: name, required }
  }
}

/** Columns that a person could ask about: all but keys, which come in by the joins; all where there are only keys. */
export function askable(tables: readonly Table[]): ColumnName[] {
  const named = (plain: boolean) =>
    tables.flatMap((table) => {
      const keys = new Set(table.foreignKeys.flatMap((key) => key.columns))
      return table.columns
        .filter((column) => !plain || (column.primaryKey === 0 && !keys.has(column.name)))
        .map((column) => ({ table: table.name, column: column.name }))
    })
  const plain = named(true)
  return plain.length > 0 ? plain : named(false)
}

/** The table and those that a foreign key joins to it, in the catalog's order. */
function inReach(catalog: Catalog, name: string): Table[] {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
  const table = catalog.tables.find((one) => one.name === name)!
  const joined = (one: Table) =>
    one.foreignKeys.some((key) => same(key.table, name)) ||
    table.foreignKeys.some((key) => same(key.table, one.name))
  return catalog.tables.filter((one) => one.name === name || joined(one))
}
