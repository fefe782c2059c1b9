/** A recording: one answer a line (JSONL), looked up by its readable label, written one whole line at a time. */
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs'
import { z } from 'zod'
import { reply, type StoredCall } from '../model/call.ts'
import { messageOf, UserError } from '../model/errors.ts'

const recordedAnswer = z.object({
  kind: z.literal('answer'),
  text: z.string().default(''),
  toolCalls: z
    .array(
      z.object({
        id: z.string().default(''),
        name: z.string(),
        /** JSON as text, or for authored lines the object itself. */
        arguments: z
          .union([z.string(), z.record(z.string(), z.unknown())])
          .transform((given) => (typeof given === 'string' ? given : JSON.stringify(given))),
      }),
    )
    .default([]),
  finish: z.enum(['stop', 'tool-calls', 'length', 'other']).default('stop'),
  usage: z
    .object({
      inputTokens: z.number().int(),
      outputTokens: z.number().int(),
      estimated: z.boolean().optional(),
    })
    .default({ inputTokens: 0, outputTokens: 0, estimated: true }),
})

/** One line of a recording. */
export const recordingLine = z.object({
  /** See `labelText`. */
  label: z.string().min(1),
  /** Of the prompt that it answered; absent on authored lines, which fit any prompt. */
  promptHash: z.string().optional(),
  reply: z.union([recordedAnswer, reply]),
  /** The model that answered. */
  model: z.string().optional(),
  at: z.string().optional(),
})
export type RecordingLine = z.infer<typeof recordingLine>
/** A line as an author may write it, with what is usual left out. */
export type RecordingSpec = z.input<typeof recordingLine>

/**
 * Reads a recording; of several lines with one label the last counts, and a last line without its end (a process
 * was killed) is left out.
 *
 * @throws {UserError} if the file is not there or a line cannot be read
 */
export function readRecording(file: string): Map<string, RecordingLine> {
  if (!existsSync(file)) {
    throw new UserError(
      `Cannot read the recording "${file}": there is no such file`,
      'See "file" of the model in concord.yaml; --record FILE writes one from a live run',
    )
  }
  const lines = new Map<string, RecordingLine>()
  for (const [i, text] of wholeLines(readFileSync(file, 'utf8')).entries()) {
    if (!text.trim()) continue
    const line = parseLine(text, `${file} line ${i + 1}`)
    lines.set(line.label, line)
  }
  return lines
}

function wholeLines(text: string): string[] {
  return text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
}

function parseLine(text: string, place: string): RecordingLine {
  try {
    return recordingLine.parse(JSON.parse(text))
  } catch (thrown) {
    const why =
      thrown instanceof z.ZodError ? z.prettifyError(thrown).replace(/\s+/g, ' ') : messageOf(thrown)
    throw new UserError(`Cannot read ${place} as a recorded answer: ${why}`, undefined, { cause: thrown })
  }
}

export interface Recorder {
  /** Adds an answer unless the recording has it for the same prompt. */
  add(call: StoredCall): void
}

/** Opens a recording to add to; a half line that a killed process left is taken off. */
export function openRecorder(file: string): Recorder {
  const known = new Map<string, string | undefined>()
  if (existsSync(file)) {
    const text = readFileSync(file)
    truncateSync(file, text.lastIndexOf(0x0a) + 1)
    for (const line of readRecording(file).values()) known.set(line.label, line.promptHash)
  }
  return {
    add({ label, promptHash, reply, model, at }) {
      if (known.get(label) === promptHash) return
      known.set(label, promptHash)
      appendFileSync(file, `${JSON.stringify({ label, promptHash, reply, model, at })}\n`)
    },
  }
}
