/** Harder questions: another result, not empty, and a query with more structure than the parent's. */
import { renderPrompt } from '../llm/render.ts'
import { type Pipeline, unsolved } from './pipeline.ts'

/** @source after WizardCoder's Evol-Instruct, Luo et al. (2023), https://arxiv.org/abs/2306.08568 */
export const complexity: Pipeline = {
  name: 'complexity',
  effect: 'replaces',
  share: 1 / 2,
  needsParent: true,
  prompt: ({ required: _, ...values }) => renderPrompt('augment-complexity', values),
  refutedByWords: ({ same }) => (same ? 'copy' : undefined),
  prove(trial) {
    const open = unsolved(trial)
    if (open) return open
    if (trial.a === 'empty') return { outcome: 'refuted', reason: 'empty-result' }
    if (!trial.parent) return { outcome: 'undecided', reason: 'parent-unclear' }
    if (trial.parent.sameOnShipped) return { outcome: 'refuted', reason: 'same-result' }
    const { child, parent } = trial.structure
    if (child === undefined || parent === undefined) {
      return { outcome: 'undecided', reason: 'structure-unknown' }
    }
    if (child <= parent) return { outcome: 'refuted', reason: 'no-structural-gain' }
    return { outcome: 'proven', reason: 'harder' }
  },
}
