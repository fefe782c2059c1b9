/** Chat messages: the task as the user's turn, bare SQL as the assistant's. */
import type { TrainingFormat } from '../training-format.ts'

/** @source https://huggingface.co/docs/trl/dataset_formats#conversational */
export const chat: TrainingFormat = {
  name: 'chat',
  summary: 'Chat messages: lines of { messages: [{ role, content }], meta }',
  carries: ['question', 'sql', 'evidence'],
  file: (split) => `${split}.jsonl`,
  line: ({ pair, prompt, meta }) => ({
    messages: [
      { role: 'user', content: prompt },
      { role: 'assistant', content: pair.sql },
    ],
    meta,
  }),
}
