/** Writes a recording, or the plan beside it, whole: one line of JSON each. */
import type { RecordingSpec } from '../../llm/recording.ts'
import { openAtomicFile } from '../outputs/atomic-file.ts'

export type { RecordingSpec }

/** @throws {UserError} if the file cannot be written */
export async function writeLines(path: string, lines: readonly unknown[]): Promise<void> {
  await using file = await openAtomicFile(path)
  for (const line of lines) await file.write(`${JSON.stringify(line)}\n`)
  await file.commit()
}
