/** Runs what the solvers wrote for a new question, and holds it against its parent's query. */
import type { ColumnName, Ran, Trial } from '../../augment/pipeline.ts'
import { complexityOf } from '../../metrics/difficulty.ts'
import type { Difficulty } from '../../model/augment.ts'
import type { Catalog } from '../../model/catalog.ts'
import { engine } from '../../model/source.ts'
import { columnsUsed } from '../../sql/columns-used.ts'
import { parseSql, type SqlNode } from '../../sql/parse.ts'
import type { Desk } from '../answering/desk.ts'
import { type Classified, classify } from '../judging/classify.ts'
import type { Solution } from './solvers.ts'

/** A trial with what a person may want to see of it. */
export interface ShownTrial extends Trial {
  readonly classes: { readonly between?: string; readonly parent?: string }
  readonly messages: { readonly a?: string; readonly b?: string }
  readonly difficulty: Difficulty
}

export interface ToTry {
  readonly solutions: readonly [Solution, Solution]
  readonly parentSql: string | undefined
  readonly required: readonly ColumnName[]
}

export async function runTrial(
  { desk }: { readonly desk: Desk },
  { solutions, parentSql, required }: ToTry,
): Promise<ShownTrial> {
  const [a, b] = solutions.map((one) => one.sql)
  const [ranA, ranB] = await Promise.all([run(desk, a), run(desk, b)])
  const between = a !== undefined && b !== undefined ? await classified(desk, a, b) : undefined
  const child = ranA.ran === 'rows' || ranA.ran === 'empty' ? a : b
  const parent =
    child !== undefined && parentSql !== undefined ? await againstParent(desk, child, parentSql) : undefined
  const { catalog } = desk
  const scores = [a, b].map((sql) => structureOf(sql, catalog)).filter((score) => score !== undefined)
  return {
    a: ranA.ran,
    b: ranB.ran,
    ...(between ? { between: between.counted } : {}),
    ...(parent ? { parent: parent.said } : {}),
    structure: { child: structureOf(child, catalog), parent: structureOf(parentSql, catalog) },
    unused: required.filter((one) => [a, b].some((sql) => sql !== undefined && !uses(sql, one, catalog))),
    classes: {
      ...(between ? { between: between.class } : {}),
      ...(parent ? { parent: parent.class } : {}),
    },
    messages: { ...said('a', ranA.message), ...said('b', ranB.message) },
    difficulty: difficultyOf(scores),
  }
}

function said<Side extends string>(side: Side, message: string | undefined) {
  return message === undefined ? {} : ({ [side]: message } as Record<Side, string>)
}

async function run(desk: Desk, sql: string | undefined): Promise<{ ran: Ran; message?: string }> {
  if (sql === undefined) return { ran: 'none' }
  const { shipped } = await desk.instances()
  const came = await shipped.run(sql)
  if (came.kind !== 'rows') return { ran: 'failed', message: came.message }
  const empty = came.rows.every((row) => row.every((cell) => cell === null))
  return { ran: empty ? 'empty' : 'rows' }
}

async function classified(desk: Desk, a: string, b: string): Promise<Classified> {
  const { engine } = desk.source
  return classify({ a, b, engine }, await desk.instances())
}

/** Undefined where the parent's own query fails: it tells nothing then. */
async function againstParent(desk: Desk, child: string, parentSql: string) {
  if ((await run(desk, parentSql)).ran === 'failed') return undefined
  const { class: name, counted, shipped } = await classified(desk, child, parentSql)
  return { class: name, said: { counted, sameOnShipped: shipped.match } }
}

function structureOf(sql: string | undefined, catalog: Catalog): number | undefined {
  const statement = sql === undefined ? undefined : statementOf(sql, catalog)
  return statement && complexityOf(statement).score
}

function uses(sql: string, { table, column }: ColumnName, catalog: Catalog): boolean {
  const statement = statementOf(sql, catalog)
  if (!statement) return false
  return columnsUsed(statement, catalog).columns.some((one) => one.table === table && one.column === column)
}

function statementOf(sql: string, catalog: Catalog): SqlNode | undefined {
  const known = engine.safeParse(catalog.engine)
  const parsed = parseSql(sql, known.success ? known.data : 'sqlite')
  return parsed.kind === 'parsed' && parsed.statements.length === 1 ? parsed.statements[0] : undefined
}

/** By the larger structure of the solvers' queries. */
export function difficultyOf(scores: readonly number[]): Difficulty {
  if (scores.length === 0) return 'unknown'
  const most = Math.max(...scores)
  return most <= 2 ? 'simple' : most <= 5 ? 'medium' : 'hard'
}
