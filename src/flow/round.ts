/** The verb that opens and closes the turns of the method, and tells whether disagreement falls. */
import { nearest, UserError } from '../model/errors.ts'
import type { Round } from '../model/round.ts'
import type {
  RoundCloseReport,
  RoundFigures,
  RoundLeft,
  RoundStartReport,
  RoundStatusReport,
} from '../model/round-report.ts'
import type { Split } from '../model/source.ts'
import { getGuidelines } from '../store/guidelines.ts'
import { addRound, closeRound, listRounds, openRound } from '../store/rounds.ts'
import { listStages } from '../store/stages.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import { anchorSet, anchorSize, drawRound, type GivenItem, givenRound } from './rounds/draw.ts'
import { figuresOf, readRound } from './rounds/figures.ts'
import { leftOf } from './rounds/left.ts'
import { stoppingRule } from './rounds/stopping.ts'

export interface StartOptions {
  readonly stage?: string | undefined
  /** Only questions over databases of this side: those of a benchmark belong to no stage. */
  readonly split?: Split | undefined
  /** Of the stage's questions, in 0..1. Default 0.3. */
  readonly share?: number | undefined
  readonly count?: number | undefined
  /** People a question. Default 1. */
  readonly annotators?: number | undefined
  /** Default: as many as the rounds before had. */
  readonly anchor?: number | undefined
  /** The questions themselves, where they are not to be drawn. */
  readonly questions?: readonly GivenItem[] | undefined
}

/** Opens the next round. */
export async function start(
  { store, clock, person, seed }: Pick<Workbench, 'store' | 'clock' | 'person' | 'seed'>,
  options: StartOptions = {},
): Promise<RoundStartReport> {
  const { db } = store
  const { stage, split, count, annotators = 1 } = options
  // One round at a time, over a stage that there is.
  await refuseWhileOpen(db)
  if (stage !== undefined) await refuseUnknownStage(db, stage)
  // The draw reads every question's state, so it comes before the short transaction.
  const rounds = await listRounds(db)
  const number = rounds.length + 1
  const anchor = options.anchor ?? givenAnchors(options.questions) ?? anchorSize(rounds)
  const share = options.share ?? 0.3
  const drawn = options.questions
    ? await givenRound(db, number, options.questions)
    : await drawRound(db, { round: number, stage, split, share, count, anchor, seed })
  if (drawn.items.length === 0) throw nothingToDraw(number, { stage, pool: drawn.pool })
  const guidelineVersion = (await getGuidelines(db))!.version
  const round: Round = {
    round: number,
    ...(stage === undefined ? {} : { stage }),
    ...(count === undefined ? { share } : { count }),
    annotators,
    anchor,
    guidelineVersion,
    seed,
    by: person,
    at: clock().toISOString(),
  }
  const opened = await store.transaction(async (inside) => {
    await refuseWhileOpen(inside)
    return addRound(inside, round, drawn.items)
  })
  if (!opened)
    throw new UserError(`Cannot start round ${number}: somebody else did meanwhile`, 'concord round status')
  const main = drawn.items.filter((item) => item.part === 'main').length
  const anchors = number === 1 ? Math.min(anchor, main) : drawn.items.length - main
  return {
    round: number,
    stage: stage ?? null,
    main,
    carried: drawn.carried,
    anchor: anchors,
    pool: drawn.pool,
    annotators,
    guidelineVersion,
    seed,
  }
}

/** Every round with its figures, and whether another one is worth while. */
export async function status({ store }: Pick<Workbench, 'store'>): Promise<RoundStatusReport> {
  const rounds = await allFigures(store.db)
  const open = await openRound(store.db)
  return {
    rounds,
    stopping: stoppingRule(rounds),
    ...(open ? { left: leftOf(await readRound(store.db, open, true)) } : {}),
    ...(rounds.some((one) => one.recorded) ? { recorded: true } : {}),
  }
}

/** Closes the open round with its figures; with `force` even where something is left to do. */
export async function close(
  { store, clock, person }: Pick<Workbench, 'store' | 'clock' | 'person'>,
  { force = false }: { readonly force?: boolean | undefined } = {},
): Promise<RoundCloseReport> {
  const { db } = store
  const open = await openRound(db)
  if (!open) throw new UserError('Cannot close a round: none is open', 'concord round start opens one')
  // What is left keeps it open.
  const left = leftOf(await readRound(db, open, true))
  if (!force && left.unanswered + left.undecided > 0) throw unfinished(open.round, left)
  // The figures are kept as they are now: later decisions do not change what this round came to.
  const rounds = await allFigures(db)
  const figures = { ...rounds.at(-1)!, open: false }
  const told = stoppingRule(rounds)
  const at = clock().toISOString()
  const kept = { ...figures, reason: told.reason, left }
  if (!(await closeRound(db, { round: open.round, verdict: told.verdict, figures: kept, by: person, at })))
    throw new UserError(`Cannot close round ${open.round}: somebody else did meanwhile`)
  return { ...figures, ...told, left }
}

function givenAnchors(given: StartOptions['questions']): number | undefined {
  return given?.filter((one) => one.part === 'anchor').length || undefined
}

async function allFigures(db: Db): Promise<RoundFigures[]> {
  const rounds = await listRounds(db)
  const anchors = new Set(await anchorSet(db, anchorSize(rounds)))
  const figures: RoundFigures[] = []
  for (const { round, closing } of rounds) {
    figures.push(figuresOf(await readRound(db, round, closing === undefined), anchors))
  }
  return figures
}

async function refuseWhileOpen(db: Db): Promise<void> {
  const open = await openRound(db)
  if (!open) return
  throw new UserError(
    `Cannot start a round: round ${open.round} is open`,
    'concord round close ends it; concord round status tells what it waits for',
  )
}

async function refuseUnknownStage(db: Db, stage: string): Promise<void> {
  const names = (await listStages(db)).map((one) => one.name)
  if (names.includes(stage)) return
  const near = nearest(stage, names)
  const known = names.length > 0 ? `The stages are ${names.join(', ')}` : 'There is no stage yet'
  throw new UserError(`Cannot find the stage "${stage}"`, near ? `Did you mean "${near}"?` : known)
}

function nothingToDraw(round: number, of: { stage: string | undefined; pool: number }): UserError {
  const where = of.stage === undefined ? 'the workspace' : `stage "${of.stage}"`
  if (of.pool > 0) {
    return new UserError(
      `Cannot start round ${round}: the share or count asked for is no question of the ${of.pool} in ${where}`,
      'Ask for more with --share or --count',
    )
  }
  return new UserError(
    `Cannot start round ${round}: every question of ${where} was drawn, settled or dropped`,
    'concord author submit or concord augment brings more; --anchor N repeats earlier ones alone',
  )
}

function unfinished(round: number, { unanswered, undecided }: RoundLeft): UserError {
  const parts = [
    ...(unanswered > 0 ? [`${unanswered} without both answers compared`] : []),
    ...(undecided > 0 ? [`${undecided} waiting for a reviewer`] : []),
  ]
  return new UserError(
    `Cannot close round ${round}: questions are left, ${parts.join(' and ')}`,
    'concord status names who they wait for; --force closes it all the same',
  )
}
