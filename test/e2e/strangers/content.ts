/** What a workspace's store holds, without times and order of arrival: equal for equal work, whoever did it. */
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'

/** Tables whose rows say when, how often or by which process something was done, and nothing else. */
const PASSING = new Set(['leases', 'concord_migrations', 'traces'])
/** Columns that hold a time, a number of arrival, or an id with a time in it. */
const TIMES = new Set(['seq', 'at', 'added_at', 'elapsed_ms'])

/** Every table's rows as sorted lines. */
export function contentOf(workspace: string): Record<string, string[]> {
  using store = new DatabaseSync(join(workspace, '.concord', 'store.sqlite'), { readOnly: true })
  const names = store.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as {
    name: string
  }[]
  const tables = names
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('sqlite_') && !PASSING.has(name))
  return Object.fromEntries(
    tables.map((table) => {
      const rows = store.prepare(`SELECT * FROM "${table}"`).all() as Record<string, unknown>[]
      return [table, rows.map((row) => lineOf(table, row)).sort()]
    }),
  )
}

function lineOf(table: string, row: Record<string, unknown>): string {
  const kept = Object.entries(row).filter(
    ([name]) =>
      !TIMES.has(name) && !(table === 'calls' && name === 'id') && !(table === 'sources' && name === 'url'),
  )
  return JSON.stringify(Object.fromEntries(kept.map(([name, value]) => [name, timeless(value)])))
}

/** Times inside JSON, such as those of an observation, and ids of tool calls that a server drew. */
function timeless(value: unknown): unknown {
  if (typeof value !== 'string') return value
  return value
    .replace(/"elapsedMs":[\d.]+/g, '"elapsedMs":0')
    .replace(/call_[a-z0-9]+_/g, 'call_')
    .replace(/in \d+(\.\d+)? ms/g, 'in 0 ms')
}
