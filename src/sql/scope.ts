/** What can be named at one place of a query: its relations, its aliases, and what lies around it. */
import type { Table } from '../model/catalog.ts'
import type { Fields, SqlNode } from './parse.ts'
import { fieldsOf, isRecord } from './walk.ts'

export type Meaning =
  /** A column of a table, both as the catalog spells them. */
  | { readonly kind: 'column'; readonly table: string; readonly column: string }
  /** The row's number in SQLite where no column bears it. */
  | { readonly kind: 'rowid'; readonly table: string }
  /** An output of a CTE, a subquery in FROM or a set operation: what it reads is counted where it is made. */
  | { readonly kind: 'output' }
  /** Another name for an output of the same SELECT. */
  | { readonly kind: 'alias'; readonly expression: SqlNode }
  /** SQLite's "text" in double quotes that is no column. */
  | { readonly kind: 'text' }
  | { readonly kind: 'unresolved' }

/** A table, subquery or CTE in a FROM. */
export interface Relation {
  /** The name that columns are qualified with, lower case. */
  readonly name?: string | undefined
  /** The catalog's table; absent for what is made in the query and what the catalog lacks. */
  readonly table?: Table | undefined
  /** Output names of a subquery or CTE, lower case; undefined where they are not known. */
  readonly outputs?: readonly string[] | undefined
}

/** CTEs that can be named, lower case, with their outputs. */
export type Ctes = ReadonlyMap<string, readonly string[] | undefined>

/** One SELECT and the SELECTs around it. */
export interface Scope {
  readonly relations: Relation[]
  /** Output aliases of the SELECT, lower case. */
  readonly aliases: Map<string, SqlNode>
  readonly ctes: Ctes
  readonly parent: Scope | undefined
}

const ROWID = new Set(['rowid', 'oid', '_rowid_'])

/**
 * What a column's name means, looking from the inside out.
 *
 * @param content the fields of a `column` node
 */
export function meaningOf(content: Fields, from: Scope): Meaning {
  const name = nameOf(content.name) ?? ''
  const qualifier = nameOf(content.table)
  for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
    const relations = scope.relations.filter(
      (relation) => qualifier === undefined || relation.name === qualifier,
    )
    const found = relations.find((relation) => has(relation, name))
    if (found?.table) return { kind: 'column', table: found.table.name, column: columnOf(found.table, name)! }
    if (found) return { kind: 'output' }
    const alias = qualifier === undefined ? scope.aliases.get(name) : undefined
    if (alias) return { kind: 'alias', expression: alias }
    const numbered = ROWID.has(name) ? relations.find(({ table }) => table) : undefined
    if (numbered?.table) return rowid(numbered.table)
    if (relations.some(({ table, outputs }) => !table && !outputs)) return { kind: 'unresolved' }
    if (qualifier !== undefined && relations.length > 0) return { kind: 'unresolved' }
  }
  return quoted(content) && qualifier === undefined ? { kind: 'text' } : { kind: 'unresolved' }
}

/** SQLite's row number is the column that is an INTEGER PRIMARY KEY, if there is one. */
function rowid(table: Table): Meaning {
  const key = table.columns.find((column) => column.name === table.primaryKey[0])
  const isKey = table.primaryKey.length === 1 && key?.type.toLowerCase() === 'integer'
  return isKey
    ? { kind: 'column', table: table.name, column: key.name }
    : { kind: 'rowid', table: table.name }
}

export function has({ table, outputs }: Relation, name: string): boolean {
  return table ? columnOf(table, name) !== undefined : (outputs?.includes(name) ?? false)
}

export function columnOf(table: Table, name: string): string | undefined {
  return table.columns.find((column) => column.name.toLowerCase() === name)?.name
}

export function columnsOf(relations: readonly Relation[]): string[] {
  return relations.flatMap(({ table, outputs }) =>
    table ? table.columns.map((column) => column.name.toLowerCase()) : (outputs ?? []),
  )
}

/** The names that a SELECT gives to what reads from it; undefined where a star hides them. */
export function outputNames(outputs: readonly unknown[], scope: Scope): string[] | undefined {
  const names: string[] = []
  for (const output of outputs) {
    const star = fieldsOf(output, 'star')
    if (star) {
      const wanted = nameOf(star.table)
      const relations = scope.relations.filter(({ name }) => wanted === undefined || name === wanted)
      if (relations.some(({ table, outputs: known }) => !table && !known)) return undefined
      names.push(...columnsOf(relations))
    } else {
      const name = nameOf(fieldsOf(output, 'alias')?.alias ?? fieldsOf(output, 'column')?.name)
      if (name) names.push(name)
    }
  }
  return names
}

/** The lower-case name of an identifier node `{ name, quoted }`; undefined where there is none. */
export function nameOf(identifier: unknown): string | undefined {
  return isRecord(identifier) && typeof identifier.name === 'string' && identifier.name !== ''
    ? identifier.name.toLowerCase()
    : undefined
}

function quoted(content: Fields): boolean {
  return isRecord(content.name) && content.name.quoted === true
}
