/** Other words for the same question: independent solvers' queries give what the parent's gives on every instance. */
import { renderPrompt } from '../llm/render.ts'
import { type Pipeline, unsolved } from './pipeline.ts'

/** From this cosine on the words are a copy with a word or two changed. */
const NEAR_COPY = 0.9

export const syntactic: Pipeline = {
  name: 'syntactic',
  effect: 'replaces',
  share: 1 / 3,
  needsParent: true,
  prompt: ({ required: _, ...values }) => renderPrompt('augment-syntactic', values),
  refutedByWords: ({ same, similarity }) => (same || similarity >= NEAR_COPY ? 'near-copy' : undefined),
  prove(trial) {
    const open = unsolved(trial)
    if (open) return open
    if (!trial.parent) return { outcome: 'undecided', reason: 'parent-unclear' }
    if (trial.parent.counted !== 'agreement') return { outcome: 'refuted', reason: 'meaning-changed' }
    // Two queries that return nothing agree whatever they mean.
    if (trial.a === 'empty') return { outcome: 'undecided', reason: 'empty-result' }
    return { outcome: 'proven', reason: 'same-meaning' }
  },
}
