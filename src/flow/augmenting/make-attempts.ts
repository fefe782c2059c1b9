/** Makes the attempts of a stage that are missing, many at once and shared with other processes, and stores what comes of each. */
import { refutedByCompany } from '../../augment/semantic.ts'
import { sharedWork } from '../../jobs/shared-work.ts'
import type { Flow } from '../../model/event.ts'
import { leasedItems } from '../../store/leases.ts'
import { proofMarks } from '../../store/proofs.ts'
import { getQuestion } from '../../store/questions.ts'
import type { Db } from '../../store/tables.ts'
import { type Attempted, makeAttempt } from './attempt.ts'
import { type Gathering, gather } from './company.ts'
import type { AugmentBench, Crew } from './crew.ts'
import { keepProof, proofOf } from './keep.ts'
import { knownSql } from './known-sql.ts'
import type { NewStage } from './new-stage.ts'
import { Unreached } from './solvers.ts'
import { nextTasks, standingOf, type Task, taskKey } from './task.ts'

/** A stage that is being made. */
export interface Making {
  readonly made: NewStage
  readonly crew: Crew
  /** Every attempt in its order, from the beginning at each call. */
  readonly order: () => Iterable<Task>
  /** Questions wanted. */
  readonly count: number
  /** A parent gives one question at most. */
  readonly once: boolean
}

/** The attempts that come next; none if the stage has all that is wanted or can be had. */
export async function upcoming(db: Db, { made, order, count, once }: Making): Promise<Task[]> {
  const marks = await proofMarks(db, made.stage.name)
  return nextTasks(order(), standingOf(marks), { count, once })
}

export interface Made {
  /** Attempts that were stored. */
  readonly stored: number
  /** A model could not be reached. */
  readonly stopped: boolean
}

/** Makes attempts, at most `limit`, until nothing is left that another process does not hold. */
export async function* makeAttempts(bench: AugmentBench, making: Making, limit: number): Flow<Made> {
  const { crew, made } = making
  const { pipeline, stage, writer, desks } = crew
  const databases = [...new Set(made.parents.map((one) => one.db))]
  const company =
    pipeline.effect === 'adds' ? await gather(bench.store.db, { stage, databases, desks }) : null
  const trouble: Trouble = { times: 0 }
  const by = `model:${writer.name}`
  let stored = 0
  // What came is stored in the order of the draw, so that of two that repeat each other the later one is refuted.
  for await (const attempted of attempting(bench, making, { limit, trouble })) {
    if (!attempted) continue
    const final = company ? await inCompany(attempted, { company, crew }) : attempted
    const proof = proofOf(final, { stage, pipeline: pipeline.name, by })
    if ((await keepProof(bench, proof, by)) !== undefined) stored++
    yield { type: 'progress', label: `Trying ${pipeline.name}`, done: stored }
  }
  const { message, times } = trouble
  if (message !== undefined) {
    const often = times > 1 ? `, ${times} times` : ''
    yield { type: 'note', text: `A model could not be reached${often}: ${message}` }
  }
  return { stored, stopped: isAway(trouble, crew) }
}

/** Attempts for which a model could not be reached, with the first reason. */
interface Trouble {
  times: number
  message?: string
}

/** A server that was away so often is not asked for the rest. */
function isAway({ times }: Trouble, { writer }: Crew): boolean {
  return times >= Math.max(4, 2 * writer.concurrency)
}

/** The attempts under leases; undefined for one whose model could not be reached. */
function attempting(
  { store, clock }: AugmentBench,
  making: Making,
  { limit, trouble }: { readonly limit: number; readonly trouble: Trouble },
): AsyncGenerator<Attempted | undefined, void> {
  const { crew } = making
  const kind = `augment:${crew.stage}`
  const tasks = new Map<string, Task>()
  return sharedWork(store, {
    kind,
    width: Math.max(...[crew.writer, ...crew.solvers].map((one) => one.concurrency)),
    limit,
    clock,
    async find(db, count, now) {
      if (isAway(trouble, crew)) return []
      const leased = await leasedItems(db, { kind, now })
      const free = (await upcoming(db, making)).filter((task) => !leased.has(taskKey(task)))
      return free.slice(0, count).map((task) => {
        tasks.set(taskKey(task), task)
        return taskKey(task)
      })
    },
    async work(key) {
      try {
        return await oneAttempt(store.db, crew, tasks.get(key)!)
      } catch (thrown) {
        if (!(thrown instanceof Unreached)) throw thrown
        trouble.times++
        trouble.message ??= thrown.message
        return undefined
      }
    },
  })
}

async function oneAttempt(db: Db, crew: Crew, task: Task): Promise<Attempted> {
  const parent = (await getQuestion(db, task.parent))!
  const parentSql = (await knownSql(db, [task.parent])).get(task.parent)
  return makeAttempt(crew, task, { parent, parentSql })
}

/** A proven question that repeats one of its stage, or reaches nothing new, is refuted after all. */
async function inCompany(
  attempted: Attempted,
  { company, crew }: { company: Gathering; crew: Crew },
): Promise<Attempted> {
  const { outcome, text, task, evidence } = attempted
  if (text === undefined || outcome === 'refuted') return attempted
  const { catalog } = await crew.desks.of(task.db)
  const sql = typeof evidence.sql === 'string' ? evidence.sql : undefined
  const one = { db: task.db, text, sql }
  const met = company.meet(one, catalog)
  const reason = refutedByCompany(met)
  const refuted = outcome === 'proven' ? reason : met.sameWords ? 'duplicate' : undefined
  if (refuted !== undefined) return { ...attempted, outcome: 'refuted', reason: refuted }
  if (outcome === 'proven') company.join(one, catalog)
  return attempted
}
