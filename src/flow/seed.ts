/** The verb that draws the seeds of a study from imported questions, in equal parts over the data sets. */
import type { SeedReport } from '../model/draw.ts'
import { UserError } from '../model/errors.ts'
import { eachQuestion, getQuestions } from '../store/questions.ts'
import { addStage, appendToStage, getStage, stageItemsOf } from '../store/stages.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import { drawParts, partsOf } from './sampling/equal-parts.ts'

const SEED = 'seed'

/**
 * Makes or fills the stage `seed` up to `count` imported questions over train databases; drawing again adds nothing.
 *
 * @throws {UserError} if no question over a train database was imported
 */
export async function sampleSeeds(
  { store, clock, seed }: Pick<Workbench, 'store' | 'clock' | 'seed'>,
  { count }: { readonly count: number },
): Promise<SeedReport> {
  return store.transaction(async (db) => {
    const inStage = await sampledIn(db)
    const pools = await importedBut(db, new Set(inStage.keys()))
    const held = countBy([...inStage.values()])
    const datasets = [...new Set([...pools.keys(), ...held.keys()])]
    if (datasets.length === 0) {
      throw new UserError(
        'Cannot draw seeds: no question over a train database was imported',
        'Bring some in with concord import FORMAT PATH --as questions, or write them with concord author',
      )
    }
    const parts = partsOf(datasets, { total: count, seed })
    const { drawn, short } = drawParts({ pools, held }, { parts, seed, label: 'seed sample' })
    const at = clock().toISOString()
    if (!(await getStage(db, SEED))) await addStage(db, { name: SEED, pipeline: 'seed', draw: { seed }, at })
    const chosen = [...drawn.values()].flat()
    await appendToStage(db, SEED, chosen)
    const perDataset = Object.fromEntries(
      [...drawn].map(([name, ids]) => [name, ids.length + (held.get(name) ?? 0)]),
    )
    const total = Object.values(perDataset).reduce((sum, n) => sum + n, 0)
    return { stage: SEED, added: chosen.length, perDataset, total, short: [...short] }
  })
}

/** The imported questions that are in the stage already, with their data set. */
async function sampledIn(db: Db): Promise<Map<string, string>> {
  const ids = (await stageItemsOf(db, SEED)).map((one) => one.question)
  const held = await getQuestions(db, ids)
  return new Map(
    [...held.values()].filter((one) => one.place !== undefined).map((one) => [one.id, one.dataset]),
  )
}

async function importedBut(db: Db, taken: ReadonlySet<string>): Promise<Map<string, string[]>> {
  const pools = new Map<string, string[]>()
  for await (const question of eachQuestion(db, { split: 'train', origin: 'seed' })) {
    if (question.place === undefined) continue
    const pool = pools.get(question.dataset) ?? []
    pools.set(question.dataset, pool)
    if (!taken.has(question.id)) pool.push(question.id)
  }
  return pools
}

function countBy(datasets: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of datasets) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
