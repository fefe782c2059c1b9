/** `concord compare`: the answers of a round, by what they return. */
import { compare } from '../../flow/compare.ts'
import type { CompareReport, ComparisonCounts } from '../../model/comparison.ts'
import { openWorkbench } from '../../workbench.ts'
import type { CommandModule } from '../command.ts'
import { RECORDED } from '../reports/recorded.ts'
import { numberFromZero } from '../whole-number.ts'

export default {
  configure(command, act) {
    command
      .option(
        '--round <n>',
        'the round (default: the open one, else the last; 0 for outside any)',
        numberFromZero,
      )
      .action(
        act<{ round?: number }>(async ({ terminal, options }) => {
          await using bench = await openWorkbench(options)
          const report = await terminal.follow(compare(bench, options))
          terminal.result(report, () => shown(report))
          return report.left > 0 ? 3 : 0
        }),
      )
  },
} satisfies CommandModule

function shown(report: CompareReport): string {
  const { round, n, notCounted, byClass, anchor, people, waiting } = report
  const where = round === 0 ? 'outside any round' : `in round ${round}`
  if (n + notCounted === 0 && !people) return nothingYet(report, where)
  const lines = [`Agent against person ${where}: ${rateText(report)}`]
  const classes = Object.entries(byClass).sort((a, b) => b[1] - a[1])
  for (const [name, count] of classes) lines.push(`  ${String(count).padStart(5)}  ${name}`)
  if (notCounted > 0) lines.push(`${notCounted} not counted: neither side's query runs`)
  if (anchor) lines.push(`On the anchor questions: ${rateText(anchor)}`)
  if (people) lines.push(`People against each other: ${rateText(people)}`)
  if (report.recorded) lines.push(`! ${RECORDED}`)
  lines.push(
    `${report.compared} compared now: ${report.settled} settled by agreement, ${report.toAudit} kept for audit`,
  )
  if (waiting.agent + waiting.annotator > 0) {
    lines.push(`Answers missing: ${waiting.agent} of the agent, ${waiting.annotator} of people`)
  }
  lines.push(
    report.left > 0
      ? `${report.left} are left. Next: run the same command again`
      : 'Next: concord review list',
  )
  return lines.join('\n')
}

function rateText({ n, disagreements, rate, interval }: ComparisonCounts): string {
  if (rate === null) return 'nothing that counts yet'
  const [low, high] = interval.map((share) => (100 * share).toFixed(1))
  return `${disagreements} of ${n} disagree, ${(100 * rate).toFixed(1)} % [${low}, ${high}]`
}

function nothingYet({ waiting }: CompareReport, where: string): string {
  const lines = [`Nothing to compare ${where}: no question has both answers`]
  if (waiting.agent > 0) lines.push(`${waiting.agent} wait for the agent. Next: concord draft`)
  if (waiting.annotator > 0) {
    lines.push(`${waiting.annotator} answers of people are missing. Next: concord annotate next --as NAME`)
  }
  return lines.join('\n')
}
