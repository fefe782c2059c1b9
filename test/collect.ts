/** Drives a verb to its report. */
import type { Flow } from '../src/model/event.ts'

export async function collect<Report>(flow: Flow<Report>): Promise<Report> {
  for (;;) {
    const step = await flow.next()
    if (step.done) return step.value
  }
}
