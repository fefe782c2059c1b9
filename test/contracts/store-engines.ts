/** A fresh store of each engine for the contract: a file in a new folder, a database of a random name that is dropped again. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { StoreLocation } from '../../src/store/store.ts'

const SERVER = 'postgres://postgres@127.0.0.1:5432'

export interface Fresh extends AsyncDisposable {
  readonly location: StoreLocation
}

async function atServer(act: (client: pg.Client) => Promise<unknown>): Promise<boolean> {
  const client = new pg.Client({ connectionString: `${SERVER}/postgres`, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
  } catch {
    return false
  }
  await act(client).finally(() => client.end())
  return true
}

/** Whether a PostgreSQL of this machine answers. */
export const postgresIsHere = await atServer(async () => undefined)

export const ENGINES = {
  async sqlite(): Promise<Fresh> {
    const folder = mkdtempSync(join(tmpdir(), 'concord-store-'))
    return {
      location: { engine: 'sqlite', file: join(folder, 'store.sqlite') },
      async [Symbol.asyncDispose]() {
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
  async postgres(): Promise<Fresh> {
    const name = `concord_test_${randomBytes(6).toString('hex')}`
    await atServer((client) => client.query(`CREATE DATABASE ${name}`))
    return {
      location: { engine: 'postgres', url: `${SERVER}/${name}` },
      async [Symbol.asyncDispose]() {
        await atServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
      },
    }
  },
}
