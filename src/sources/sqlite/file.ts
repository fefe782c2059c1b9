/** From a source URL to a file that is a SQLite database, or a sentence that says what it is instead. */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { UserError } from '../../model/errors.ts'

const MAGIC = 'SQLite format 3\0'
const HEAD_BYTES = 256

/** The absolute path that `sqlite:FILE` names; FILE is taken literally, relative to the working directory. */
export function pathOf(url: string): string {
  const file = url.replace(/^sqlite:/i, '')
  if (file === '') throw new UserError(`Cannot open "${url}": it names no file`, 'Write sqlite:FILE')
  return resolve(file)
}

/** @throws {UserError} if there is no SQLite database */
export function checkFile(url: string, path: string): void {
  const head = headOf(url, path)
  if (head.startsWith(MAGIC)) return
  const [found, hint] = whatItIs(head)
  throw new UserError(`Cannot open "${url}" as a SQLite database: ${found}`, hint)
}

function headOf(url: string, path: string): string {
  try {
    if (statSync(path).isDirectory()) {
      throw new UserError(`Cannot open "${url}": it is a folder`, 'Name the .sqlite file inside it')
    }
    return readHead(path)
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown
    throw unreadable(url, path, thrown as NodeJS.ErrnoException)
  }
}

function readHead(path: string): string {
  const buffer = Buffer.alloc(HEAD_BYTES)
  const file = openSync(path, 'r')
  try {
    return buffer.toString('latin1', 0, readSync(file, buffer, 0, HEAD_BYTES, 0))
  } finally {
    closeSync(file)
  }
}

function unreadable(url: string, path: string, cause: NodeJS.ErrnoException): UserError {
  if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') {
    const hint = /^sqlite:\/\//i.test(url) ? 'Write sqlite:FILE, without the slashes' : 'Check the path'
    return new UserError(`Cannot open "${url}": there is no file "${path}"`, hint, { cause })
  }
  const why = cause.code === 'EACCES' ? 'you may not read it' : cause.message
  return new UserError(`Cannot open "${url}": ${why}`, 'Make the file readable for you', { cause })
}

/** What a file is that is no SQLite database, and what to do about it. */
function whatItIs(head: string): [found: string, hint: string] {
  if (head === '') return ['the file is empty', 'Fill it, or name the file that holds the data']
  if (head.startsWith('version https://git-lfs')) {
    return ['it is a Git LFS pointer, not the data', 'Run "git lfs pull" in its repository']
  }
  if (/^\s*<(!doctype|html|\?xml)/i.test(head)) {
    return ['it is a web page', 'The download gave a page instead of the file: download it again']
  }
  if (head.startsWith('PK\x03\x04') || head.startsWith('\x1f\x8b')) {
    return ['it is a compressed archive', 'Unpack it first']
  }
  if (/^[\t\r\n -~]*$/.test(head) && /\b(create|insert|pragma|begin)\b/i.test(head)) {
    return ['it is SQL text', 'Make a database of it first: sqlite3 FILE.sqlite < FILE.sql']
  }
  return ['it is another kind of file, or encrypted', 'Name a SQLite 3 file that is not encrypted']
}
