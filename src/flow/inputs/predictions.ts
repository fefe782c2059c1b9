/** Reads the argument PREDICTIONS: `{ id, sql }` lines by id, or plain text in the order of the gold. */
import { parseObject } from '../../formats/read-shape.ts'
import { refuseWhatIsNoData } from '../../formats/recognise.ts'
import type { JsonObject } from '../../formats/shape.ts'
import { splitInput } from '../../formats/split.ts'
import { UserError } from '../../model/errors.ts'
import { openTextFile, type TextFile } from './text-file.ts'

/**
 * One query for each gold item, paired by id; in plain text by place. An empty query is a prediction too.
 *
 * @param ids the gold's ids, in its order
 * @returns id → SQL, in the gold's order
 * @throws {UserError} if ids are missing, unknown or repeated, or the number of lines is another, with a list
 */
export async function readPredictions(path: string, ids: readonly string[]): Promise<Map<string, string>> {
  const twice = repeatedIn(ids)
  if (twice.length > 0)
    throw new UserError(`Cannot pair predictions: the gold repeats ${listed('id', twice)}`)
  const file = await openTextFile(path)
  refuseWhatIsNoData(file.beginning, path)
  return /^\s*[[{]/.test(file.beginning) ? byId(file, ids) : byPlace(file, ids)
}

interface Problems {
  readonly unreadable: string[]
  readonly repeated: string[]
  readonly unknown: string[]
}

async function byId(file: TextFile, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = new Set(ids)
  const found = new Map<string, string>()
  const problems: Problems = { unreadable: [], repeated: [], unknown: [] }
  for await (const item of splitInput(file)) {
    const parsed = parseObject(item)
    const prediction = 'problem' in parsed ? parsed : predictionOf(parsed.object)
    if ('problem' in prediction) problems.unreadable.push(`${item.place} ${prediction.problem}`)
    else if (found.has(prediction.id)) problems.repeated.push(prediction.id)
    else if (!wanted.has(prediction.id)) problems.unknown.push(prediction.id)
    else found.set(prediction.id, prediction.sql)
  }
  const missing = ids.filter((id) => !found.has(id))
  const said = [
    { what: 'has unreadable', items: listed('line', problems.unreadable) },
    { what: 'repeats', items: listed('id', problems.repeated) },
    { what: 'has, and the gold has not,', items: listed('id', problems.unknown) },
    { what: 'lacks', items: listed('id', missing) },
  ].filter(({ items }) => items !== '')
  if (said.length === 0) return new Map(ids.map((id) => [id, found.get(id)!]))
  throw new UserError(
    `Cannot pair "${file.path}" with the gold: it ${said.map(({ what, items }) => `${what} ${items}`).join('; it ')}`,
    `It needs one line { "id", "sql" } for each of the ${ids.length} gold items`,
  )
}

function predictionOf(object: JsonObject): { id: string; sql: string } | { problem: string } {
  const { id, sql } = object
  if (typeof id !== 'string' && typeof id !== 'number') return { problem: 'has no "id"' }
  if (typeof sql === 'string' || sql === null) return { id: String(id), sql: sql ?? '' }
  const has = Object.keys(object).slice(0, 8).join(', ')
  return { problem: sql === undefined ? `has no "sql" (it has ${has})` : 'has a "sql" that is not text' }
}

async function byPlace(file: TextFile, ids: readonly string[]): Promise<Map<string, string>> {
  const lines = (await wholeText(file)).split(/\r?\n/)
  while (lines.length > 0 && lines.at(-1)!.trim() === '') lines.pop()
  const filled = lines.filter((line) => line.trim() !== '')
  // Empty lines part conversations in published files; where they are needed to make up the number, they are answers.
  const answers = filled.length === ids.length ? filled : lines
  if (answers.length !== ids.length) {
    throw new UserError(
      `Cannot pair "${file.path}" with the gold: it has ${filled.length} queries, and the gold has ${ids.length}`,
      'Plain text needs one query a line in the order of the gold; lines { "id", "sql" } need no order',
    )
  }
  const queries = withoutDatabases(answers)
  return new Map(ids.map((id, index) => [id, queries[index]!]))
}

async function wholeText(file: TextFile): Promise<string> {
  const pieces: string[] = []
  for await (const piece of file.text()) pieces.push(piece)
  return pieces.join('')
}

/** If every line ends in a tab and a db_id, as in gold text, the queries alone. */
function withoutDatabases(lines: readonly string[]): readonly string[] {
  const ending = /\t\s*(?:-+ bird -+\s*)?[\w.-]+\s*$/
  const every = lines.every((line) => line.trim() === '' || ending.test(line.slice(-200)))
  return every ? lines.map((line) => line.replace(/\t[^\t]*$/, '').replace(/\t-+ bird -+\s*$/, '')) : lines
}

function repeatedIn(ids: readonly string[]): string[] {
  const seen = new Set<string>()
  return [...new Set(ids.filter((id) => seen.has(id) || !seen.add(id)))]
}

/** `12 ids: a, b, …`, the first ten; empty for none. */
function listed(noun: string, entries: readonly string[]): string {
  if (entries.length === 0) return ''
  const shown = entries.slice(0, 10).join(', ')
  return `${entries.length} ${noun}${entries.length === 1 ? '' : 's'}: ${shown}${entries.length > 10 ? ', …' : ''}`
}
