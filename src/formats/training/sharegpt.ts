/** ShareGPT's conversations. */
import type { TrainingFormat } from '../training-format.ts'

/** @source https://docs.axolotl.ai/docs/dataset-formats/conversation.html */
export const sharegpt: TrainingFormat = {
  name: 'sharegpt',
  summary: 'ShareGPT: lines of { conversations: [{ from, value }], meta }',
  carries: ['question', 'sql', 'evidence'],
  file: (split) => `${split}.jsonl`,
  line: ({ pair, prompt, meta }) => ({
    conversations: [
      { from: 'human', value: prompt },
      { from: 'gpt', value: pair.sql },
    ],
    meta,
  }),
}
