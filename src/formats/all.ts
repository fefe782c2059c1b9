/** Every format of pairs, by name. */
import { bird } from './bird.ts'
import type { Format } from './format.ts'
import { goldSql } from './gold-sql.ts'
import { jsonl } from './jsonl.ts'
import { spider } from './spider.ts'
import { unite } from './unite.ts'

export const FORMATS = {
  jsonl,
  spider,
  bird,
  unite,
  'gold-sql': goldSql,
} satisfies Record<string, Format>
