/** What SQLite or the file system says when the database itself cannot be read, in words a user can act on. */
import { messageOf } from '../../model/errors.ts'
import type { Trouble } from '../sandbox/protocol.ts'

/** By SQLite's message, for while it runs the driver gives no code; none of these can be caused by a query's text. */
const BY_MESSAGE: Readonly<Record<string, string>> = {
  'database disk image is malformed': 'The file is damaged. Take it from its publisher or a backup again',
  'file is not a database': 'The file is encrypted or no SQLite database. Take it from its publisher again',
  'database is locked': 'Another program holds it. Close that program, or copy the file and use the copy',
  'disk I/O error': 'The disk cannot be read. Check the disk, or copy the file to another one',
  'unable to open database file':
    'Check that you may read it. If a "-wal" file lies beside it, its folder has to be writable, or run PRAGMA wal_checkpoint(TRUNCATE) on it once',
}

const BY_FILE_CODE: Readonly<Record<string, string>> = {
  ENOENT: 'It was there before. Put it back, or name another file',
  EACCES: 'Make it readable for you',
}

/** Undefined if what was thrown is about the query. */
export function troubleOf(path: string, thrown: unknown): Trouble | undefined {
  const words = messageOf(thrown).replace(/^Failed to open database: /, '')
  const code = (thrown as NodeJS.ErrnoException).code ?? ''
  const hotJournal = isHotJournal(thrown)
  const hint = hotJournal
    ? 'A program that wrote to it was interrupted. Open it once with a program that may write, such as the sqlite3 shell'
    : (BY_MESSAGE[words] ?? BY_FILE_CODE[code])
  if (hint === undefined) return undefined
  const what = code === 'ENOENT' ? 'the file is gone' : words
  return { kind: 'trouble', message: `Cannot read "${path}": ${what}`, hint }
}

/** SQLITE_READONLY_ROLLBACK, _RECOVERY and _CANTINIT: https://www.sqlite.org/rescode.html */
function isHotJournal(thrown: unknown): boolean {
  const code = (thrown as { sqliteExtendedCode?: number }).sqliteExtendedCode ?? 0
  return [776, 264, 1288].includes(code)
}
