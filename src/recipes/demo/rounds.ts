/** The demo's rounds: questions answered twice, compared, reviewed and closed, each under its version of the guidelines. */
import { submit } from '../../flow/annotate.ts'
import { compare } from '../../flow/compare.ts'
import { draft } from '../../flow/draft.ts'
import * as review from '../../flow/review.ts'
import * as round from '../../flow/round.ts'
import type { CompareReport } from '../../model/comparison.ts'
import type { Flow } from '../../model/event.ts'
import type { RoundFigures } from '../../model/round-report.ts'
import type { Example, ExampleReview, ExampleRound } from './example.ts'
import { publishUpTo, REVIEWER } from './guidelines.ts'
import { idOf, type KeyedQuestion, keyedQuestions } from './keys.ts'
import { actingAs, type Bench, working } from './step.ts'

interface Study {
  readonly example: Example
  readonly questions: ReadonlyMap<string, KeyedQuestion>
}

export interface RoundOutcome {
  readonly figures: RoundFigures
  readonly byClass: CompareReport['byClass']
}

/** Every round in its order; one that is closed stays as it is. */
export async function* playRounds(bench: Bench, example: Example): Flow<RoundOutcome[]> {
  const study = { example, questions: keyedQuestions(example) }
  const classes: CompareReport['byClass'][] = []
  for (const one of example.rounds) {
    await publishUpTo(bench, example, one.guidelines)
    yield* playRound(bench, study, one)
    classes.push((yield* working(compare(bench, { round: one.round }))).byClass)
  }
  const { rounds } = await round.status(bench)
  return rounds.map((figures, i) => ({ figures, byClass: classes[i]! }))
}

async function* playRound(bench: Bench, study: Study, one: ExampleRound): Flow<void> {
  const { rounds } = await round.status(bench)
  const known = rounds.find((each) => each.round === one.round)
  if (known && !known.open) return
  if (!known) await startRound(bench, study, one)
  yield* working(draft(bench, { strategy: 'agent', round: one.round }))
  yield* annotate(bench, study, one)
  yield* working(compare(bench, { round: one.round }))
  await settleDisputes(bench, study, one)
  await round.close(actingAs(bench, REVIEWER))
}

async function startRound(
  bench: Bench,
  { example, questions }: Study,
  { questions: drawn }: ExampleRound,
): Promise<void> {
  const given = drawn.map(({ question, part, annotators }) => ({
    question: idOf(questions, question),
    part,
    annotators: annotators.length,
  }))
  await round.start(actingAs(bench, REVIEWER), { stage: example.stage, annotators: 1, questions: given })
}

/** Two people answer, each what is theirs. */
async function* annotate(
  bench: Bench,
  { example, questions }: Study,
  { questions: drawn }: ExampleRound,
): Flow<void> {
  const asked = drawn.flatMap(({ question, annotators }) => annotators.map((by) => ({ question, by })))
  for (const [done, { question, by }] of asked.entries()) {
    const said = example.annotations.find((one) => one.question === question && one.by === by)!
    const { sql, confidence } = said
    await submit(actingAs(bench, by), idOf(questions, question), { sql, confidence })
    yield { type: 'progress', label: 'Annotating', done: done + 1, total: asked.length }
  }
}

/** The reviewer's word on everything that waits for one. */
async function settleDisputes(bench: Bench, study: Study, one: ExampleRound): Promise<void> {
  const reviewer = actingAs(bench, REVIEWER)
  for (const { item, route } of (await review.list(reviewer, { round: one.round })).items) {
    const said = reviewOf(study, item, one.round)
    // An agreement that was drawn for an audit has nothing to decide between.
    if (said) await review.decide(reviewer, item, await rulingOf(reviewer, study, { item, said, round: one }))
    else if (route === 'audit') await review.decide(reviewer, item, { accept: 'both', cause: 'none' })
    else throw new Error(`The example says nothing of the dispute about ${keyOf(study, item)}`)
  }
}

function reviewOf(study: Study, item: string, round: number): ExampleReview | undefined {
  const key = keyOf(study, item)
  return study.example.reviews.find((one) => one.question === key && one.round === round)
}

function keyOf({ questions }: Study, item: string): string | undefined {
  return [...questions].find(([, { id }]) => id === item)?.[0]
}

interface Ruled {
  readonly item: string
  readonly said: ExampleReview
  readonly round: ExampleRound
}

/** The reviewer's choice, put as A and B: the screen does not tell who wrote which, and the example's table does. */
async function rulingOf(
  reviewer: Bench,
  { example }: Study,
  { item, said, round }: Ruled,
): Promise<review.DecideOptions> {
  const { accept, sql, cause, note } = said
  const words = { cause, note, ...(sql === undefined ? {} : { sql }) }
  if (accept !== 'agent' && accept !== 'annotator') return { accept, ...words }
  const { a } = await review.show(reviewer, item)
  const agent = example.answers.find(
    (one) =>
      one.question === said.question &&
      one.strategy === 'agent' &&
      one.guidelines === round.guidelines &&
      one.sample === 0,
  )
  const agentIsA = (a?.sql ?? undefined) === agent?.sql
  return { accept: agentIsA === (accept === 'agent') ? 'a' : 'b', ...words }
}
