/** `concord author next|submit|withdraw`: people write questions. */
import { type Command, Option } from 'commander'
import { authorNext, submitQuestion, withdrawQuestion } from '../../flow/author.ts'
import type { AuthorNext, AuthorSubmitted } from '../../model/author.ts'
import type { Split } from '../../model/source.ts'
import { openWorkbench } from '../../workbench.ts'
import type { Act, CommandModule } from '../command.ts'
import { visible } from '../table.ts'

export default {
  configure(command, act) {
    next(command, act)
    submit(command, act)
    takeBack(command, act)
  },
} satisfies CommandModule

function next(command: Command, act: Act): void {
  command
    .command('next')
    .description('Say over which database a question is wanted, with its tables and the instructions')
    .option('--dataset <name>', 'only databases of this data set')
    .addOption(
      new Option('--split <side>', 'test: questions for a benchmark')
        .choices(['train', 'test'])
        .default('train'),
    )
    .action(
      act<{ dataset?: string; split: Split }>(async ({ terminal, options }) => {
        await using bench = await openWorkbench(options)
        const found = await authorNext(bench, options)
        terminal.result(found, () => shownNext(found))
        return undefined
      }),
    )
}

interface SubmitOptions {
  readonly db: string
  readonly question: string
  readonly sql?: string
  readonly dataset?: string
  readonly evidence?: string
}

function submit(command: Command, act: Act): void {
  command
    .command('submit')
    .description('Store a question, and with --sql your own answer to it')
    .requiredOption('--db <source>', 'the database that it is about')
    .requiredOption('--question <text>', 'the question')
    .option('--sql <sql>', 'your answer; it has to run')
    .option('--dataset <name>', "its data set (default: the database's)")
    .option('--evidence <text>', 'what one has to know besides the tables')
    .action(
      act<SubmitOptions>(async ({ terminal, options }) => {
        await using bench = await openWorkbench(options)
        const done = await submitQuestion(bench, { ...options, text: options.question })
        terminal.result(done, () => shownSubmitted(done))
        return undefined
      }),
    )
}

function takeBack(command: Command, act: Act): void {
  command
    .command('withdraw <question>')
    .description('Take a question back; what was said of it stays on record')
    .requiredOption('--reason <text>', 'why')
    .action(
      act<{ reason: string }>(async ({ terminal, options, args: [question] }) => {
        await using bench = await openWorkbench(options)
        const done = await withdrawQuestion(bench, { question: question!, reason: options.reason })
        terminal.result(done, () =>
          done.withdrawn
            ? `Withdrew ${done.question}`
            : `${done.question} was withdrawn before: ${done.reason}`,
        )
        return undefined
      }),
    )
}

function shownNext(found: AuthorNext): string {
  const { db, dataset, tables, instructions, notCovered, questions } = found
  const lines = [`Write a question over ${db} (${dataset}): it has ${questions.database} so far`, '']
  for (const table of tables) {
    const names = table.columns.map((column) => visible(column.name)).join(', ')
    lines.push(
      ...wrapped(`${visible(table.name)} (${table.rowCount.toLocaleString('en-US')} rows): ${names}`),
    )
  }
  const columns = notCovered.columns.map(({ table, column }) => visible(`${table}.${column}`))
  lines.push('')
  lines.push(
    ...wrapped(
      columns.length > 0
        ? `Not asked about yet: ${columns.slice(0, 20).join(', ')}${columns.length > 20 ? `, and ${columns.length - 20} more` : ''}`
        : 'Every column has been asked about',
    ),
  )
  if (instructions)
    lines.push('', `Instructions (version ${instructions.version}):`, ...wrapped(instructions.text))
  lines.push('', `Next: concord author submit --db ${db} --question "…" --sql "…"`)
  return lines.join('\n')
}

function shownSubmitted(done: AuthorSubmitted): string {
  const [nearest] = done.nearest
  const sql = done.rows === null ? '' : `, its SQL returns ${done.rows} ${done.rows === 1 ? 'row' : 'rows'}`
  return [
    `${done.added ? 'Stored' : 'Has been here:'} ${done.question} over ${done.db} (${done.dataset}, ${done.split})${sql}`,
    ...done.warnings.map((warning) => `! ${warning}`),
    ...(nearest
      ? wrapped(`Nearest (cosine ${nearest.similarity.toFixed(2)}): ${visible(nearest.text)}`)
      : []),
    'Next: concord author next',
  ].join('\n')
}

/** Lines of at most 80 characters, later lines of a paragraph set in. */
function wrapped(text: string): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of paragraph.split(' ')) {
      if (line.trim() !== '' && line.length + 1 + word.length > 80) {
        lines.push(line)
        line = `  ${word}`
      } else line = line === '' ? word : `${line} ${word}`
    }
    return [...lines, line]
  })
}
