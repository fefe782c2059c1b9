/** Keeps training and test apart: no database, question or query's skeleton of one side may be on the other. */
import { readQuery } from '../../metrics/reading.ts'
import type { Catalog } from '../../model/catalog.ts'
import { UserError } from '../../model/errors.ts'
import type { Pair } from '../../model/pair.ts'
import { latestCatalog, listSources } from '../../store/sources.ts'
import type { Db } from '../../store/tables.ts'
import { normalWords } from './normal-words.ts'

export interface Sides {
  readonly train: readonly Pair[]
  readonly test: readonly Pair[]
}

const LISTED = 20
const WARNED = 5

/**
 * Holds both sides against each other, databases by what they hold and not by their names.
 *
 * @returns warnings: the same words over different databases
 * @throws {UserError} with the list if a database is on both sides, or a question or a query's skeleton is on both
 *   sides over one database
 */
export async function holdApart(db: Db, { train, test }: Sides): Promise<string[]> {
  const known = await catalogs(db)
  const trained = await trainDatabases(db, known)
  const index = indexOf(train, known)
  const found = new Set<string>()
  for (const name of new Set(test.map((pair) => pair.db_id))) {
    const twin = trained.get(hashOf(known, name))
    if (twin !== undefined) found.add(`database "${name}" holds the same as the train database "${twin}"`)
  }
  for (const pair of test) {
    const same = index.questions.get(keyOf(pair, known))
    if (same !== undefined) found.add(`"${pair.question}" over "${pair.db_id}" is also train item ${same}`)
    const skeleton = skeletonOf(pair, known)
    const like = skeleton === undefined ? undefined : index.skeletons.get(skeleton)
    if (like !== undefined)
      found.add(`the query of ${pair.id} over "${pair.db_id}" has the pattern of train item ${like}`)
  }
  if (found.size > 0) throw onBothSides([...found])
  return sameWords(train, test)
}

function onBothSides(found: readonly string[]): UserError {
  const listed = found.slice(0, LISTED).map((one) => `\n  - ${one}`)
  const rest = found.length > LISTED ? `\n  … and ${found.length - LISTED} more` : ''
  return new UserError(
    `Cannot make the benchmark: ${found.length} ${found.length === 1 ? 'thing is' : 'things are'} on both sides${listed.join('')}${rest}`,
    'Take them out of one side: a model must not be tested on what it was trained on',
  )
}

/** The train databases by their fingerprint. */
async function trainDatabases(db: Db, known: ReadonlyMap<string, Catalog>): Promise<Map<string, string>> {
  const train = (await listSources(db)).filter((one) => one.split === 'train')
  return new Map(train.map((one) => [hashOf(known, one.name), one.name]))
}

async function catalogs(db: Db): Promise<Map<string, Catalog>> {
  const found = new Map<string, Catalog>()
  for (const { name } of await listSources(db)) {
    const seen = await latestCatalog(db, name)
    if (seen) found.set(name, seen.catalog)
  }
  return found
}

function hashOf(known: ReadonlyMap<string, Catalog>, name: string): string {
  return known.get(name)?.fingerprint.hash ?? `unknown ${name}`
}

function keyOf({ db_id, question }: Pair, known: ReadonlyMap<string, Catalog>): string {
  return `${hashOf(known, db_id)}\u0000${normalWords(question)}`
}

function skeletonOf({ db_id, sql }: Pair, known: ReadonlyMap<string, Catalog>): string | undefined {
  const catalog = known.get(db_id)
  if (sql === undefined || catalog === undefined) return undefined
  const read = readQuery(sql, { db: db_id, catalog, level: 'L2' })
  return read.kind === 'read' ? `${hashOf(known, db_id)}\u0000${read.pattern}` : undefined
}

function indexOf(train: readonly Pair[], known: ReadonlyMap<string, Catalog>) {
  const questions = new Map<string, string>()
  const skeletons = new Map<string, string>()
  for (const pair of train) {
    questions.set(keyOf(pair, known), pair.id)
    const skeleton = skeletonOf(pair, known)
    if (skeleton !== undefined) skeletons.set(skeleton, pair.id)
  }
  return { questions, skeletons }
}

function sameWords(train: readonly Pair[], test: readonly Pair[]): string[] {
  const trained = new Map(train.map((pair) => [normalWords(pair.question), pair]))
  const twins = test.flatMap((pair) => {
    const twin = trained.get(normalWords(pair.question))
    return twin ? [{ pair, twin }] : []
  })
  const said = twins.slice(0, WARNED).map(({ pair, twin }) => {
    return `"${pair.question}" is asked over "${pair.db_id}" and in training over "${twin.db_id}"`
  })
  return twins.length > WARNED
    ? [...said, `… and ${twins.length - WARNED} more questions with words of training`]
    : said
}
