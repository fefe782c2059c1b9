/** The verb that says how far the work is: what there is, what waits for whom, and what comes next. */
import type { StatusReport } from '../model/status.ts'
import { costOf } from '../store/calls.ts'
import { countNouns } from '../store/counts.ts'
import { getGuidelines } from '../store/guidelines.ts'
import { countLeases } from '../store/leases.ts'
import { countBy } from '../store/questions.ts'
import { listRounds, roundItemsOf } from '../store/rounds.ts'
import { listSources } from '../store/sources.ts'
import { listStages, stageItemsOf } from '../store/stages.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import { draftForecast } from './overview/draft-cost.ts'
import { nextStep } from './overview/next-step.ts'
import {
  type Standing,
  standingOf,
  waitingForPeople,
  waitingInRound,
  waitingOutside,
} from './overview/waiting.ts'
import { disputeOf } from './reviewing/dispute.ts'
import { awaitingPeople, eachRecord } from './reviewing/queue.ts'
import { anchorSet, anchorSize } from './rounds/draw.ts'
import { countStates, figuresOf, readRound } from './rounds/figures.ts'

/** Everything at a glance; linear in the questions. */
export async function overview(
  bench: Pick<Workbench, 'store' | 'config' | 'workspace' | 'clock'>,
): Promise<StatusReport> {
  const { store, config, workspace, clock } = bench
  const { db } = store
  const { standings, disputes, recorded } = await readAll(db)
  const sources = await sourcesOf(db)
  const rounds = await roundsOf(db)
  // What waits is what is missing, of the open round or of all.
  const waiting = await waitingNow(db, { standings, disputes, unasked: unaskedOf(sources) })
  const drafts = waiting.find((one) => one.verb === 'draft')?.n ?? 0
  const { recorded: _, ...spent } = await costOf(db)
  const seen = {
    sources,
    questions: {
      total: standings.size,
      byState: countStates([...standings.values()].map((one) => one.state)),
    },
    rounds,
    waiting: waiting.filter((one) => one.n > 0),
    nouns: Object.fromEntries(await countNouns(db)),
  }
  return {
    workspace,
    ...seen,
    stages: await stagesOf(db, standings),
    guidelineVersion: (await getGuidelines(db))!.version,
    cost: {
      ...spent,
      budgetUsd: config.budgetUsd ?? null,
      forecast: await draftForecast(db, { items: drafts, config }),
    },
    jobs: [...(await countLeases(db, clock().getTime()))].map(([kind, n]) => ({ kind, n })),
    next: nextStep(seen),
    ...(recorded ? { recorded: true as const } : {}),
  }
}

/** One pass over all questions. */
async function readAll(db: Db) {
  const awaiting = await awaitingPeople(db)
  const standings = new Map<string, Standing>()
  let [disputes, recorded] = [0, false]
  for await (const { question, record } of eachRecord(db, {})) {
    standings.set(question.id, standingOf(question.id, record))
    if (disputeOf(question, record, awaiting(question.id, record))) disputes++
    recorded ||= record.candidates.some((one) => one.recorded)
  }
  return { standings, disputes, recorded }
}

async function sourcesOf(db: Db): Promise<StatusReport['sources']> {
  const questions = await countBy(db, 'db', {})
  return (await listSources(db)).map(({ name, dataset, split, engine, egress }) => ({
    name,
    dataset,
    split,
    engine,
    egress,
    questions: questions.get(name) ?? 0,
  }))
}

/** Training databases over which nobody asked anything. */
function unaskedOf(sources: StatusReport['sources']): number {
  return sources.filter((one) => one.split === 'train' && one.questions === 0).length
}

async function roundsOf(db: Db): Promise<StatusReport['rounds']> {
  const rounds = await listRounds(db)
  const anchors = new Set(await anchorSet(db, anchorSize(rounds)))
  const told: StatusReport['rounds'] = []
  for (const { round, closing } of rounds) {
    const figures = figuresOf(await readRound(db, round, closing === undefined), anchors)
    const { open, n, compared, notCounted, disagreements, rate, interval, guidelineVersion } = figures
    const counts = { n, compared, notCounted, disagreements, rate, interval }
    told.push({ round: round.round, open, ...counts, guidelineVersion })
  }
  return told
}

interface Counted {
  readonly standings: ReadonlyMap<string, Standing>
  readonly disputes: number
  readonly unasked: number
}

async function waitingNow(db: Db, { standings, disputes, unasked }: Counted) {
  const open = (await listRounds(db)).findLast((one) => !one.closing)?.round
  const answers = open
    ? waitingInRound(open, await roundItemsOf(db, open.round), standings)
    : waitingOutside(standings.values())
  return [...answers, ...(await waitingForPeople(db, { disputes, unasked }))]
}

async function stagesOf(db: Db, standings: ReadonlyMap<string, Standing>): Promise<StatusReport['stages']> {
  const stages = await listStages(db)
  return Promise.all(
    stages.map(async ({ name }) => {
      const items = await stageItemsOf(db, name)
      const states = items.map((item) => standings.get(item.question)?.state ?? 'dropped')
      return { stage: name, questions: items.length, byState: countStates(states) }
    }),
  )
}
