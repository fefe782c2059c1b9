/** One step of the demo: verbs at work, and the line that says what came of them. */
import type { Flow } from '../../model/event.ts'
import type { Workbench } from '../../workbench.ts'

/** What every step works with. */
export type Bench = Omit<Workbench, typeof Symbol.asyncDispose>

/** The same workbench, with another person acting. */
export function actingAs(bench: Bench, person: string): Bench {
  return { ...bench, models: bench.models, person }
}

/** Drives a verb: how far it has come is shown, its notes to a person at a terminal are not. */
export async function* working<Report>(flow: Flow<Report>): Flow<Report> {
  while (true) {
    const step = await flow.next()
    if (step.done) return step.value
    const { value } = step
    if (value.type === 'progress' && value.total !== undefined) yield value
  }
}

/**
 * A step with its line: `Rounds     45 questions …   1.2 s`.
 *
 * @param work returns the report and what is to be told of it
 */
export async function* step<Report>(
  name: string,
  work: Flow<{ readonly report: Report; readonly told: string }>,
): Flow<Report> {
  const began = performance.now()
  const { report, told } = yield* work
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  yield { type: 'note', text: `${name.padEnd(12)}${told.padEnd(58)}${`${seconds} s`.padStart(8)}` }
  return report
}
