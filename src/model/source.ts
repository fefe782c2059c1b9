/** A database under study, as a workspace knows it. */
import { z } from 'zod'
import { UserError } from './errors.ts'

export const engine = z.enum(['sqlite', 'duckdb', 'postgres', 'mysql'])
export type EngineName = z.infer<typeof engine>

/** What of a source may leave the machine for a hosted model: names only, names with masked values, or rows too. */
export const egress = z.enum(['schema', 'masked', 'rows'])
export type Egress = z.infer<typeof egress>

export const split = z.enum(['train', 'test'])
export type Split = z.infer<typeof split>

export const source = z.object({
  /** The `db_id` inside the workspace. */
  name: z.string().min(1),
  /** Never with a password: that stays in the environment. */
  url: z.string(),
  engine,
  dataset: z.string(),
  split,
  egress,
  addedAt: z.string(),
})
export type Source = z.infer<typeof source>

const MAX_NAME = 200

/**
 * Why a text cannot name a source, going on from the name (`it is empty`); undefined if it can. Anything that people
 * call a database will do, but no path and nothing that cannot be seen, since a name stands in file names and tables.
 */
export function nameProblem(name: string): string | undefined {
  if (name.trim() === '') return 'it is empty'
  if (name !== name.trim()) return 'it begins or ends with a space'
  if (/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(name)) return 'it holds a control character'
  if (/[/\\]/.test(name) || /^\.+$/.test(name)) return 'it is a path'
  return name.length > MAX_NAME ? `it is longer than ${MAX_NAME} characters` : undefined
}

const ENGINES: Readonly<Record<string, EngineName>> = {
  'sqlite:': 'sqlite',
  'duckdb:': 'duckdb',
  'postgres:': 'postgres',
  'postgresql:': 'postgres',
  'mysql:': 'mysql',
  'mariadb:': 'mysql',
}

/**
 * The engine that a source URL names (`sqlite:FILE`, `duckdb:FILE`, `postgres://…`, `mysql://…`).
 *
 * @throws {UserError} if the URL names none
 */
export function engineOf(url: string): EngineName {
  const scheme = /^[a-z]+:/i.exec(url)?.[0].toLowerCase() ?? ''
  const found = ENGINES[scheme]
  if (found) return found
  throw new UserError(
    `Cannot read the source URL "${withoutPassword(url)}": it names no engine that Concord knows`,
    'Write sqlite:FILE, duckdb:FILE, postgres://… or mysql://…',
  )
}

/** A URL with its password, and anything in its query string that looks like a secret, taken out. */
export function withoutPassword(url: string): string {
  return url
    .replace(/^([a-z]+:\/\/[^:/?#@]*):.*@(?=[^@]*$)/i, '$1@')
    .replace(/([?&](?:password|passwd|pwd|secret|token|sslpassword)=)[^&#]*/gi, '$1')
}
