/** What a command prints: results to stdout, everything else to stderr; JSON for machines, lines and progress for people. */
import type { Flow, FlowEvent } from '../model/event.ts'
import { escapedLines, jsonLine } from './escape.ts'
import { openProgress } from './progress.ts'

export interface TerminalOptions {
  readonly json: boolean
  readonly quiet: boolean
}

export interface Terminal {
  readonly json: boolean
  /** The command's result: one JSON document with `--json`, else the text for people. */
  result(document: unknown, text: () => string): void
  /** One line of a stream command. */
  line(document: unknown, text: () => string): void
  /** A sentence for a person; on stderr, silent with `--quiet`. */
  note(text: string): void
  /** Drives a verb to its report, showing its progress. */
  follow<Report>(flow: Flow<Report>): Promise<Report>
}

/** Whatever is printed here is escaped: a text from a database, a file or a model gives the terminal no commands. */
export function openTerminal({ json, quiet }: TerminalOptions): Terminal {
  const colour = process.stdout.isTTY ?? false
  const print = (document: unknown, text: () => string) =>
    void process.stdout.write(`${json ? jsonLine(document) : escapedLines(text(), { colour })}\n`)
  const note = (text: string) => {
    if (!quiet) process.stderr.write(`${escapedLines(text)}\n`)
  }
  return {
    json,
    result: print,
    line: print,
    note,
    async follow(flow) {
      const progress = quiet ? undefined : openProgress(onStderr())
      try {
        while (true) {
          const step = await flow.next()
          if (step.done) return step.value
          show(step.value)
        }
      } finally {
        progress?.end()
      }

      function show(event: FlowEvent): void {
        if (event.type === 'progress') progress?.show(event)
        else {
          progress?.clear()
          note(event.text)
        }
      }
    },
  }
}

function onStderr() {
  const { stderr } = process
  return {
    write: (text: string) => void stderr.write(text),
    columns: stderr.isTTY ? (stderr.columns ?? 80) : undefined,
    clock: Date.now,
  }
}
