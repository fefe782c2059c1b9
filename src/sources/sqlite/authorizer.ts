/** What SQLite may do for a query: read, call harmless functions, and use pragmas that only tell. */
import { constants, type DatabaseSyncInstance } from '@photostructure/sqlite'

const PRAGMAS: ReadonlySet<string> = new Set([
  'table_info',
  'table_xinfo',
  'table_list',
  'index_list',
  'index_info',
  'foreign_key_list',
  // Full-text tables ask this one themselves.
  'data_version',
])

/** Functions that reach outside the database, or into the process. */
const DENIED_FUNCTIONS: ReadonlySet<string> = new Set([
  'load_extension',
  'fts3_tokenizer',
  'readfile',
  'writefile',
  'edit',
  'fsdir',
  'lsmode',
  'sqlite_log',
  'rtreecheck',
])

const ALWAYS: ReadonlySet<number> = new Set([
  constants.SQLITE_SELECT,
  constants.SQLITE_READ,
  constants.SQLITE_RECURSIVE,
])

const ACTIONS: Readonly<Record<number, string>> = {
  [constants.SQLITE_INSERT]: 'insert into',
  [constants.SQLITE_UPDATE]: 'update',
  [constants.SQLITE_DELETE]: 'delete from',
}

export interface Authorizer {
  /** What was forbidden since it was asked last, in words. */
  takeDenied(): string | undefined
}

/** From now on the connection can only read. */
export function authorize(database: DatabaseSyncInstance): Authorizer {
  let denied: string | undefined
  database.setAuthorizer((action, first, second) => {
    if (ALWAYS.has(action)) return constants.SQLITE_OK
    const refusal = refusalOf(action, first, second)
    if (refusal === undefined) return constants.SQLITE_OK
    denied ??= refusal
    return constants.SQLITE_DENY
  })
  return {
    takeDenied() {
      const taken = denied
      denied = undefined
      return taken
    },
  }
}

function refusalOf(action: number, first: string | null, second: string | null): string | undefined {
  if (action === constants.SQLITE_FUNCTION) {
    return DENIED_FUNCTIONS.has(second?.toLowerCase() ?? '') ? `call the function ${second}` : undefined
  }
  if (action === constants.SQLITE_PRAGMA) {
    return PRAGMAS.has(first?.toLowerCase() ?? '') ? undefined : `use PRAGMA ${first}`
  }
  const verb = ACTIONS[action]
  return verb && first && !first.startsWith('sqlite_') ? `${verb} "${first}"` : ''
}
