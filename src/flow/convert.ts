/** The verb that reads pairs in one format and writes them in another, and says what was lost on the way. */
import { formatNamed } from '../formats/recognise.ts'
import type { ConvertReport } from '../model/conversion.ts'
import { UserError } from '../model/errors.ts'
import type { Flow } from '../model/event.ts'
import type { Pair } from '../model/pair.ts'
import { type OpenPairs, openPairs } from './inputs/pairs.ts'
import { openAtomicFile } from './outputs/atomic-file.ts'

export interface ConvertOptions {
  /** PAIRS: a file, or a folder with one. */
  readonly path: string
  /** The name of the format to write. */
  readonly to: string
  /** The file to write. */
  readonly out: string
  /** The name of the input's format; by its content where absent. */
  readonly format?: string | undefined
}

/**
 * Converts PAIRS; the output is written whole or not at all.
 *
 * @throws {UserError} if the input cannot be read, the output cannot be written, or not one item could come over
 */
export async function* convert({ path, to, out, format }: ConvertOptions): Flow<ConvertReport> {
  const target = formatNamed(to)
  if (!target.write) throw new UserError(`Cannot write ${to}: the format is read only`)
  const input = await openPairs(path, { format })
  const tally = newTally()
  const context = {
    dataset: input.format.datasetOf(input.path),
    drop: (id: string, reason: string) => void tally.dropped.push({ id, reason }),
  }
  await using file = await openAtomicFile(out)
  let shown = 0
  for await (const piece of target.write(counted(input, tally), context)) {
    await file.write(piece)
    if (tally.read - shown < 1000) continue
    shown = tally.read
    yield { type: 'progress', label: 'Converting', done: shown }
  }
  const written = tally.read - tally.dropped.length
  if (written === 0) throw nothingWritten(input, tally)
  await file.commit()
  for (const text of tally.notes) yield { type: 'note', text }
  const notCarried = [...tally.members]
    .filter((member) => !target.carries.includes(member as keyof Pair))
    .sort()
  return { from: input.format.name, to, read: tally.read, written, dropped: tally.dropped, notCarried }
}

interface Tally {
  read: number
  readonly dropped: { id: string; reason: string }[]
  /** Every member that some item had, under the pair's name where it has one. */
  readonly members: Set<string>
  readonly notes: string[]
}

function newTally(): Tally {
  return { read: 0, dropped: [], members: new Set(), notes: [] }
}

/** The pairs of an input; what is seen of them, and what is none, goes into the tally. */
async function* counted(input: OpenPairs, tally: Tally): AsyncGenerator<Pair> {
  for await (const item of input.items) {
    tally.read++
    if (item.kind === 'failed') {
      tally.dropped.push({ id: item.item, reason: item.reason })
      continue
    }
    for (const member of Object.keys(item.pair)) tally.members.add(member)
    for (const member of item.leftOut) tally.members.add(member)
    if (item.note) tally.notes.push(item.note)
    yield item.pair
  }
}

function nothingWritten({ path, format }: OpenPairs, { read, dropped }: Tally): UserError {
  const first = dropped[0]
  return new UserError(
    `Cannot convert "${path}" as ${format.name}: none of its ${read} items can be carried over${first ? `; ${first.id} ${first.reason}` : ''}`,
    'If it is another format, say which by --format',
  )
}
