/** Checks queries on one database: its catalog and its values are read once and serve every query. */
import type { Catalog } from '../../model/catalog.ts'
import type { Execution } from '../../model/execution.ts'
import type { Finding, Waiver } from '../../model/finding.ts'
import { engineOf } from '../../model/source.ts'
import type { Database } from '../../sources/engine.ts'
import { checkSql, lookupsOf } from '../../sql/rules/check-sql.ts'
import type { Text } from '../../sql/rules/reading/words.ts'
import { applyWaivers, waiversOn } from '../../sql/rules/waiver.ts'
import { probe } from './probe.ts'
import { openValueIndex } from './value-index.ts'

/** A question and the query to check. */
export interface Checkable extends Text {
  readonly sql: string
  readonly waivers?: readonly Waiver[]
}

export interface Checker {
  /**
   * Every finding on the query, in the order of its text.
   *
   * @throws {UserError} if the database is gone
   */
  check(item: Checkable): Promise<Finding[]>
}

export interface CheckerOptions {
  /** Databases on which each query is run, for the rules that compare results. Default none. */
  readonly instances?: readonly Database[]
  /** Also run the checks that ask the data: swapped values and resolved codes. Default false. */
  readonly probes?: boolean
  /** With profiles, of what the database holds now. Default: the database is read. */
  readonly catalog?: Catalog
}

/**
 * Opens a checker.
 *
 * @param database the shipped database: catalog and values are its
 */
export async function openChecker(
  database: Database,
  { instances = [], probes = false, catalog: known }: CheckerOptions = {},
): Promise<Checker> {
  const catalog = known ?? (await database.catalog({ profiles: true }))
  const values = openValueIndex(database, engineOf(database.url))
  return {
    async check(item) {
      const hasValue = await values.ask(lookupsOf(item.sql, catalog))
      const results: Execution[] = await Promise.all(instances.map((instance) => instance.run(item.sql)))
      const found = checkSql({ ...item, catalog, hasValue, results })
      if (!probes) return found
      const tried = instances.length > 0 ? instances : [database]
      const asked = await probe(item, { database, instances: tried, catalog })
      return [...found, ...applyWaivers(asked, waiversOn(item))]
    },
  }
}
