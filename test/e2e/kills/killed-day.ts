/** Lives a day undisturbed and again with kills, on either store, and says in what the two differ. */
import { join } from 'node:path'
import { ENGINES } from '../../contracts/store-engines.ts'
import { liveDay } from '../first-day/day.ts'
import type { DayPlan } from '../first-day/plans.ts'
import { type Killer, openTeam } from '../first-day/team.ts'
import { openDayPlace } from '../first-day/workspace.ts'
import { type Content, contentOf } from './day-content.ts'
import { killerAt, stopwatch, type Took } from './killer.ts'
import { heldAnswers } from './ledger.ts'
import { tableRows } from './table-rows.ts'

export type StoreName = keyof typeof ENGINES

/** What is left when a day is over. */
export interface Lived {
  readonly content: Content
  /** Rows of each table. */
  readonly rows: Readonly<Record<string, number>>
  /** How often the ledger holds an answer to each thing that was asked. */
  readonly held: Readonly<Record<string, number>>
  /** Answers that were given whole, and those of them that a kill kept from the ledger. */
  readonly given: number
  readonly lost: number
}

export async function liveOn(store: StoreName, plan: DayPlan, killer: Killer): Promise<Lived> {
  await using place = await openDayPlace(plan)
  await using fresh = await ENGINES[store]()
  const { location } = fresh
  const url = location.engine === 'postgres' ? location.url : ''
  const { workspace, server } = place
  const team = openTeam({ workspace, seed: plan.seed, env: { DATABASE_URL: url }, killer })
  const day = await liveDay(team, place)
  if (server.troubles.length > 0) throw new Error(server.troubles.join('\n'))
  const whole = server.answers.filter((one) => one.whole)
  const where = url === '' ? { file: join(workspace, '.concord', 'store.sqlite') } : { url }
  const held = await heldAnswers(where, whole)
  const stored = Object.values(held).reduce((sum, n) => sum + n, 0)
  const rows = await tableRows(where)
  return { content: contentOf(day), rows, held, given: whole.length, lost: whole.length - stored }
}

export interface Undisturbed extends Lived {
  readonly took: readonly Took[]
}

export async function liveUndisturbed(store: StoreName, plan: DayPlan): Promise<Undisturbed> {
  const watch = stopwatch()
  const lived = await liveOn(store, plan, watch)
  return { ...lived, took: watch.took }
}

export interface Killed extends Lived {
  /** One line a kill. */
  readonly kills: readonly string[]
}

export async function liveKilled(
  store: StoreName,
  plan: DayPlan,
  { points, seed, took }: { points: number; seed: number; took: readonly Took[] },
): Promise<Killed> {
  const killer = killerAt(points, { took, seed })
  const lived = await liveOn(store, plan, killer)
  return { ...lived, kills: killer.killed }
}
