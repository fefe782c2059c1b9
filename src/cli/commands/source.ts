/** `concord source add|list|describe|remove`: the databases under study. */
import { type Command, Option } from 'commander'
import { addNamed, describeSource, describeTable, listAll, remove } from '../../flow/source.ts'
import { UsageError } from '../../model/errors.ts'
import type { Egress, Split } from '../../model/source.ts'
import type { SourceDescription, SourceSummary } from '../../model/source-report.ts'
import { openWorkbench } from '../../workbench.ts'
import type { Act, CommandModule } from '../command.ts'

export default {
  configure(command, act) {
    add(command, act)
    list(command, act)
    describe(command, act)
    removal(command, act)
  },
} satisfies CommandModule

interface AddOptions {
  readonly egress: Egress
  readonly dataset?: string
  readonly split: Split
}

function add(command: Command, act: Act): void {
  command
    .command('add <name> <url>')
    .description('Take a database into the workspace: sqlite:FILE')
    .addOption(
      new Option('--egress <policy>', 'what may leave this machine for a hosted model')
        .choices(['schema', 'masked', 'rows'])
        .default('schema'),
    )
    .option('--dataset <name>', 'the data set that it belongs to (default: its own name)')
    .addOption(
      new Option('--split <side>', 'for training or for testing').choices(['train', 'test']).default('train'),
    )
    .action(
      act<AddOptions>(async ({ terminal, options, args: [name, url] }) => {
        await using bench = await openWorkbench(options)
        const { egress, split, dataset = name! } = options
        const added = await addNamed(bench, { name: name!, url: url!, dataset, split, egress })
        terminal.result(added, () => `${whatBecame(added)} ${line(added)}`)
        return undefined
      }),
    )
}

function whatBecame({ added, changed }: { added: boolean; changed: boolean }): string {
  if (added) return 'Added'
  return changed ? 'Has been here with other content, and was read again:' : 'Has been here:'
}

function list(command: Command, act: Act): void {
  command
    .command('list')
    .description('List the sources')
    .action(
      act(async ({ terminal, options }) => {
        await using bench = await openWorkbench(options)
        const sources = await listAll(bench)
        terminal.result({ sources }, () =>
          sources.length > 0 ? sources.map(line).join('\n') : 'No sources yet: concord source add NAME URL',
        )
        return undefined
      }),
    )
}

interface DescribeOptions {
  readonly table?: string
  readonly column?: string
  readonly text?: string
  readonly refresh?: boolean
}

function describe(command: Command, act: Act): void {
  command
    .command('describe <name>')
    .description('Show what a source holds, or say what a table or column means')
    .option('--table <table>', 'the table that --text is about')
    .option('--column <column>', 'the column that --text is about')
    .option('--text <text>', 'what it means, for people and models')
    .option('--refresh', 'read the database again')
    .action(
      act<DescribeOptions>(async ({ terminal, options, args: [name] }) => {
        const { table, column, text, refresh } = options
        if ((text === undefined) !== (table === undefined) || (column !== undefined && table === undefined)) {
          throw new UsageError('--table and --text go together, and --column with them')
        }
        await using bench = await openWorkbench(options)
        if (text !== undefined && table !== undefined) {
          const said = await describeTable(bench, { source: name!, table, column, text })
          terminal.result(
            said,
            () => `Described ${[table, column].filter(Boolean).join('.')} (version ${said.version})`,
          )
        } else {
          const found = await describeSource(bench, name!, { refresh })
          terminal.result(found, () => shown(found))
        }
        return undefined
      }),
    )
}

function removal(command: Command, act: Act): void {
  command
    .command('remove <name>')
    .description('Take a source out again, as long as nobody asked anything over it')
    .action(
      act(async ({ terminal, options, args: [name] }) => {
        await using bench = await openWorkbench(options)
        const removed = await remove(bench, name!)
        terminal.result(removed, () => `Removed ${removed.removed}`)
        return undefined
      }),
    )
}

function line(one: SourceSummary): string {
  const size = `${one.tables} tables, ${one.columns} columns, ${one.rows.toLocaleString('en-US')} rows`
  return `${one.name} (${one.engine}, ${one.dataset}, ${one.split}, egress ${one.egress}): ${size}`
}

function rowsText({ rowCount, columns }: SourceDescription['tables'][number]): string {
  const [sampled] = columns.flatMap(({ profile }) => (profile?.sampled ? [profile.rows] : []))
  const rows = `${rowCount.toLocaleString('en-US')} ${rowCount === 1 ? 'row' : 'rows'}`
  if (sampled === undefined) return rows
  return `${rows}; values as in the first ${sampled.toLocaleString('en-US')} rows`
}

function shown(one: SourceDescription): string {
  const lines = [`${one.name}: ${one.url} (${one.dataset}, ${one.split}, egress ${one.egress})`]
  const { hash, of } = one.fingerprint
  const sample = of === 'content' ? '' : ', of schema, sizes and a sample of rows: the file is large'
  lines.push(`fingerprint ${hash.slice(0, 12)}${sample}`)
  if (one.changed)
    lines.push('! The database has changed since it was read: concord source describe --refresh')
  if (one.problem) lines.push(`! ${one.problem}`)
  for (const table of one.tables) {
    lines.push('', `${table.name} (${rowsText(table)})${said(table.description)}`)
    for (const column of table.columns) {
      const key = column.primaryKey > 0 ? ', key' : ''
      const values = column.profile ? `, ${column.profile.distinct} values, ${column.profile.nulls} NULL` : ''
      lines.push(`  ${column.name} ${column.type.toLowerCase()}${key}${values}${said(column.description)}`)
    }
    for (const key of table.foreignKeys) {
      lines.push(`  ${key.columns.join(', ')} → ${key.table} (${key.referencedColumns.join(', ')})`)
    }
  }
  return lines.join('\n')
}

function said(description: string | undefined): string {
  return description ? ` — ${description}` : ''
}
