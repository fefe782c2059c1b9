/** `concord policy show|run`: what an agent answered alone is settled as far as its audited error allows. */
import type { Command } from 'commander'
import { policy } from '../../flow/policy.ts'
import type { PolicyRefusal, PolicyReport } from '../../model/policy-report.ts'
import { openWorkbench } from '../../workbench.ts'
import type { Act, CommandModule } from '../command.ts'
import { RECORDED } from '../reports/recorded.ts'
import { positiveNumber } from '../whole-number.ts'

interface Options {
  readonly agent?: string
  readonly limit?: number
}

export default {
  configure(command, act) {
    acting(command, act, { name: 'show', does: 'Tell what the policy would settle; settle nothing' })
    acting(command, act, { name: 'run', does: 'Settle what passes' })
  },
} satisfies CommandModule

function acting(command: Command, act: Act, { name, does }: { name: 'show' | 'run'; does: string }): void {
  const sub = command
    .command(name)
    .description(does)
    .option('--agent <name>', 'whose answers (default: what use says, else the only agent)')
  if (name === 'run') sub.option('--limit <n>', 'settle so many at most', positiveNumber)
  sub.action(
    act<Options>(async ({ terminal, options: { agent, limit, ...common } }) => {
      await using bench = await openWorkbench(common)
      const report = await terminal.follow(policy(bench, { agent, limit, show: name === 'show' }))
      terminal.result(report, () => shown(report, name))
      return undefined
    }),
  )
}

const WORDS: Readonly<Record<PolicyRefusal, string>> = {
  'no-answer': 'the agent found no answer',
  'in-open-round': 'people are to answer it in the open round',
  'too-few-samples': 'too few independent samples: concord draft --samples',
  'rule-findings': 'the rule checker has something against it',
  'samples-differ': 'independent samples differ',
  'differs-from-author': "the author's own SQL differs",
  'too-few-audited': 'too few such answers are audited',
  'audited-error': 'such answers are wrong too often',
}

function shown(report: PolicyReport, name: 'show' | 'run'): string {
  const { agent, settled, eligible, refused, auditedError, samples, maxError, minAudited } = report
  const { n, errors, upperBound } = auditedError
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const lines = [
    `Policy for the answers of ${agent}: ${samples} samples agree, no finding, error below ${percent(maxError)}`,
    `Audited: ${errors} of ${n} wrong, at most ${percent(upperBound)} (needs ${minAudited} audited, below ${percent(maxError)})`,
    name === 'run' ? `Settled ${settled} of ${eligible} that pass` : `${eligible} pass; nothing was settled`,
  ]
  for (const [reason, count] of Object.entries(refused)) {
    lines.push(`  ${String(count).padStart(5)}  ${WORDS[reason as PolicyRefusal]}`)
  }
  if (report.recorded) lines.push(`! ${RECORDED}`)
  lines.push(nextOf(report, name))
  return lines.join('\n')
}

function nextOf({ refused, samples, eligible, settled }: PolicyReport, name: 'show' | 'run'): string {
  if (refused['too-few-samples']) return `Next: concord draft --samples ${samples} --round 0`
  if (refused['too-few-audited'] || refused['audited-error']) return 'Next: concord round start'
  if (name === 'show' && eligible > settled) return 'Next: concord policy run'
  return 'Next: concord release create --name R'
}
