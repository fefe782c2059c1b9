/** Every format that a release is exported in, by name. */
import type { TrainingFormat } from '../training-format.ts'
import { alpaca } from './alpaca.ts'
import { chat } from './chat.ts'
import { hf } from './hf.ts'
import { pairs } from './pairs.ts'
import { sharegpt } from './sharegpt.ts'

export const TRAINING_FORMATS = { jsonl: pairs, chat, alpaca, sharegpt, hf } satisfies Record<
  string,
  TrainingFormat
>
