/** The verb that names the databases under study and says what is in them. */

import type { Catalog } from '../model/catalog.ts'
import { describedCatalog } from '../model/description.ts'
import { messageOf, nearest, UserError } from '../model/errors.ts'
import type { Source } from '../model/source.ts'
import type { SourceDescription, SourceSummary } from '../model/source-report.ts'
import { countBy, countQuestions } from '../store/questions.ts'
import {
  addCatalog,
  addDescription,
  descriptionsOf,
  getSource,
  latestCatalog,
  listSources,
  removeSource,
} from '../store/sources.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import { type Registering, registerSource, type SourceSpec } from './intake/register-source.ts'

/** Adds a source, or reads one again that has changed; every value of its database is looked at once. */
export async function addNamed(
  bench: Registering,
  spec: SourceSpec,
): Promise<SourceSummary & { added: boolean; changed: boolean }> {
  const { source, catalog, added, changed } = await registerSource(bench, spec)
  const questions = await countQuestions(bench.store.db, { db: source.name, withdrawn: true })
  return { ...summary(source, catalog, questions), added, changed }
}

/** Every source with its size, by name. */
export async function listAll({ store }: Pick<Workbench, 'store'>): Promise<SourceSummary[]> {
  const questions = await countBy(store.db, 'db', { withdrawn: true })
  const sources = await listSources(store.db)
  return Promise.all(
    sources.map(async (source) =>
      summary(source, (await seenOf(store.db, source)).catalog, questions.get(source.name) ?? 0),
    ),
  )
}

export interface DescribeOptions {
  /** Reads the database again and keeps what it finds. */
  readonly refresh?: boolean | undefined
}

/** All that is known of a source, and whether its database is still what it was. */
export async function describeSource(
  bench: Pick<Workbench, 'store' | 'openDatabase' | 'clock'>,
  name: string,
  { refresh }: DescribeOptions = {},
): Promise<SourceDescription> {
  const { db } = bench.store
  const source = await sourceNamed(db, name)
  if (refresh) {
    const catalog = await (await bench.openDatabase(source.url)).catalog({ profiles: true })
    await addCatalog(db, { source: name, url: source.url, catalog, at: bench.clock().toISOString() })
  }
  const seen = await seenOf(db, source)
  const { tables, fingerprint } = describedCatalog(seen.catalog, await descriptionsOf(db, name))
  const now = await fingerprintNow(bench, source)
  const changed = 'hash' in now ? now.hash !== fingerprint.hash : null
  const problem = 'problem' in now ? { problem: now.problem } : {}
  return { ...source, tables, fingerprint, seenAt: seen.at, changed, ...problem }
}

export interface DescriptionSpec {
  readonly source: string
  readonly table: string
  readonly column?: string | undefined
  readonly text: string
}

/** Says of a table or column what it means; earlier words are kept as earlier versions. */
export async function describeTable(
  { store, clock, person }: Pick<Workbench, 'store' | 'clock' | 'person'>,
  spec: DescriptionSpec,
): Promise<{ source: string; table: string; column: string | null; version: number }> {
  const source = await sourceNamed(store.db, spec.source)
  const { tables } = (await seenOf(store.db, source)).catalog
  const table = oneNamed(tables, spec.table, `source "${spec.source}" has no table`)
  const column =
    spec.column === undefined
      ? undefined
      : oneNamed(table.columns, spec.column, `table "${table.name}" has no column`)
  const { version } = await addDescription(store.db, {
    source: spec.source,
    table: table.name,
    column: column?.name ?? '',
    text: spec.text,
    by: person,
    at: clock().toISOString(),
  })
  return { source: spec.source, table: table.name, column: column?.name ?? null, version }
}

/** Takes a source out of the workspace. */
export async function remove(
  { store }: Pick<Workbench, 'store'>,
  name: string,
): Promise<{ removed: string }> {
  await sourceNamed(store.db, name)
  await store.transaction(async (db) => {
    const questions = await countQuestions(db, { db: name, withdrawn: true })
    if (questions > 0) {
      throw new UserError(
        `Cannot remove the source "${name}": ${questions} ${questions === 1 ? 'question is' : 'questions are'} asked over it`,
        'What was asked is never deleted; start another workspace without it',
      )
    }
    await removeSource(db, name)
  })
  return { removed: name }
}

/** The source of a name, or a sentence with the nearest one. */
async function sourceNamed(db: Db, name: string): Promise<Source> {
  const found = await getSource(db, name)
  if (found) return found
  const near = nearest(
    name,
    (await listSources(db)).map((one) => one.name),
  )
  throw new UserError(
    `Cannot find the source "${name}"`,
    near ? `Did you mean "${near}"?` : `Add it with concord source add ${name} URL`,
  )
}

async function seenOf(db: Db, source: Source) {
  const seen = await latestCatalog(db, source.name)
  if (!seen) throw new Error(`The source "${source.name}" has no catalog`)
  return seen
}

async function fingerprintNow(
  bench: Pick<Workbench, 'openDatabase'>,
  source: Source,
): Promise<{ hash: string } | { problem: string }> {
  try {
    return await (await bench.openDatabase(source.url)).fingerprint()
  } catch (thrown) {
    if (thrown instanceof UserError) return { problem: messageOf(thrown) }
    throw thrown
  }
}

function oneNamed<T extends { readonly name: string }>(all: readonly T[], name: string, without: string): T {
  const found = all.find((one) => one.name === name)
  if (found) return found
  const near = nearest(
    name,
    all.map((one) => one.name),
  )
  throw new UserError(
    `Cannot describe it: the ${without} "${name}"`,
    near ? `Did you mean "${near}"?` : undefined,
  )
}

function summary(source: Source, catalog: Catalog, questions: number): SourceSummary {
  return {
    ...source,
    tables: catalog.tables.length,
    columns: catalog.tables.reduce((sum, table) => sum + table.columns.length, 0),
    rows: catalog.tables.reduce((sum, table) => sum + table.rowCount, 0),
    fingerprint: catalog.fingerprint,
    questions,
  }
}
