/** The settled pairs of a stage, each with where it came from. */
import type { Catalog } from '../../model/catalog.ts'
import { standingDecision, standingWords } from '../../model/decision.ts'
import { contentId } from '../../model/ids.ts'
import type { Pair } from '../../model/pair.ts'
import type { Question } from '../../model/question.ts'
import type { PairLineage } from '../../model/release.ts'
import { questionState } from '../../model/state.ts'
import { eachQuestion, getQuestions } from '../../store/questions.ts'
import { latestCatalog } from '../../store/sources.ts'
import { recordsOf } from '../../store/states.ts'
import type { Db } from '../../store/tables.ts'

/** A settled pair that has no side of a split yet. */
export interface SettledPair {
  readonly pair: Pair
  readonly lineage: PairLineage
  readonly catalog: Catalog
}

export interface SettledPairs {
  readonly pairs: readonly SettledPair[]
  /** Questions of the stage that are neither settled nor dropped. */
  readonly unsettled: number
}

export interface SettledOptions {
  /** All train questions where absent. */
  readonly stage: string | undefined
  /** Whether a model's answers come from a recording. */
  readonly isRecorded: (model: string) => boolean
}

const AT_ONCE = 500

export async function settledPairs(db: Db, { stage, isRecorded }: SettledOptions): Promise<SettledPairs> {
  const questions: Question[] = []
  const filter = { split: 'train' as const, ...(stage === undefined ? {} : { stage }) }
  for await (const question of eachQuestion(db, filter)) questions.push(question)
  const pairs: SettledPair[] = []
  let unsettled = 0
  const catalogs = catalogsOf(db)
  for (let from = 0; from < questions.length; from += AT_ONCE) {
    const batch = questions.slice(from, from + AT_ONCE)
    const records = await recordsOf(
      db,
      batch.map((one) => one.id),
    )
    const roots = await rootsOf(db, batch)
    for (const question of batch) {
      const record = records.get(question.id)!
      const state = questionState(record)
      if (state !== 'settled') {
        unsettled += state === 'dropped' ? 0 : 1
        continue
      }
      const root = roots.get(question.id)!
      const at = {
        question,
        root,
        catalog: await catalogs(question.db),
        rootCatalog: await catalogs(root.db),
      }
      pairs.push(settledPair(at, { record, isRecorded }))
    }
  }
  return { pairs, unsettled }
}

interface Place {
  readonly question: Question
  readonly root: Question
  readonly catalog: Catalog
  readonly rootCatalog: Catalog
}

type Records = Awaited<ReturnType<typeof recordsOf>>

interface Said {
  readonly record: NonNullable<ReturnType<Records['get']>>
  readonly isRecorded: (model: string) => boolean
}

function settledPair(
  { question, root, catalog, rootCatalog }: Place,
  { record: { decisions, candidates }, isRecorded }: Said,
): SettledPair {
  const decided = standingDecision(decisions)!
  const { id, db, dataset, evidence, origin, by } = question
  const writer = /^model:(.*)$/.exec(by)?.[1]
  const pair: Pair = {
    ...{ id, db_id: db, question: standingWords(question, decisions), sql: decided.sql! },
    ...(decided.sqlAlternatives?.length ? { sql_alternatives: decided.sqlAlternatives } : {}),
    ...(evidence === undefined ? {} : { evidence }),
    dataset,
  }
  const lineage: PairLineage = {
    question: id,
    decision: decided.id,
    settledBy: decided.accept === 'agreement' || decided.accept === 'policy' ? decided.accept : 'people',
    candidates: candidates.map((one) => one.id),
    guidelineVersion: decided.guidelineVersion,
    recorded: candidates.some((one) => one.recorded) || (writer !== undefined && isRecorded(writer)),
    origin,
    root: contentId('r', rootCatalog.fingerprint.hash, root.text.trim()),
    database: catalog.fingerprint.hash,
  }
  return { pair, lineage, catalog }
}

/** The question that each descends from; one without a parent is its own. */
async function rootsOf(db: Db, questions: readonly Question[]): Promise<Map<string, Question>> {
  const known = new Map(questions.map((one) => [one.id, one]))
  for (let missing = missingParents(known); missing.length > 0; missing = missingParents(known)) {
    for (const [id, one] of await getQuestions(db, missing)) known.set(id, one)
  }
  const rootOf = (of: Question): Question => (of.parent === undefined ? of : rootOf(known.get(of.parent)!))
  return new Map(questions.map((one) => [one.id, rootOf(one)]))
}

function missingParents(known: ReadonlyMap<string, Question>): string[] {
  const parents = [...known.values()].flatMap((one) => one.parent ?? [])
  return [...new Set(parents.filter((id) => !known.has(id)))]
}

/** The last seen catalog of each source, read once. */
export function catalogsOf(db: Db): (source: string) => Promise<Catalog> {
  const known = new Map<string, Promise<Catalog>>()
  const read = async (source: string) => {
    const seen = await latestCatalog(db, source)
    if (!seen) throw new Error(`The source "${source}" has no catalog`)
    return seen.catalog
  }
  return (source) => {
    const catalog = known.get(source) ?? read(source)
    known.set(source, catalog)
    return catalog
  }
}
