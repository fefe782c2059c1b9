/** Writes a query over columns of one database, along its foreign keys, as the first day's model server does. */
import { DatabaseSync } from '@photostructure/sqlite'
import { DATABASES } from './databases.ts'
import type { Joiner, Required } from './knowledge.ts'

interface Key {
  readonly from: string
  readonly to: string
  readonly on: string
}

interface Shape {
  readonly db: string
  readonly tables: ReadonlySet<string>
  readonly keys: readonly Key[]
}

/** @param folder holds `<db>/<db>.sqlite` */
export function openJoiner(folder: string): Joiner {
  const shapes = DATABASES.map(({ name }) => shapeOf(name, `${folder}/${name}/${name}.sqlite`))
  return (required) => {
    const shape = shapes.find(({ tables }) => required.every(({ table }) => tables.has(table)))
    if (!shape) throw new Error(`No database has ${JSON.stringify(required)}`)
    return { db: shape.db, sql: queryFor(required, shape.keys) }
  }
}

function shapeOf(db: string, file: string): Shape {
  const driver = new DatabaseSync(file, { readOnly: true })
  const tables = driver
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .all() as { name: string }[]
  const keys = tables.flatMap(({ name }) => {
    const found = driver.prepare(`PRAGMA foreign_key_list("${name}")`).all() as Record<string, string>[]
    return found.map((key) => ({
      from: name,
      to: key.table!,
      on: `"${name}"."${key.from}" = "${key.table}"."${key.to}"`,
    }))
  })
  driver.close()
  return { db, tables: new Set(tables.map(({ name }) => name)), keys }
}

function queryFor(required: readonly Required[], keys: readonly Key[]): string {
  const columns = required.map(({ table, column }) => `"${table}"."${column}"`)
  const [first] = required
  const joined = new Set([first!.table])
  const joins: string[] = []
  for (const { table } of required) {
    for (const { name, on } of pathTo(table, joined, keys)) {
      joins.push(`JOIN "${name}" ON ${on}`)
      joined.add(name)
    }
  }
  const known = columns.map((column) => `${column} IS NOT NULL`).join(' AND ')
  return [`SELECT ${columns.join(', ')} FROM "${first!.table}"`, ...joins, `WHERE ${known}`].join(' ')
}

interface Joined {
  readonly name: string
  readonly on: string
}

/** The tables to join, nearest first, until `wanted` is among them; breadth first along the keys. */
function pathTo(wanted: string, joined: ReadonlySet<string>, keys: readonly Key[]): Joined[] {
  const paths = new Map<string, Joined[]>([...joined].map((name) => [name, []]))
  for (const [name, path] of paths) {
    if (name === wanted) return path
    for (const { from, to, on } of keys) {
      const next = from === name ? to : to === name ? from : undefined
      if (next !== undefined && !paths.has(next)) paths.set(next, [...path, { name: next, on }])
    }
  }
  throw new Error(`No key leads to "${wanted}"`)
}
