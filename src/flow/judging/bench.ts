/** What the judging of one item shares: each query runs once on each instance, whoever asks for it. */
import { UserError } from '../../model/errors.ts'
import type { Execution, Limits } from '../../model/execution.ts'
import type { Sources } from '../../sources/all.ts'
import type { Mode } from '../../sql/modes/mode.ts'
import type { FoundDatabase, Instance } from '../inputs/databases.ts'

export interface JudgeOptions {
  readonly sources: Sources
  readonly mode: Mode
  readonly limits: Partial<Limits>
  /** Judge on every other instance too. */
  readonly suite: boolean
  /** Names of a database's tables and columns in lower case. */
  readonly names: (database: FoundDatabase) => Promise<ReadonlySet<string>>
  /** Does one piece of work at a time, of all the items in work: for items whose results are large. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>
  /** An instance that cannot be read is left out; told once each. */
  readonly unreadable: (instance: Instance, reason: string) => void
}

export interface Bench {
  readonly mode: Mode
  readonly names: ReadonlySet<string>
  readonly shipped: Instance
  readonly others: readonly Instance[]
  /** At most `maxRows` rows are held, where they are given. */
  run(sql: string, instance: Instance, maxRows?: number): Promise<Execution>
  /** Runs even if it ran before. */
  runAgain(sql: string, instance: Instance): Promise<Execution>
}

/** @throws {UserError} if the shipped database cannot be read */
export async function openBench(database: FoundDatabase, options: JudgeOptions): Promise<Bench> {
  const { sources, mode, limits, suite } = options
  const [shipped, ...others] = database.instances as [Instance, ...Instance[]]
  const ran = new Map<string, Promise<Execution>>()
  const execute = async (sql: string, { url }: Instance, maxRows?: number) =>
    (await sources.open(url)).run(sql, maxRows === undefined ? limits : { ...limits, maxRows })
  return {
    mode,
    names: await options.names(database),
    shipped,
    others: suite ? await readable(others, options) : [],
    runAgain: execute,
    run(sql, instance, maxRows) {
      const key = `${instance.url}\n${maxRows ?? ''}\n${sql}`
      const known = ran.get(key) ?? execute(sql, instance, maxRows)
      ran.set(key, known)
      return known
    },
  }
}

async function readable(
  instances: readonly Instance[],
  { sources, unreadable }: JudgeOptions,
): Promise<Instance[]> {
  const opened = await Promise.all(
    instances.map(async (instance) => {
      try {
        await sources.open(instance.url)
        return [instance]
      } catch (thrown) {
        if (!(thrown instanceof UserError)) throw thrown
        unreadable(instance, thrown.message)
        return []
      }
    }),
  )
  return opened.flat()
}
