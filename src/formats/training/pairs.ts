/** Concord's own lines, with every member of a pair: what a release is exported as to be read again. */
import { pair } from '../../model/pair.ts'
import type { TrainingFormat } from '../training-format.ts'

export const pairs: TrainingFormat = {
  name: 'jsonl',
  summary: 'Concord: lines of { id, db_id, question, sql, … }, readable by every command',
  carries: pair.keyof().options,
  file: (split) => `${split}.jsonl`,
  line: ({ pair, meta }) => ({ ...pair, meta }),
}
