/** What a database holds: tables, columns, keys, what people said of them, and what their values look like. */
import { z } from 'zod'

const cell = z.union([z.null(), z.number(), z.string(), z.boolean(), z.object({ base64: z.string() })])

/** What the values of a column look like. Shares are of all rows, in 0..1. */
export const valueProfile = z.object({
  rows: z.number().int(),
  nulls: z.number().int(),
  distinct: z.number().int(),
  min: cell.optional(),
  max: cell.optional(),
  /** The most frequent values, most frequent first, ties by value; at most ten. */
  common: z.array(z.object({ value: cell, count: z.number().int() })),
  /** True if the figures come from a sample of a huge table. */
  sampled: z.boolean(),
})
export type ValueProfile = z.infer<typeof valueProfile>

export const column = z.object({
  name: z.string(),
  /** The declared type, as written; '' where none is declared. */
  type: z.string(),
  nullable: z.boolean(),
  /** 1-based place in the primary key; 0 if the column is not part of it. */
  primaryKey: z.number().int(),
  description: z.string().optional(),
  profile: valueProfile.optional(),
})
export type Column = z.infer<typeof column>

export const foreignKey = z.object({
  columns: z.array(z.string()),
  table: z.string(),
  referencedColumns: z.array(z.string()),
})
export type ForeignKey = z.infer<typeof foreignKey>

export const table = z.object({
  name: z.string(),
  kind: z.enum(['table', 'view']),
  columns: z.array(column),
  primaryKey: z.array(z.string()),
  uniqueKeys: z.array(z.array(z.string())),
  foreignKeys: z.array(foreignKey),
  rowCount: z.number().int(),
  description: z.string().optional(),
  /** The first rows as JSON cells, in the order of `columns`. */
  sampleRows: z.array(z.array(cell)),
})
export type Table = z.infer<typeof table>

/** The identity of a database: what it holds, not what it is called. */
export const fingerprint = z.object({
  hash: z.string(),
  /** `content`: schema and every row · `sample`: schema, row counts and a seeded sample (live or huge databases). */
  of: z.enum(['content', 'sample']),
})
export type Fingerprint = z.infer<typeof fingerprint>

export const catalog = z.object({
  engine: z.string(),
  tables: z.array(table),
  fingerprint,
})
export type Catalog = z.infer<typeof catalog>
