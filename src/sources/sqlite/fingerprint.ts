/** The identity of a SQLite database: its schema and every row, hashed inside the child; of a huge one schema, sizes and a seeded sample. */
import { createHash, type Hash } from 'node:crypto'
import { statSync } from 'node:fs'
import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Fingerprint } from '../../model/catalog.ts'
import type { Cell } from '../../model/cell.ts'
import { quoteName } from './names.ts'

/** A file above this size is known by a sample. */
export const HUGE_BYTES = 256 * 2 ** 20
/** Rows of each table in a sample. */
const SAMPLE_ROWS = 200
/** Text waits for this many characters before it is hashed. */
const CHUNK = 1 << 16
/** Changes whenever the same content would give another hash. */
const RULE = 'sqlite-fingerprint-1'

interface StoredTable {
  readonly name: string
  /** The name by which its row ids can be asked for; undefined if it has none. */
  readonly rowid: string | undefined
  readonly primaryKey: readonly string[]
}

/** @throws what SQLite says of a damaged file */
export function fingerprintOf(database: DatabaseSyncInstance, path: string): Fingerprint {
  const of = statSync(path).size > HUGE_BYTES ? 'sample' : 'content'
  const sink = openSink(RULE + of)
  for (const row of rowsOf(database, SCHEMA)) sink.add(row)
  for (const table of storedTables(database)) {
    sink.add([table.name])
    if (of === 'content') for (const row of rowsOf(database, allRows(table))) sink.add(row)
    else addSample(database, table, sink)
  }
  return { hash: sink.end(), of }
}

const SCHEMA = String.raw`SELECT type, name, tbl_name, sql FROM sqlite_schema
  WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY type, name`

const STORED = String.raw`SELECT name, wr FROM pragma_table_list
  WHERE schema = 'main' AND type IN ('table', 'shadow') AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name`

function storedTables(database: DatabaseSyncInstance): StoredTable[] {
  return [...rowsOf(database, STORED)].map(([name, withoutRowid]) => {
    const columns = [...rowsOf(database, `PRAGMA table_xinfo(${quoteName(name as string)})`)]
    const taken = new Set(columns.map((column) => (column[1] as string).toLowerCase()))
    const keys = columns
      .filter((column) => (column[5] as bigint) > 0n)
      .sort((a, b) => Number(a[5]) - Number(b[5]))
    const rowid = withoutRowid ? undefined : ['rowid', '_rowid_', 'oid'].find((alias) => !taken.has(alias))
    return { name: name as string, rowid, primaryKey: keys.map((column) => column[1] as string) }
  })
}

/** In the order in which rows were put in, or of the primary key, so that rebuilding the file changes nothing. */
function allRows(table: StoredTable): string {
  const order = orderOf(table)
  return `SELECT * FROM ${quoteName(table.name)}${order.length > 0 ? ` ORDER BY ${order.join(', ')}` : ''}`
}

function orderOf({ rowid, primaryKey }: StoredTable): string[] {
  return rowid ? [rowid] : primaryKey.map(quoteName)
}

/** The largest row id stands for the number of rows: counting would read the whole table. */
function addSample(database: DatabaseSyncInstance, table: StoredTable, sink: Sink): void {
  const { name, rowid } = table
  const backwards = orderOf(table)
    .map((column) => `${column} DESC`)
    .join(', ')
  const all = allRows(table)
  for (const row of rowsOf(database, `${all} LIMIT ${SAMPLE_ROWS}`)) sink.add(row)
  if (backwards === '') return
  const last = `SELECT * FROM ${quoteName(name)} ORDER BY ${backwards} LIMIT ${SAMPLE_ROWS}`
  for (const row of rowsOf(database, last)) sink.add(row)
  if (!rowid) return
  const largest = [...rowsOf(database, `SELECT max(${rowid}) FROM ${quoteName(name)}`)][0]![0]!
  sink.add([largest])
  if (typeof largest !== 'bigint') return
  for (const at of seededPlaces(largest)) {
    const one = `SELECT * FROM ${quoteName(name)} WHERE ${rowid} >= ${at} ORDER BY ${rowid} LIMIT 1`
    for (const row of rowsOf(database, one)) sink.add(row)
  }
}

/** Places spread over 0 … largest by the golden ratio: the same for every run. */
function seededPlaces(largest: bigint): bigint[] {
  const step = 0x9e3779b97f4a7c15n
  return Array.from(
    { length: SAMPLE_ROWS },
    (_, i) => (((BigInt(i + 1) * step) & (2n ** 64n - 1n)) * largest) >> 64n,
  )
}

function rowsOf(database: DatabaseSyncInstance, sql: string): Iterable<Cell[]> {
  return database.prepare(sql).iterate() as Iterable<Cell[]>
}

interface Sink {
  add(row: readonly Cell[]): void
  end(): string
}

/** Each cell goes in with its type and, where it could run into the next, its length. */
function openSink(rule: string): Sink {
  const hash: Hash = createHash('sha256').update(rule)
  let text = ''
  return {
    add(row) {
      for (const cell of row) text += written(cell)
      text += '\n'
      if (text.length < CHUNK) return
      hash.update(text)
      text = ''
    },
    end: () => hash.update(text).digest('hex'),
  }
}

function written(cell: Cell): string {
  if (cell === null) return 'n;'
  if (typeof cell === 'bigint') return `i${cell};`
  if (typeof cell === 'string') return `t${cell.length}:${cell};`
  if (cell instanceof Uint8Array)
    return `b${Buffer.from(cell.buffer, cell.byteOffset, cell.byteLength).toString('hex')};`
  return `r${cell};`
}
