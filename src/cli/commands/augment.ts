/** `concord augment complexity|semantic|syntactic|undecided|decide`: questions made of questions, each with its proof. */
import { type Command, Option } from 'commander'
import { augment, planAugment } from '../../flow/augment.ts'
import { decideProof, listUndecided } from '../../flow/augmenting/decide.ts'
import { PIPELINES, type PipelineName } from '../../model/augment.ts'
import { openWorkbench } from '../../workbench.ts'
import type { Act, CommandModule } from '../command.ts'
import { augmentText, forecastText, undecidedText } from '../reports/augment.ts'
import { positiveNumber } from '../whole-number.ts'

const SAYS: Readonly<Record<PipelineName, string>> = {
  complexity: 'Replace questions by harder ones',
  semantic: 'Add questions about drawn columns, in the style of a drawn question',
  syntactic: 'Replace questions by paraphrases that keep the meaning',
}

export default {
  configure(command, act) {
    for (const pipeline of PIPELINES) run(command, act, pipeline)
    undecided(command, act)
    decide(command, act)
  },
} satisfies CommandModule

interface RunOptions {
  readonly count?: number
  readonly stage?: string
  readonly name?: string
  readonly limit?: number
  readonly attempts?: number
  readonly plan?: string[]
  readonly model?: string
  readonly record?: string
  readonly dryRun?: boolean
}

function run(command: Command, act: Act, pipeline: PipelineName): void {
  command
    .command(pipeline)
    .description(SAYS[pipeline])
    .option('--count <n>', 'how many questions to make', positiveNumber)
    .option('--stage <stage>', 'the stage to start from (default: the last before it)')
    .option('--name <name>', `what the new stage is called (default: ${pipeline})`)
    .option('--limit <n>', 'attempts at most in this run', positiveNumber)
    .option('--attempts <n>', 'attempts on one question at most (default: 1)', positiveNumber)
    .option('--plan <files...>', 'attempts fixed beforehand (JSONL), instead of drawn')
    .option('--model <model>', 'the model that writes')
    .option('--record <file>', 'add every live answer to this recording')
    .option('--dry-run', 'say what would be tried and what it would cost; call nothing')
    .action(
      act<RunOptions>(async ({ terminal, options }) => {
        await using bench = await openWorkbench(options)
        if (options.dryRun) {
          const planned = await planAugment(bench, { ...options, pipeline })
          terminal.result(planned, () => forecastText(planned))
          return undefined
        }
        const report = await terminal.follow(augment(bench, { ...options, pipeline }))
        terminal.result(report, () => augmentText(report))
        return report.done ? undefined : 3
      }),
    )
}

function undecided(command: Command, act: Act): void {
  command
    .command('undecided')
    .description('List the attempts that wait for a person')
    .option('--stage <stage>', 'only of this stage')
    .action(
      act<{ stage?: string }>(async ({ terminal, options }) => {
        await using bench = await openWorkbench(options)
        const proofs = await listUndecided(bench, options)
        terminal.result({ proofs }, () => undecidedText(proofs))
        return undefined
      }),
    )
}

interface DecideOptions {
  readonly accept: 'yes' | 'no'
  readonly note?: string
}

function decide(command: Command, act: Act): void {
  command
    .command('decide <proof>')
    .description('Take an undecided question into its stage, or leave it out')
    .addOption(
      new Option('--accept <answer>', 'whether its claim holds').choices(['yes', 'no']).makeOptionMandatory(),
    )
    .option('--note <text>', 'why')
    .action(
      act<DecideOptions>(async ({ terminal, options, args: [proof] }) => {
        await using bench = await openWorkbench(options)
        const accept = options.accept === 'yes'
        const done = await decideProof(bench, { proof: proof!, accept, note: options.note })
        terminal.result(done, () =>
          accept
            ? `Took ${done.question} into the stage ${done.stage}`
            : `Left it out of the stage ${done.stage}`,
        )
        return undefined
      }),
    )
}
