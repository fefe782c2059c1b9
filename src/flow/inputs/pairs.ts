/** Reads the argument PAIRS of every verb: a file of any format, or a folder with one such file. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { baseName, splitOf, stemOf } from '../../formats/file-names.ts'
import type { Format, ReadItem } from '../../formats/format.ts'
import { formatNamed, recognise, refuseWhatIsNoData, surest } from '../../formats/recognise.ts'
import { UserError } from '../../model/errors.ts'
import { openTextFile, refuse, type TextFile } from './text-file.ts'

export interface PairsOptions {
  /** A format's name; by the content where absent. */
  readonly format?: string | undefined
  /** What stands before a format's name at the caller's door, for hints; `--format` where absent. */
  readonly ask?: string | undefined
  /** For items that name no data set; what the format says of the path where absent. */
  readonly dataset?: string | undefined
  /** For items that name no split; what the file's name tells where absent. */
  readonly split?: string | undefined
}

export interface OpenPairs {
  /** The file itself, also where a folder was given. */
  readonly path: string
  readonly format: Format
  readonly items: AsyncIterable<ReadItem>
}

/**
 * Every item of PAIRS, in order, as it is read.
 *
 * @throws {UserError} if there is no such file, or no format fits it
 */
export async function* readPairs(path: string, options: PairsOptions = {}): AsyncGenerator<ReadItem> {
  yield* (await openPairs(path, options)).items
}

/** Opens PAIRS and settles its format, before any item is read. */
export async function openPairs(path: string, options: PairsOptions = {}): Promise<OpenPairs> {
  const named = options.format === undefined ? undefined : formatNamed(options.format)
  const kind = await stat(path).catch((thrown) => refuse(path, thrown))
  const file = await openTextFile(kind.isDirectory() ? await onlyFileIn(path, options) : path)
  try {
    refuseWhatIsNoData(file.beginning, file.path)
    const format = named ?? recognise(file.beginning, file.path, options.ask)
    return { path: file.path, format, items: itemsOf(file, format, options) }
  } catch (thrown) {
    file.close()
    throw thrown
  }
}

function itemsOf(file: TextFile, format: Format, options: PairsOptions): AsyncIterable<ReadItem> {
  if (!format.read)
    throw new UserError(`Cannot read "${file.path}" as ${format.name}: the format is written only`)
  const fromName = splitOf(file.path)
  const split = options.split ?? fromName
  const dataset = options.dataset ?? format.datasetOf(file.path)
  const collection = collectionOf(file.path, { dataset, split })
  return format.read(
    { path: file.path, text: file.text },
    { dataset, collection, ...(split ? { split } : {}) },
  )
}

/** What tells a file from the publisher's others: the split that its name tells, else its name. */
function collectionOf(
  path: string,
  { dataset, split }: { dataset: string; split: string | undefined },
): string {
  const fromName = splitOf(path)
  const own = fromName === undefined && stemOf(path) !== dataset ? stemOf(path) : undefined
  return [dataset, fromName ?? split, own].filter((part) => part !== undefined).join('-')
}

/** The one file of a folder that holds pairs; gold text beside a file with questions does not count. */
async function onlyFileIn(folder: string, { format, split }: PairsOptions): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => !entry.isDirectory() && /\.(json|jsonl|sql|txt)$/i.test(entry.name))
  const found: { path: string; formats: string[] }[] = []
  for (const name of names.map((entry) => entry.name).sort()) {
    if (split !== undefined && splitOf(name) !== split) continue
    const path = join(folder, name)
    const formats = await formatsOf(path)
    if (format === undefined ? formats.length > 0 : formats.includes(format)) found.push({ path, formats })
  }
  const withQuestions = found.filter(({ formats }) => !formats.includes('gold-sql'))
  const candidates = withQuestions.length > 0 ? withQuestions : found
  if (candidates.length === 1) return candidates[0]!.path
  if (candidates.length === 0) {
    throw new UserError(
      `Cannot read pairs from the folder "${folder}": no file in it has a format that Concord knows`,
    )
  }
  const list = candidates.map(({ path, formats }) => `${baseName(path)} (${formats.join(' or ')})`)
  throw new UserError(
    `Cannot read pairs from the folder "${folder}": it holds ${list.length} such files: ${list.join(', ')}`,
    `Name one, such as ${candidates[0]!.path}`,
  )
}

async function formatsOf(path: string): Promise<string[]> {
  try {
    const file = await openTextFile(path)
    file.close()
    return surest(file.beginning, path).map(({ name }) => name)
  } catch (thrown) {
    if (thrown instanceof UserError) return []
    throw thrown
  }
}
