/** What of a lineage is kept from a person who still has to answer the question that it is about. */
import type { LineageReport } from '../../model/lineage-report.ts'
import { recordsOf } from '../../store/states.ts'
import type { Db } from '../../store/tables.ts'
import type { Asking } from '../annotating/assignment.ts'
import { openTo, stillOpen } from '../annotating/open-questions.ts'

/** Members of a question that tell how others answered it. */
const TELLING = new Set(['state', 'rounds'])

/** Nouns that hold somebody's query whole. */
const ANSWERS: readonly LineageReport['noun'][] = ['candidate', 'agreement', 'decision', 'call', 'proof']

/**
 * The report without what others said of questions that are open to the person.
 *
 * @throws {UserError} if nothing would be left of it
 */
export async function withheldFrom(db: Db, report: LineageReport, asking: Asking): Promise<LineageReport> {
  const records = await recordsOf(db, questionsOf(report))
  if (records.size === 0) return report
  const isOpen = await openTo(db, asking)
  if (![...records].some(([id, record]) => isOpen(id, record))) return report
  if (ANSWERS.includes(report.noun)) throw stillOpen(`show "${report.id}"`, asking.person)
  return report.noun === 'question' ? bareQuestion(report) : bareRule(report)
}

/** The questions that it is about. */
function questionsOf({ id, noun, parents, children }: LineageReport): string[] {
  if (noun === 'question') return [id]
  if (noun !== 'rule' && !ANSWERS.includes(noun)) return []
  const links = [...parents, ...(noun === 'proof' ? children : [])]
  return links.filter((one) => one.noun === 'question').map((one) => one.id)
}

function bareQuestion(report: LineageReport): LineageReport {
  const members = Object.entries(report.is).filter(([name]) => !TELLING.has(name))
  const parents = report.parents.filter((one) => one.noun !== 'proof')
  const { recorded: _, ...rest } = report
  return { ...rest, is: { ...Object.fromEntries(members), withheld: true }, parents, children: [] }
}

/** A rule that came of the question may show its answer as an example. */
function bareRule(report: LineageReport): LineageReport {
  const { good: _, bad: __, ...is } = report.is
  return { ...report, is: { ...is, withheld: true } }
}
