/** Every command and the file that holds it, loaded on demand. */
import type { CommandModule } from '../command.ts'

type Load = () => Promise<{ default: CommandModule }>

export const COMMANDS: Readonly<Record<string, Load>> = {
  annotate: () => import('./annotate.ts'),
  augment: () => import('./augment.ts'),
  author: () => import('./author.ts'),
  benchmark: () => import('./benchmark.ts'),
  check: () => import('./check.ts'),
  compare: () => import('./compare.ts'),
  convert: () => import('./convert.ts'),
  demo: () => import('./demo.ts'),
  doctor: () => import('./doctor.ts'),
  draft: () => import('./draft.ts'),
  evaluate: () => import('./evaluate.ts'),
  export: () => import('./export.ts'),
  formats: () => import('./formats.ts'),
  guideline: () => import('./guideline.ts'),
  import: () => import('./import.ts'),
  init: () => import('./init.ts'),
  instructions: () => import('./instructions.ts'),
  leaks: () => import('./leaks.ts'),
  measure: () => import('./measure.ts'),
  policy: () => import('./policy.ts'),
  predict: () => import('./predict.ts'),
  query: () => import('./query.ts'),
  report: () => import('./report.ts'),
  review: () => import('./review.ts'),
  release: () => import('./release.ts'),
  round: () => import('./round.ts'),
  seed: () => import('./seed.ts'),
  show: () => import('./show.ts'),
  source: () => import('./source.ts'),
  status: () => import('./status.ts'),
}
