/** One attempt of a pipeline: which question it starts from, over which database, and what it must use. */
import type { ColumnName } from '../../augment/pipeline.ts'
import type { PlannedDraw } from '../../model/stage.ts'
import type { proofMarks } from '../../store/proofs.ts'

export interface Task extends PlannedDraw {
  readonly required: ColumnName[]
}

/** What the store holds of a stage's attempts. */
export type Marks = Awaited<ReturnType<typeof proofMarks>>

export function taskKey({ parent, attempt }: Pick<Task, 'parent' | 'attempt'>): string {
  return `${parent}/${attempt}`
}

export interface Standing {
  /** The attempts that were made. */
  readonly tried: ReadonlySet<string>
  /** Parents with an accepted question, or one that waits for a person. */
  readonly taken: ReadonlySet<string>
  /** How many questions are accepted or wait for a person. */
  readonly held: number
}

/** What the marks say; a person's word on an undecided attempt replaces it. */
export function standingOf(marks: Marks): Standing {
  const settled = new Set(marks.map((one) => one.settles))
  const holding = marks.filter(
    ({ id, outcome }) =>
      outcome === 'proven' || outcome === 'accepted' || (outcome === 'undecided' && !settled.has(id)),
  )
  return {
    tried: new Set(marks.map(taskKey)),
    taken: new Set(holding.map((one) => one.parent)),
    held: holding.length,
  }
}

/**
 * The attempts that come next: as many as questions are still wanted, in the order of the draw. Since no more are
 * begun than are wanted, the same attempts are made however a run is interrupted or shared.
 *
 * @param once a parent gives one question at most
 */
export function nextTasks(
  order: Iterable<Task>,
  { tried, taken, held }: Standing,
  { count, once }: { readonly count: number; readonly once: boolean },
): Task[] {
  const wanted = count - held
  const next: Task[] = []
  const begun = new Set<string>()
  if (wanted <= 0) return next
  for (const task of order) {
    if (tried.has(taskKey(task)) || (once && (taken.has(task.parent) || begun.has(task.parent)))) continue
    begun.add(task.parent)
    next.push(task)
    if (next.length >= wanted) break
  }
  return next
}
