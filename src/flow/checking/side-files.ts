/** Reads what comes to a check beside its pairs: the text of the guidelines, and a list of waivers. */
import { UserError } from '../../model/errors.ts'
import { type Waiver, waiver } from '../../model/finding.ts'
import { RULES } from '../../sql/rules/all.ts'
import { UNREADABLE } from '../../sql/rules/check-sql.ts'
import { RESOLVED_CODE } from '../../sql/rules/resolved-code.ts'
import { VALUE_SWAP } from '../../sql/rules/value-swap.ts'
import { openTextFile } from '../inputs/text-file.ts'

/** Every name that a finding can carry. */
const NAMES: readonly string[] = [...Object.keys(RULES), RESOLVED_CODE, VALUE_SWAP, UNREADABLE]

/** @throws {UserError} if the file cannot be read as text */
export async function readWholeText(path: string): Promise<string> {
  const pieces: string[] = []
  for await (const piece of (await openTextFile(path)).text()) pieces.push(piece)
  return pieces.join('')
}

/**
 * Reads waivers, one JSON object a line: `{ "rule", "reason", "id"? }`.
 *
 * @throws {UserError} if a line is no waiver or names no rule
 */
export async function readWaivers(path: string): Promise<Waiver[]> {
  const lines = (await readWholeText(path)).split('\n')
  return lines.flatMap((line, i) => (line.trim() === '' ? [] : [waiverIn(line, `${path}:${i + 1}`)]))
}

function waiverIn(line: string, place: string): Waiver {
  const read = waiver.safeParse(jsonIn(line))
  if (!read.success)
    throw new UserError(
      `Cannot read ${place} as a waiver`,
      'One a line: { "rule": "…", "reason": "…", "id": "…" }',
    )
  if (!NAMES.includes(read.data.rule))
    throw new UserError(
      `Cannot waive "${read.data.rule}" (${place}): there is no such rule`,
      `Rules: ${NAMES.join(', ')}`,
    )
  return read.data
}

/** The value of a line of JSON; undefined if it is none. */
function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
