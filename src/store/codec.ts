/** Nouns as rows and back: lists and objects as JSON text, true and false as 1 and 0, what is absent as NULL. */
import type { z } from 'zod'

type Column<V> = V extends null | undefined
  ? null
  : V extends boolean
    ? number
    : V extends string | number
      ? V
      : string

/** The row of a noun: its members under their own names (the database has them in snake case). */
export type Row<T> = { [K in keyof T]-?: unknown extends T[K] ? string : Column<T[K]> }

export interface Codec<T> {
  toRow(value: T): Row<T>
  /** Members that are no part of the noun are left out. */
  fromRow(row: object): T
}

type Kind = 'json' | 'boolean' | 'plain'

/** The codec of a noun, read from its schema. */
export function codecOf<S extends z.ZodObject>(schema: S): Codec<z.infer<S>> {
  const members = Object.entries(schema.shape).map(([name, type]) => ({ name, ...kindOf(type as z.ZodType) }))
  return {
    toRow(value) {
      const from = value as Record<string, unknown>
      return Object.fromEntries(members.map((one) => [one.name, write(from[one.name], one.kind)])) as never
    },
    fromRow(row) {
      const from = row as Record<string, unknown>
      const held = members.map((one) => [one.name, read(from[one.name], one.kind), one.optional] as const)
      return Object.fromEntries(held.filter(([, value, optional]) => !(optional && value === null))) as never
    },
  }
}

function kindOf(type: z.ZodType): { kind: Kind; optional: boolean } {
  let inner = type
  let optional = false
  while (['optional', 'nullable', 'default'].includes(inner.def.type)) {
    optional ||= inner.def.type === 'optional'
    inner = (inner as z.ZodOptional<z.ZodType>).unwrap()
  }
  if (inner.def.type === 'boolean') return { kind: 'boolean', optional }
  const plain = ['string', 'number', 'int', 'enum', 'literal'].includes(inner.def.type)
  return { kind: plain ? 'plain' : 'json', optional }
}

/** A NUL character, which PostgreSQL takes in no text and SQLite's driver ends one at, becomes U+FFFD on either store. */
function write(value: unknown, kind: Kind): unknown {
  if (value === null || value === undefined) return null
  if (kind === 'boolean') return value ? 1 : 0
  if (kind === 'json') return JSON.stringify(value)
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value
}

function read(value: unknown, kind: Kind): unknown {
  if (value === null || value === undefined) return null
  if (kind === 'boolean') return Number(value) === 1
  return kind === 'json' ? JSON.parse(value as string) : value
}
