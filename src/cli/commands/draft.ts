/** `concord draft`: a model answers the questions, as agent or with one call. */
import { Option } from 'commander'
import { replayDraft } from '../../flow/answering/replay-draft.ts'
import { draft } from '../../flow/draft.ts'
import type { DraftReport, ReplayReport } from '../../model/drafting.ts'
import { openWorkbench } from '../../workbench.ts'
import type { CommandModule } from '../command.ts'
import { RECORDED } from '../reports/recorded.ts'
import { numberFromZero, positiveNumber } from '../whole-number.ts'

interface Options {
  readonly strategy: 'agent' | 'one-shot'
  readonly model?: string
  readonly round?: number
  readonly stage?: string
  readonly guidelines?: number
  readonly record?: string
  readonly replay?: string
  readonly limit?: number
  readonly samples?: number
  readonly again?: boolean
  readonly dryRun?: boolean
}

export default {
  configure(command, act) {
    command
      .addOption(
        new Option('--strategy <name>', 'how the model is asked')
          .choices(['agent', 'one-shot'])
          .default('agent'),
      )
      .option('--model <name>', 'a model of concord.yaml (default: the one under use)')
      .option('--round <n>', 'the round (default: the open one; 0 for outside any)', numberFromZero)
      .option('--stage <name>', 'only questions of this stage')
      .option(
        '--guidelines <v>',
        'answer under this guideline version, to see what it does; kept outside the round',
        positiveNumber,
      )
      .option('--samples <k>', 'independent answers a question, for the policy', positiveNumber)
      .option('--again', 'also answer anew what was answered under earlier guidelines')
      .option('--limit <n>', 'ask about so many questions at most', positiveNumber)
      .option('--dry-run', 'say what there is to ask and what it will cost; ask nothing')
      .option('--record <file>', 'add every live answer to this recording')
      .option('--replay <candidate>', 'play a stored draft again, without a model')
      .action(
        act<Options>(async ({ terminal, options }) => {
          await using bench = await openWorkbench(options)
          if (options.replay !== undefined) {
            const played = await replayDraft(bench, options.replay)
            terminal.result(played, () => playedText(played))
            return played.equal ? 0 : 1
          }
          const report = await terminal.follow(draft(bench, options))
          terminal.result(report, () => shown(report))
          const asked = options.limit !== undefined || options.dryRun === true
          return report.byOutcome.unavailable > 0 || (report.left > 0 && !asked) ? 3 : 0
        }),
      )
  },
} satisfies CommandModule

function shown(report: DraftReport): string {
  const { drafted, byOutcome, steps, left, forecast, recorded } = report
  const where = report.round === 0 ? '' : ` in round ${report.round}`
  const who = `${report.model} (${report.strategy})${where}`
  if (forecast) return forecastText(forecast, who)
  if (drafted === 0 && left === 0) {
    return `Nothing to draft: ${who} has answered every question\nNext: concord annotate next`
  }
  const lines = [
    `Drafted ${drafted} by ${who}: ${byOutcome.answered} answered, ${byOutcome['no-answer']} without an answer`,
  ]
  lines.push(`${steps} calls, ${costText(report.cost)}`)
  if (recorded) lines.push(`! ${RECORDED}`)
  if (left > 0) lines.push(`${left} are left. Next: run the same command again`)
  else lines.push('Next: concord annotate next --as NAME, or concord compare')
  return lines.join('\n')
}

function costText({ inputTokens, outputTokens, usd }: DraftReport['cost']): string {
  const tokens = `${inputTokens.toLocaleString('en-US')} tokens read, ${outputTokens.toLocaleString('en-US')} written`
  return `${tokens}, ${usd === null ? 'cost unknown' : `${usd.toFixed(4)} USD`}`
}

function forecastText(forecast: NonNullable<DraftReport['forecast']>, who: string): string {
  const { items, calls, costUsd, ms, basis } = forecast
  const cost = costUsd === null ? 'at a cost that is not known' : `for about ${costUsd.toFixed(4)} USD`
  const time = ms === null ? '' : `, in about ${Math.ceil(ms / 1000)} s`
  const told = basis === 'measured' ? 'told from drafts that are there' : 'told from the first prompt'
  return `To draft by ${who}: ${items} questions, about ${calls} calls ${cost}${time} (${told})\nNothing was asked`
}

function playedText({ candidate, equal, steps, outcome, sql }: ReplayReport): string {
  const came = equal ? 'came out as it is stored' : 'came out otherwise than it is stored'
  return `${candidate}: ${steps} steps played again ${came} (${outcome})${sql ? `\n${sql}` : ''}`
}
