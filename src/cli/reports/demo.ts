/** The end of the demo for a person: what happened, where it lies, and what to do with a database of one's own. */
import type { DemoReport } from '../../model/demo.ts'
import { RECORDED } from './recorded.ts'

export function demoText(report: DemoReport): string {
  return [`! ${RECORDED}`, report.workspace, report.release.hash].join('\n')
}
