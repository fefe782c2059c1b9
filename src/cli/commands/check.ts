/** `concord check`: pairs against the rules, one line an item; for people a listing and a table of rates. */
import { Option } from 'commander'
import { check } from '../../flow/check.ts'
import { UsageError } from '../../model/errors.ts'
import type { CheckLine, CheckReport, Finding, Severity } from '../../model/finding.ts'
import { blocks, severity } from '../../model/finding.ts'
import type { CommandModule } from '../command.ts'

interface Options {
  readonly pairs: string
  readonly format?: string
  readonly split?: string
  readonly databases?: string
  readonly source?: string
  readonly guidelines?: string
  readonly waivers?: string
  readonly suite: boolean
  readonly probes: boolean
  readonly show: Severity
  readonly failOn?: 'block' | 'warn'
}

export default {
  configure(command, act) {
    command
      .requiredOption('--pairs <pairs>', 'the pairs, in any format that concord formats lists')
      .option('--databases <folder>', 'a folder with <db_id>/<db_id>.sqlite')
      .option('--source <url>', 'one database that every pair is over, such as sqlite:FILE')
      .option('--format <format>', 'the format of the pairs (default: by their content)')
      .option('--split <split>', 'only the pairs of this split')
      .option('--guidelines <file>', 'text that counts as said with every question')
      .option('--waivers <file>', 'what may pass: { "rule", "reason", "id"? } a line')
      .option('--suite', 'also run each query on every instance of its database', false)
      .option('--probes', 'also swap the values of each query and look up its keys', false)
      .addOption(
        new Option('--show <severity>', 'list findings from this severity on')
          .choices(severity.options)
          .default('warn'),
      )
      .addOption(
        new Option('--fail-on <severity>', 'exit 1 if there is such a finding').choices(['block', 'warn']),
      )
      .action(
        act<Options>(async ({ terminal, options }) => {
          let failed = false
          const report = await terminal.follow(
            check({
              ...options,
              databases: databasesOf(options),
              onLine(line, pair) {
                failed ||= line.findings.some((finding) => fails(finding, options.failOn))
                const text = textOf(line, pair?.sql ?? '', options.show)
                if (terminal.json || text !== '') terminal.line(line, () => text)
              },
            }),
          )
          if (terminal.json) terminal.note(summaryOf(report))
          else terminal.result(report, () => `${tableOf(report)}\n${summaryOf(report)}`)
          return failed ? 1 : 0
        }),
      )
  },
} satisfies CommandModule

function databasesOf({ databases, source }: Options): { folder: string } | { source: string } {
  if (databases !== undefined && source === undefined) return { folder: databases }
  if (source !== undefined && databases === undefined) return { source }
  const given = databases === undefined ? 'neither was' : 'both were'
  throw new UsageError(`Wanted either --databases FOLDER or --source URL: ${given} given`)
}

function fails(finding: Finding, failOn: Options['failOn']): boolean {
  if (failOn === undefined) return false
  return blocks(finding) || (failOn === 'warn' && finding.severity === 'warn' && finding.waived === undefined)
}

/** An item with its findings, `''` if there is none to show. */
function textOf({ id, findings, skipped }: CheckLine, sql: string, show: Severity): string {
  if (skipped !== undefined) return `${id}\n  not checked: ${skipped}\n`
  const enough = severity.options.indexOf(show)
  const shown = findings.filter((finding) => severity.options.indexOf(finding.severity) <= enough)
  if (shown.length === 0) return ''
  const lines = shown.flatMap(({ rule, severity: level, span, message, hint, waived }) => [
    `  ${level.padEnd(5)}  ${rule}  ${shortened(sql.slice(...span))}`,
    `         ${message}`,
    waived === undefined ? `         → ${hint}` : `         waived: ${waived}`,
  ])
  return [id, `  ${oneLine(sql)}`, ...lines, ''].join('\n')
}

/** Rule, severity, items and their share, in columns. */
function tableOf({ n, rules }: CheckReport): string {
  const rows = rules.map(({ rule, severity: level, items, waived }) => [
    rule,
    level,
    String(items),
    share(items, n),
    waived > 0 ? `${waived} waived` : '',
  ])
  const table = [['rule', 'severity', 'items', `of ${n}`, ''], ...rows]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (i === 2 || i === 3 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
  return table.map((row) => line(row).trimEnd()).join('\n')
}

function summaryOf({ n, blocked, skipped }: CheckReport): string {
  const left = skipped > 0 ? `, ${skipped} not checked` : ''
  return `Checked ${n} items${left}: ${blocked} blocked (${share(blocked, n)})`
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function shortened(text: string): string {
  const line = oneLine(text)
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
