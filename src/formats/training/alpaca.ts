/** Alpaca's instruction, input and output. */
import type { TrainingFormat } from '../training-format.ts'

/** @source https://github.com/tatsu-lab/stanford_alpaca#data-release */
export const alpaca: TrainingFormat = {
  name: 'alpaca',
  summary: 'Alpaca: lines of { instruction, input, output, meta }',
  carries: ['question', 'sql', 'evidence'],
  file: (split) => `${split}.jsonl`,
  line: ({ pair, prompt, meta }) => ({ instruction: prompt, input: '', output: pair.sql, meta }),
}
