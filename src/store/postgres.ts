/** The team's store: PostgreSQL, through Kysely's own dialect. */
import { type Dialect, PostgresDialect, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { postgresError } from './errors.ts'

const CONNECT_TIMEOUT_MS = 10_000
const CONNECTIONS = 8

/** Numbers as numbers: `bigint` and `numeric` come back as text otherwise. */
const NUMBERS = new Map<number, (text: string) => number>([
  [20, Number],
  [1700, Number],
])

export interface PostgresStore {
  readonly dialect: Dialect
  readonly pool: pg.Pool
}

export function openPostgres(url: string): PostgresStore {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'concord',
    types: {
      getTypeParser: ((oid: number, format: 'text' | 'binary') =>
        (format !== 'binary' && NUMBERS.get(oid)) ||
        pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
    },
  })
  // a connection that breaks while it rests is replaced; the next query that needs it says so
  pool.on('error', () => undefined)
  const dialect = new PostgresDialect({ pool: { connect: () => connect(pool, url), end: () => pool.end() } })
  return { dialect, pool }
}

/** The clients as Kysely holds them: one for each real one, so that Kysely knows them again. */
const named = new WeakMap<pg.PoolClient, PostgresPoolClient>()

/** A connection whose failures are sentences without the password. */
async function connect(pool: pg.Pool, url: string): Promise<PostgresPoolClient> {
  const client = await pool.connect().catch((thrown: unknown) => {
    throw postgresError(thrown, url)
  })
  const query = async (...asked: unknown[]) => {
    try {
      return await (client.query as (...all: unknown[]) => Promise<unknown>).apply(client, asked)
    } catch (thrown) {
      throw postgresError(thrown, url)
    }
  }
  const known =
    named.get(client) ?? ({ query, release: () => client.release() } as unknown as PostgresPoolClient)
  named.set(client, known)
  return known
}
