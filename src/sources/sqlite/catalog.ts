/** What a SQLite database holds, asked of its pragmas: tables, columns, keys, row counts and some rows. */
import type { Catalog, Column, Fingerprint, Table } from '../../model/catalog.ts'
import { type Cell, cellToJson, type JsonCell, type Row } from '../../model/cell.ts'
import type { Execution, Limits } from '../../model/execution.ts'
import type { CatalogOptions } from '../engine.ts'
import { foreignKeysOf, uniqueKeysOf } from './keys.ts'
import { quoteName, quoteText } from './names.ts'
import { profileOf } from './profile.ts'

/** The database that is asked. */
export interface Asked {
  /** @throws {UserError} if there is no answer */
  readonly rowsOf: (sql: string) => Promise<readonly Row[]>
  readonly run: (sql: string, limits: Partial<Limits>) => Promise<Execution>
  readonly fingerprint: () => Promise<Fingerprint>
}

/** A view is a query somebody wrote, a virtual table a program: what they may take to be counted. */
const VIEW_LIMITS: Partial<Limits> = { timeoutMs: 10_000 }
/** Sample cells are cut here: a catalog is read by people and put into prompts. */
const MAX_TEXT = 500
const MAX_BYTES = 64

const TABLES = String.raw`SELECT s.name, l.type, l.wr FROM pragma_table_list AS l JOIN sqlite_schema AS s ON s.name = l.name
  WHERE l.schema = 'main' AND l.type <> 'shadow' AND s.type IN ('table', 'view')
    AND s.name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY s.rowid`

export async function catalogOf(asked: Asked, options: CatalogOptions = {}): Promise<Catalog> {
  const listed = await asked.rowsOf(TABLES)
  const fingerprint = await asked.fingerprint()
  const tables = await Promise.all(
    listed.map(([name, type, withoutRowid]) => {
      const table = { name: name as string, withoutRowid: withoutRowid === 1n }
      return type === 'table'
        ? tableOf(asked, table, options)
        : derivedOf(asked, { ...table, kind: type === 'view' ? 'view' : 'table' }, options)
    }),
  )
  return { engine: 'sqlite', tables, fingerprint }
}

interface Listed {
  readonly name: string
  readonly withoutRowid: boolean
}

async function tableOf(asked: Asked, listed: Listed, options: CatalogOptions): Promise<Table> {
  const { name } = listed
  const [columns, uniqueKeys, foreignKeys, sampleRows, [counted]] = await Promise.all([
    columnsOf(asked, listed),
    uniqueKeysOf(asked.rowsOf, name),
    foreignKeysOf(asked.rowsOf, name),
    samplesOf(asked, name, options),
    asked.rowsOf(`SELECT count(*) FROM ${quoteName(name)}`),
  ])
  const rowCount = Number(counted![0])
  const primaryKey = columns
    .filter((column) => column.primaryKey > 0)
    .sort((a, b) => a.primaryKey - b.primaryKey)
    .map((column) => column.name)
  const profile = (column: Column) => profileOf(asked.rowsOf, { table: name, column: column.name, rowCount })
  const described = options.profiles
    ? await Promise.all(columns.map(async (column) => ({ ...column, profile: await profile(column) })))
    : columns
  return {
    name,
    kind: 'table',
    columns: described,
    primaryKey,
    uniqueKeys,
    foreignKeys,
    rowCount,
    sampleRows,
  }
}

/** A view or virtual table that cannot be read, or not in time, is part of the catalog and says so. */
async function derivedOf(
  asked: Asked,
  { name, kind }: Listed & Pick<Table, 'kind'>,
  options: CatalogOptions,
): Promise<Table> {
  const view = { name, kind, primaryKey: [], uniqueKeys: [], foreignKeys: [] }
  const counted = await asked.run(`SELECT count(*) FROM ${quoteName(name)}`, VIEW_LIMITS)
  const sample = await asked.run(samples(name, options), VIEW_LIMITS)
  if (counted.kind !== 'rows' || sample.kind !== 'rows') {
    const why = counted.kind === 'rows' ? sample : counted
    const description = `It cannot be read: ${'message' in why ? why.message : why.kind}`
    return { ...view, columns: [], rowCount: 0, sampleRows: [], description }
  }
  const columns = await columnsOf(asked, { name, withoutRowid: false })
  return { ...view, columns, rowCount: Number(counted.rows[0]![0]), sampleRows: sample.rows.map(shortened) }
}

/** Generated columns are columns; the hidden ones of virtual tables (1) are not. */
async function columnsOf(asked: Asked, { name, withoutRowid }: Listed): Promise<Column[]> {
  const rows = await asked.rowsOf(
    `SELECT name, type, "notnull", pk FROM pragma_table_xinfo(${quoteText(name)}) WHERE hidden <> 1`,
  )
  const keyLength = rows.filter(([, , , pk]) => pk !== 0n).length
  return rows.map(([column, type, notNull, pk]) => {
    const isRowid = pk === 1n && keyLength === 1 && (type as string).toUpperCase() === 'INTEGER'
    const nullable = notNull === 0n && !isRowid && !(withoutRowid && pk !== 0n)
    return { name: column as string, type: type as string, nullable, primaryKey: Number(pk) }
  })
}

function samples(name: string, { sampleRows = 3 }: CatalogOptions): string {
  return `SELECT * FROM ${quoteName(name)} LIMIT ${sampleRows}`
}

async function samplesOf(asked: Asked, name: string, options: CatalogOptions): Promise<JsonCell[][]> {
  return (await asked.rowsOf(samples(name, options))).map(shortened)
}

function shortened(row: Row): JsonCell[] {
  return row.map((cell) => cellToJson(cut(cell)))
}

function cut(cell: Cell): Cell {
  if (typeof cell === 'string' && cell.length > MAX_TEXT) return `${cell.slice(0, MAX_TEXT)}…`
  return cell instanceof Uint8Array ? cell.subarray(0, MAX_BYTES) : cell
}
