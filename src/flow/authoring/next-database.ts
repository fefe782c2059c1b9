/** Where a question is wanted next: equal parts over the data sets, then over the databases of each. */
import { nearest, UserError } from '../../model/errors.ts'
import type { Source, Split } from '../../model/source.ts'
import { countBy } from '../../store/questions.ts'
import { listSources } from '../../store/sources.ts'
import type { Db } from '../../store/tables.ts'

export interface Wanted {
  readonly dataset: string | undefined
  readonly split: Split
}

export interface NextDatabase {
  readonly source: Source
  /** Questions that people wrote, by database and by data set, zeros included. */
  readonly perDatabase: Readonly<Record<string, number>>
  readonly perDataset: Readonly<Record<string, number>>
}

/**
 * The database with the fewest questions of the data set with the fewest; ties by name.
 *
 * @throws {UserError} if there is no database on this side, or in this data set
 */
export async function nextDatabase(db: Db, { dataset, split }: Wanted): Promise<NextDatabase> {
  const sources = (await listSources(db)).filter((one) => one.split === split)
  if (sources.length === 0) {
    throw new UserError(
      `Cannot say where a question is wanted: there is no ${split} database`,
      'Add one with concord source add NAME URL',
    )
  }
  const datasets = [...new Set(sources.map((one) => one.dataset))].sort()
  if (dataset !== undefined && !datasets.includes(dataset)) {
    const near = nearest(dataset, datasets)
    throw new UserError(
      `Cannot find a ${split} database of the data set "${dataset}"`,
      near ? `Did you mean "${near}"?` : `Data sets are ${datasets.join(', ')}`,
    )
  }
  const written = await countBy(db, 'db', { split, origin: 'seed' })
  const countOf = (one: Source) => written.get(one.name) ?? 0
  const inSet = (name: string) => sources.filter((one) => one.dataset === name)
  const sizeOf = (name: string) => inSet(name).reduce((sum, one) => sum + countOf(one), 0)
  const wanted = dataset ?? fewest(datasets, sizeOf)
  return {
    source: fewest(inSet(wanted), countOf),
    perDatabase: Object.fromEntries(inSet(wanted).map((one) => [one.name, countOf(one)])),
    perDataset: Object.fromEntries(datasets.map((name) => [name, sizeOf(name)])),
  }
}

/** The first of those with the smallest count. */
function fewest<T>(all: readonly T[], count: (one: T) => number): T {
  return all.reduce((best, one) => (count(one) < count(best) ? one : best))
}
