/** `concord query`: one read-only query in the sandbox, as a table for people or one JSON document. */
import { InvalidArgumentError } from 'commander'
import { query } from '../../flow/query.ts'
import { rowToJson } from '../../model/cell.ts'
import { DEFAULT_LIMITS, type Execution, type ExecutionJson } from '../../model/execution.ts'
import type { CommandModule } from '../command.ts'
import { tableText } from '../table.ts'

interface QueryOptions {
  readonly sql: string
  readonly timeoutMs: number
  readonly maxRows: number
  readonly memoryMb: number
}

const command: CommandModule = {
  configure(command, act) {
    command
      .argument('<url>', 'the database: sqlite:FILE')
      .requiredOption('--sql <sql>', 'one read-only query')
      .option('--timeout-ms <n>', 'CPU time it may take', positive, DEFAULT_LIMITS.timeoutMs)
      .option('--max-rows <n>', 'rows to keep', positive, DEFAULT_LIMITS.maxRows)
      .option('--memory-mb <n>', 'memory it may take', positive, DEFAULT_LIMITS.memoryMb)
      .action(
        act<QueryOptions>(async ({ terminal, options, args: [url] }) => {
          const { sql, timeoutMs, maxRows, memoryMb } = options
          const execution = await query(url!, sql, { timeoutMs, maxRows, memoryMb })
          terminal.result(toJson(execution), () => toText(execution))
          if (!terminal.json) terminal.note(noteOf(execution))
          return execution.kind === 'rows' ? 0 : 1
        }),
      )
  },
}
export default command

function toJson(execution: Execution): ExecutionJson {
  if (execution.kind !== 'rows') {
    const { kind, message, elapsedMs } = execution
    return { kind, message, elapsedMs }
  }
  return { ...execution, columns: [...execution.columns], rows: execution.rows.map(rowToJson) }
}

const SAYING = { error: 'Error', timeout: 'Timeout', memory: 'Memory', refused: 'Refused' } as const

function toText(execution: Execution): string {
  if (execution.kind === 'rows') return tableText(execution, { colour: process.stdout.isTTY })
  return `${SAYING[execution.kind]}: ${execution.message}`
}

function noteOf(execution: Execution): string {
  const time = `${Math.round(execution.elapsedMs)} ms`
  if (execution.kind !== 'rows') return time
  const rows = `${execution.rowCount.toLocaleString('en-US')} ${execution.rowCount === 1 ? 'row' : 'rows'}`
  return execution.truncated
    ? `The first ${rows} · ${time} · there are more: --max-rows`
    : `${rows} · ${time}`
}

function positive(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new InvalidArgumentError('Wanted a whole number above 0')
}
