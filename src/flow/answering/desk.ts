/** What is needed to answer questions over one source: its catalog with people's words, its database, the rule checker, its instances. */
import type { Catalog } from '../../model/catalog.ts'
import { describedCatalog } from '../../model/description.ts'
import { UserError } from '../../model/errors.ts'
import type { Execution, Limits } from '../../model/execution.ts'
import type { Source } from '../../model/source.ts'
import { descriptionsOf, getSource, latestCatalog } from '../../store/sources.ts'
import type { Workbench } from '../../workbench.ts'
import { type Checker, openChecker } from '../checking/checker.ts'
import { comparingLimits, type Instances, openInstances } from '../judging/instances.ts'
import { namingSource, refuseChanged } from '../judging/unchanged.ts'

export type DeskBench = Pick<Workbench, 'store' | 'workspace' | 'openDatabase' | 'config'>

export interface Desk {
  readonly source: Source
  /** As it was last seen, with what people said of it. */
  readonly catalog: Catalog
  /** Runs one query within the workspace's limits. */
  run(sql: string): Promise<Execution>
  /** @throws {UserError} if the database no longer holds what the catalog says */
  unchanged(): Promise<void>
  /** The rule checker over this database; opened when first asked for. */
  checker(): Promise<Checker>
  /** The databases on which queries are compared; opened when first asked for. */
  instances(): Promise<Instances>
}

/** The desks of a workspace, each opened once. */
export interface Desks {
  /** @throws {UserError} if there is no such source, its database cannot be opened, or it holds other data than was read */
  of(source: string): Promise<Desk>
}

export function openDesks(bench: DeskBench): Desks {
  const open = new Map<string, Promise<Desk>>()
  return {
    of(source) {
      const desk = open.get(source) ?? openDesk(bench, source)
      open.set(source, desk)
      return desk
    },
  }
}

async function openDesk(bench: DeskBench, name: string): Promise<Desk> {
  const { db } = bench.store
  const { limits } = bench.config
  const source = await getSource(db, name)
  const seen = await latestCatalog(db, name)
  if (!source || !seen) {
    throw new UserError(`Cannot find the source "${name}"`, `Add it with concord source add ${name} URL`)
  }
  const database = await namingSource(name, () => bench.openDatabase(source.url))
  const unchanged = () => refuseChanged(database, { source: name, hash: seen.catalog.fingerprint.hash })
  await unchanged()
  const queryLimits: Limits = {
    timeoutMs: limits.queryTimeoutMs,
    maxRows: limits.queryRows,
    memoryMb: limits.queryMemoryMb,
  }
  let checker: Promise<Checker> | undefined
  let instances: Promise<Instances> | undefined
  return {
    source,
    catalog: describedCatalog(seen.catalog, await descriptionsOf(db, name)),
    run: (sql) => namingSource(name, () => database.run(sql, queryLimits)),
    unchanged,
    checker() {
      checker ??= openChecker(database, { catalog: seen.catalog })
      return checker
    },
    instances() {
      instances ??= openInstances(bench, source, comparingLimits(limits)).then(async (open) => {
        await unchanged()
        return open
      })
      return instances
    },
  }
}
