/** The plain gold text of Spider's and BIRD's evaluators: `SQL<TAB>db_id` a line, without questions. */
import type { Pair } from '../model/pair.ts'
import type { Format, FormatInput, ReadContext, ReadItem, WriteContext } from './format.ts'
import { type NameItem, namer } from './item-ids.ts'
import { containerOf, type PlacedItem, splitInput } from './split.ts'
import { holdsUndecodable } from './undecodable.ts'

/**
 * Empty lines, which part conversations in SParC's and CoSQL's files, do not count. The order need not be that of
 * the questions' file (Spider's train_gold.sql is in another), so ids are not those of that file.
 *
 * @source https://github.com/taoyds/test-suite-sql-eval, evaluation_examples/gold.txt
 */
export const goldSql: Format = {
  name: 'gold-sql',
  summary: 'Gold text: SQL, a tab and the db_id a line; no questions',
  carries: ['db_id', 'sql'],
  recognises(beginning) {
    if (containerOf(beginning) !== 'lines') return 0
    const lines = beginning.split('\n').filter((line) => line.trim() !== '')
    const whole = lines.length > 1 && !beginning.endsWith('\n') ? lines.slice(0, -1) : lines
    return (
      whole.filter((line) => /^\W*(select|with|values)\b/i.test(line) && halves(line)).length / whole.length
    )
  },
  datasetOf: () => 'gold',
  read,
  write,
}

async function* read(input: FormatInput, context: ReadContext): AsyncGenerator<ReadItem> {
  const name = namer(context, 'rename')
  for await (const item of splitInput(input, 'lines')) yield toItem(item, name, context)
}

function toItem(item: PlacedItem, name: NameItem, { dataset, split }: ReadContext): ReadItem {
  const failed = (reason: string): ReadItem => ({ kind: 'failed', item: item.place, reason })
  if (item.problem) return failed(item.problem)
  if (holdsUndecodable(item.text)) return failed('holds bytes that are not UTF-8 text')
  const found = halves(item.text)
  if (!found) return failed('is not SQL, a tab and a db_id')
  const { id } = name(undefined, item.number - 1, item.place)
  const pair = { id, dataset, ...(split ? { split } : {}), question: '', ...found }
  return { kind: 'pair', pair, leftOut: [] }
}

/** The SQL and the db_id of a line; undefined if it does not have both. */
function halves(line: string): { db_id: string; sql: string } | undefined {
  const tab = line.lastIndexOf('\t')
  const [sql, db_id] = [line.slice(0, Math.max(tab, 0)), line.slice(tab + 1).trim()]
  return sql.trim() === '' || db_id === '' ? undefined : { db_id, sql }
}

async function* write(pairs: AsyncIterable<Pair>, context: WriteContext): AsyncGenerator<string> {
  for await (const pair of pairs) {
    const lack = lackOf(pair)
    if (lack) context.drop(pair.id, lack)
    else yield `${pair.sql}\t${pair.db_id}\n`
  }
}

function lackOf({ sql, db_id }: Pair): string | undefined {
  if (sql === undefined || sql.trim() === '') return 'has no SQL'
  if (/[\t\r\n]/.test(sql)) return 'has SQL with a tab or a line break, which the format cannot hold'
  if (/[\t\r\n]/.test(db_id) || db_id !== db_id.trim()) return 'has a db_id with white space at an end'
  return undefined
}
