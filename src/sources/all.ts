/** Every engine, and the one place where databases under study are opened by their URL. */
import { UserError } from '../model/errors.ts'
import { type EngineName, engineOf } from '../model/source.ts'
import type { Database, Engine, EngineOptions } from './engine.ts'
import { sqliteEngine } from './sqlite/engine.ts'

export const engines = {
  sqlite: sqliteEngine,
} satisfies Partial<Record<EngineName, (options: EngineOptions) => Engine>>

const SPOKEN: Readonly<Record<EngineName, string>> = {
  sqlite: 'SQLite',
  duckdb: 'DuckDB',
  postgres: 'PostgreSQL',
  mysql: 'MySQL',
}

/** The databases that are open. */
export interface Sources extends AsyncDisposable {
  /**
   * The database of a URL; the same one while it stays open.
   *
   * @throws {UserError} if the URL names nothing that can be opened
   */
  open(url: string): Promise<Database>
  /** Ends every process; what still runs fails. */
  close(): Promise<void>
}

export function openSources(options: EngineOptions = {}): Sources {
  const running = new Map<EngineName, Engine>()
  const opened = new Map<string, Promise<Database>>()
  const engineFor = (url: string) => {
    const name = engineOf(url)
    const engine = running.get(name) ?? startEngine(name, options)
    running.set(name, engine)
    return engine
  }
  const close = async () => {
    opened.clear()
    await Promise.all([...running.values()].map((engine) => engine.close()))
  }
  return {
    async open(url) {
      const known = opened.get(url)
      if (known) return known
      const opening = engineFor(url).open(url)
      opened.set(url, opening)
      opening.catch(() => opened.delete(url))
      return opening
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

function startEngine(name: EngineName, options: EngineOptions): Engine {
  if (name in engines) return engines[name as keyof typeof engines](options)
  throw new UserError(
    `${SPOKEN[name]} sources are not supported by this version of Concord`,
    `Available: ${Object.keys(engines).join(', ')}`,
  )
}
