/** One read-only connection inside a child, with its prepared statements; it is opened anew when its file has changed. */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite'
import { type Authorizer, authorize } from './authorizer.ts'

const STATEMENTS_KEPT = 64
/** How often it is looked whether the file is still the same. */
const LOOK_MS = 20
const BUSY_MS = 2_000
const MAX_SQL_BYTES = 1_000_000

export interface Prepared {
  readonly statement: StatementSyncInstance
  readonly columnNames: readonly string[]
}

export class Connection {
  readonly database: DatabaseSyncInstance
  readonly authorizer: Authorizer
  readonly path: string
  private readonly statements = new Map<string, Prepared>()
  private readonly stamp: string
  private lookedAt = performance.now()
  private maxLength = 0

  /** @throws what the driver or the file system says */
  constructor(path: string) {
    this.path = path
    this.stamp = stampOf(path)
    this.database = openReadOnly(path)
    this.database.exec('PRAGMA temp_store = MEMORY; PRAGMA query_only = ON')
    this.authorizer = authorize(this.database)
  }

  /**
   * Whether the file is still the one that was opened, as it was.
   *
   * @throws {NodeJS.ErrnoException} if it is gone
   */
  isCurrent(): boolean {
    const now = performance.now()
    if (now - this.lookedAt < LOOK_MS) return true
    this.lookedAt = now
    return stampOf(this.path) === this.stamp
  }

  /** Texts and bytes of a result, and what is made on the way to it, may not be longer. */
  limitLength(bytes: number): void {
    if (bytes === this.maxLength) return
    this.database.limits.length = bytes
    this.maxLength = bytes
  }

  /** @throws what SQLite says of the text */
  prepare(sql: string): Prepared {
    const known = this.statements.get(sql)
    if (known) this.statements.delete(sql)
    const prepared = known ?? this.compile(sql)
    this.statements.set(sql, prepared)
    if (this.statements.size > STATEMENTS_KEPT) this.statements.delete(this.statements.keys().next().value!)
    return prepared
  }

  private compile(sql: string): Prepared {
    const statement = this.database.prepare(sql)
    return { statement, columnNames: statement.columns().map((column) => column.name) }
  }

  close(): void {
    this.statements.clear()
    this.database.close()
  }
}

/**
 * A database in WAL mode that nobody has open is opened as immutable: SQLite would otherwise create its
 * `-wal` and `-shm` files beside it, or fail where the folder cannot be written.
 */
function openReadOnly(path: string): DatabaseSyncInstance {
  const url = pathToFileURL(path)
  url.searchParams.set('mode', 'ro')
  if (isWal(path) && !hasWriter(path)) url.searchParams.set('immutable', '1')
  return new DatabaseSync(url.href, {
    readOnly: true,
    enableDoubleQuotedStringLiterals: true,
    readBigInts: true,
    returnArrays: true,
    defensive: true,
    allowExtension: false,
    enableForeignKeyConstraints: false,
    timeout: BUSY_MS,
    limits: { attach: 0, sqlLength: MAX_SQL_BYTES },
  })
}

/** Bytes 18 and 19 of the header are 2 in WAL mode (https://www.sqlite.org/fileformat.html). */
function isWal(path: string): boolean {
  const header = Buffer.alloc(20)
  const file = openSync(path, 'r')
  try {
    readSync(file, header, 0, header.length, 0)
  } finally {
    closeSync(file)
  }
  return header[18] === 2
}

function hasWriter(path: string): boolean {
  const wal = statSync(`${path}-wal`, { throwIfNoEntry: false })
  return (wal?.size ?? 0) > 0 || statSync(`${path}-shm`, { throwIfNoEntry: false }) !== undefined
}

/** What tells one state of a file from the next: which file, its size, its times, and those of its log. */
export function stampOf(path: string): string {
  const file = statSync(path, { bigint: true })
  const wal = statSync(`${path}-wal`, { bigint: true, throwIfNoEntry: false })
  const parts = [
    file.dev,
    file.ino,
    file.size,
    file.mtimeNs,
    file.ctimeNs,
    wal?.size ?? -1n,
    wal?.mtimeNs ?? -1n,
  ]
  return parts.join(':')
}
