/** What a pipeline came to, in words. */
import type { AugmentForecast, AugmentReport, PipelineName, UndecidedProof } from '../../model/augment.ts'
import { visible } from '../table.ts'
import { RECORDED } from './recorded.ts'

const NEXT: Readonly<Record<PipelineName, string>> = {
  complexity: 'concord augment semantic',
  semantic: 'concord augment syntactic',
  syntactic: 'concord draft',
}

export function augmentText(report: AugmentReport): string {
  const { stage, size, replaced, added, parent, tried, accepted, undecided, rejected, coverage } = report
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const { columns, tables } = coverage
  return [
    `The stage ${stage} has ${size} questions: ${replaced} replaced and ${added} added to those of ${parent}`,
    `Tried ${tried}: ${accepted} accepted, ${undecided} undecided, ${tried - accepted - undecided} rejected`,
    ...Object.entries(rejected).map(([reason, n]) => `  ${String(n).padStart(4)}  ${reason}`),
    ...difficultyLines(report),
    `Columns named by known SQL: ${columns.before} of ${columns.total} (${percent(coverage.before)}) before, ${columns.after} (${percent(coverage.after)}) now`,
    `Tables: ${tables.before} of ${tables.total} before, ${tables.after} now`,
    ...(report.recorded ? ['Recorded example answers: they show the tool, not a model'] : []),
    nextLine(report),
  ].join('\n')
}

function difficultyLines({ byDifficulty }: AugmentReport): string[] {
  const rows = Object.entries(byDifficulty)
  if (rows.length === 0) return []
  const told = rows.map(([name, { tried, accepted }]) => `${name} ${accepted} of ${tried}`)
  return [`Accepted by difficulty: ${told.join(', ')}`]
}

function nextLine({ done, pipeline, undecided }: AugmentReport): string {
  if (!done) return 'Next: run the same command again, it goes on where it stopped'
  return undecided > 0 ? 'Next: concord augment undecided' : `Next: ${NEXT[pipeline]}`
}

export function forecastText({ stage, plan, forecast, egress }: AugmentForecast): string {
  if (plan.length === 0) return `Nothing is left to try for the stage ${stage}`
  const shown = plan.slice(0, 10).map(({ db, text, required }) => {
    const using = required?.length ? ` using ${required.map((one) => one.column).join(', ')}` : ''
    return `  ${db}: ${visible(text)}${using}`
  })
  return [
    `The stage ${stage} would try ${plan.length} questions next, if none is rejected:`,
    ...shown,
    ...(plan.length > shown.length ? [`  … and ${plan.length - shown.length} more`] : []),
    ...forecast.map(({ model, calls, inputTokens, outputTokens, costUsd, basis }) => {
      const price = costUsd === null ? 'no price known' : `${costUsd.toFixed(4)} USD`
      return `${model}: ${calls} calls, ${inputTokens} tokens in, ${outputTokens} out, ${price} (${basis})`
    }),
    ...egress.map(({ source, policy, says }) => `${source} (egress ${policy}): ${says}`),
    'Nothing was called',
  ].join('\n')
}

export function undecidedText(all: readonly UndecidedProof[]): string {
  if (all.length === 0) return 'Nothing waits for you here'
  const marks = all.some(({ evidence }) => evidence.recorded === true) ? [RECORDED] : []
  const proofs = all.map(({ proof, pipeline, db, parent, text, reason, evidence }) => {
    const { a, b } = (evidence.solvers ?? {}) as Record<string, { sql: string | null } | undefined>
    return [
      `${proof} (${pipeline}, ${db}): ${reason}`,
      `  from  ${visible(parent)}`,
      `  to    ${visible(text)}`,
      ...(a ? [`  a     ${visible(a.sql ?? 'no SQL')}`] : []),
      ...(b ? [`  b     ${visible(b.sql ?? 'no SQL')}`] : []),
      `  concord augment decide ${proof} --accept yes|no`,
    ].join('\n')
  })
  return [...marks, ...proofs].join('\n\n')
}
