/** Which table of which FROM a column belongs to, as far as the text alone can tell. */
import type { Fields } from './parse.ts'
import { fieldsOf, isRecord, nodeOf, walk } from './walk.ts'

/** The sources of one SELECT, in the order of its FROM. */
export interface Scope {
  /** How many SELECTs lie around it. */
  readonly depth: number
  /** Alias or name of each source in lower case; undefined for one without. */
  readonly sources: readonly (string | undefined)[]
  /** Output aliases in lower case. */
  readonly aliases: ReadonlySet<string>
  /** Some bare name in this SELECT could mean an output alias. */
  readonly aliasesUsed: boolean
}

/** The scope that a SELECT opens. */
export function scopeOf(select: Fields, depth: number): Scope {
  const from = isRecord(select.from) ? (select.from.expressions as readonly unknown[]) : []
  const joins = (select.joins as readonly Fields[]).map((join) => join.this)
  const aliases = aliasesOf(select.expressions as readonly unknown[])
  return {
    depth,
    sources: [...from, ...joins].map(sourceName),
    aliases,
    aliasesUsed: namesAny(select, aliases),
  }
}

function aliasesOf(outputs: readonly unknown[]): ReadonlySet<string> {
  return new Set(outputs.flatMap((output) => nameIn(fieldsOf(output, 'alias')?.alias) ?? []))
}

function sourceName(source: unknown): string | undefined {
  const node = nodeOf(source)
  if (!node) return undefined
  return nameIn(node.fields.alias) ?? (node.kind === 'table' ? nameIn(node.fields.name) : undefined)
}

function nameIn(value: unknown): string | undefined {
  return isRecord(value) && typeof value.name === 'string' ? value.name.toLowerCase() : undefined
}

function namesAny(select: Fields, aliases: ReadonlySet<string>): boolean {
  let found = false
  walk(Object.values(select), (kind, fields) => {
    if (kind === 'column' && fields.table === null && aliases.has(nameIn(fields.name) ?? '')) found = true
  })
  return found
}

/**
 * The place of a column's table, such as `0.1`: the second source of the outermost SELECT. A bare name belongs to the
 * innermost FROM if that has a single source; where it could be an output alias, or has no clear place, undefined.
 */
export function tableOf(
  table: string | undefined,
  name: string,
  scopes: readonly Scope[],
): string | undefined {
  if (table === undefined) return ofBareName(name, scopes[0])
  const wanted = table.startsWith('"') ? (JSON.parse(table) as string).toLowerCase() : table.toLowerCase()
  for (const { depth, sources } of scopes) {
    const places = sources.flatMap((source, place) => (source === wanted ? [place] : []))
    if (places.length > 1) return undefined
    if (places.length === 1) return `${depth}.${places[0]}`
  }
  return undefined
}

function ofBareName(name: string, scope: Scope | undefined): string | undefined {
  if (scope?.sources.length !== 1 || name.startsWith('"') || scope.aliases.has(name)) return undefined
  return `${scope.depth}.0`
}
