/** What a machine, a file or a server refuses, as sentences that say how to mend it; everything else stays a bug. */
import { accessSync, constants, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { messageOf, UserError } from '../model/errors.ts'
import { withoutPassword } from '../model/source.ts'

/** SQLite's primary result codes: https://sqlite.org/rescode.html */
const SQLITE: Readonly<Record<number, { what: string; hint: string }>> = {
  5: { what: 'another process has held it for more than 5 s', hint: 'End the other process, or try again' },
  8: { what: 'it cannot be written', hint: 'Give yourself the right to write the file and its folder' },
  10: { what: 'the disk failed', hint: 'Check the disk and its free space, then run the same command again' },
  11: { what: 'it is damaged', hint: 'Restore a backup of it' },
  13: {
    what: 'the disk is full',
    hint: 'Free some space and run the same command again: nothing that was stored is lost',
  },
  14: { what: 'it cannot be opened', hint: 'Check that the folder exists and that you may write in it' },
  26: { what: 'it is not a database', hint: 'Move the file away; the next command makes a new store' },
}

/** The UserError of what SQLite threw, or the thing itself where no user can mend it. */
export function sqliteError(thrown: unknown, file: string): unknown {
  const code = (thrown as { errcode?: unknown }).errcode
  const said =
    typeof code === 'number' ? SQLITE[code & 0xff] : SYSTEM[(thrown as { code?: string }).code ?? '']
  const unwritable = said && UNWRITABLE.has(said) ? readOnly(file) : undefined
  const known = said === SQLITE[10] && isFull(file) ? SQLITE[13] : (unwritable ?? said)
  if (!known) return thrown
  return new UserError(`Cannot use the store "${file}": ${known.what}`, known.hint, { cause: thrown })
}

const UNWRITABLE: ReadonlySet<unknown> = new Set([SQLITE[8], SQLITE[14]])

/** What SQLite does not tell: that the file, or its folder where there is none yet, is there to be read only. */
function readOnly(file: string): { what: string; hint: string } | undefined {
  for (const path of [file, dirname(file), dirname(dirname(file))]) {
    try {
      accessSync(path, constants.W_OK)
    } catch (thrown) {
      const { code } = thrown as NodeJS.ErrnoException
      const hint = 'Copy the workspace to where you may write, or make it writable for you'
      if (code === 'EROFS') return { what: 'it is read-only, as is the whole file system', hint }
      if (code === 'EACCES') return { what: 'it is read-only for you', hint }
    }
  }
  return undefined
}

/** Less is left than SQLite needs to share a file between processes, which it then calls a failure of the disk. */
function isFull(file: string): boolean {
  const { bavail, bsize } = statfsSync(dirname(file))
  return bavail * bsize < 64 * 1024
}

const SYSTEM: Readonly<Record<string, { what: string; hint: string } | undefined>> = {
  EACCES: SQLITE[8],
  EPERM: SQLITE[8],
  EROFS: SQLITE[8],
  ENOSPC: SQLITE[13],
  ENOTDIR: { what: 'a file lies where its folder should be', hint: 'Move that file away' },
  EEXIST: { what: 'a file lies where its folder should be', hint: 'Move that file away' },
}

const SERVER = 'Check DATABASE_URL, and that the server runs'

/** PostgreSQL's SQLSTATEs and the system's own: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const POSTGRES: Readonly<Record<string, { what: string; hint: string }>> = {
  ECONNREFUSED: { what: 'nobody answers there', hint: SERVER },
  ENOTFOUND: { what: 'its host is not known', hint: SERVER },
  EAI_AGAIN: { what: 'its host cannot be looked up', hint: SERVER },
  ETIMEDOUT: { what: 'it does not answer', hint: SERVER },
  EHOSTUNREACH: { what: 'its host cannot be reached', hint: SERVER },
  ECONNRESET: { what: 'it broke the connection', hint: 'Run the same command again' },
  '28P01': { what: 'it refuses the password', hint: 'Check the user and password in DATABASE_URL' },
  '28000': {
    what: 'it refuses the user',
    hint: 'Check the user in DATABASE_URL and the server’s pg_hba.conf',
  },
  '3D000': {
    what: 'it has no such database',
    hint: 'Make it with createdb, or mend its name in DATABASE_URL',
  },
  '42501': {
    what: 'the user may not do this there',
    hint: 'Give the user the right to make tables in its schema',
  },
  '42P07': {
    what: 'its database already has tables of another program',
    hint: 'Make a database of its own for Concord',
  },
  '53100': { what: 'its disk is full', hint: 'Free some space there and run the same command again' },
  '53300': { what: 'it takes no more connections', hint: 'End other clients, or raise its max_connections' },
  '57P01': { what: 'it was shut down', hint: 'Start it and run the same command again' },
  '57P03': { what: 'it is still starting', hint: 'Try again in a moment' },
  '25006': { what: 'it is read-only', hint: 'Connect to the primary server' },
}

/** The UserError of what PostgreSQL or the network threw, or the thing itself where no user can mend it. */
export function postgresError(thrown: unknown, url: string): unknown {
  const code = String((thrown as { code?: unknown }).code ?? '')
  const gone = /timeout exceeded when trying to connect|Connection terminated/i.test(messageOf(thrown))
  const known = POSTGRES[code] ?? (gone ? POSTGRES.ETIMEDOUT : undefined)
  if (!known) return thrown
  return new UserError(`Cannot use the store at "${withoutPassword(url)}": ${known.what}`, known.hint, {
    cause: thrown,
  })
}

/** Whether trying the same transaction again can work: another one came between. */
export function isContention(thrown: unknown): boolean {
  const cause = thrown instanceof UserError ? thrown.cause : thrown
  const { code, errcode } = (cause ?? {}) as { code?: unknown; errcode?: unknown }
  return code === '40001' || code === '40P01' || (typeof errcode === 'number' && (errcode & 0xff) === 5)
}
