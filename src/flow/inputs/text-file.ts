/** Opens a text file once: its beginning to look at, and all of it in pieces; bytes become text by what they are. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { messageOf, UserError } from '../../model/errors.ts'
import { decode } from './decode.ts'

const BEGINNING = 64 * 1024

export interface TextFile {
  readonly path: string
  /** The first 64 KiB as text, less if the file is shorter. */
  readonly beginning: string
  /** All of the text, from its beginning; can be read once. */
  text(): AsyncIterable<string>
  /** Closes a file that is not read to its end. */
  close(): void
}

/**
 * Opens a text file: UTF-8, or UTF-16 with a byte order mark. Pipes work too, as it is read only once.
 *
 * @throws {UserError} if it is not there, cannot be read, or is no text
 */
export async function openTextFile(path: string): Promise<TextFile> {
  const kind = await stat(path).catch((thrown) => refuse(path, thrown))
  if (kind.isDirectory()) throw new UserError(`Cannot read "${path}": it is a folder, not a file`)
  const stream = createReadStream(path, { highWaterMark: BEGINNING })
  const pieces = decode(stream, path)[Symbol.asyncIterator]()
  const seen: string[] = []
  let length = 0
  while (length < BEGINNING) {
    const next = await pieces.next().catch((thrown) => refuse(path, thrown))
    if (next.done) break
    seen.push(next.value)
    length += next.value.length
  }
  const beginning = seen.join('')

  async function* text(): AsyncGenerator<string> {
    try {
      if (beginning !== '') yield beginning
      for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value
    } catch (thrown) {
      refuse(path, thrown)
    } finally {
      stream.destroy()
    }
  }
  return { path, beginning, text, close: () => void stream.destroy() }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'you may not read it',
  EISDIR: 'it is a folder, not a file',
}

/** Turns what the system says of a file into a sentence; errors that are none of the system's go on as they are. */
export function refuse(path: string, thrown: unknown): never {
  const code = (thrown as NodeJS.ErrnoException).code
  if (thrown instanceof UserError || code === undefined) throw thrown
  throw new UserError(`Cannot read "${path}": ${REASONS[code] ?? messageOf(thrown)}`, undefined, {
    cause: thrown,
  })
}
