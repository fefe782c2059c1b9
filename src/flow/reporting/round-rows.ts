/** The rounds with their figures, and the comparisons of each by class. */
import type { Study } from '../../report/study.ts'
import { listRounds } from '../../store/rounds.ts'
import type { Db } from '../../store/tables.ts'
import { comparisonFigures, peopleWanted } from '../comparing/figures.ts'
import { anchorSet, anchorSize } from '../rounds/draw.ts'
import { figuresOf, type RoundRecord, readRound } from '../rounds/figures.ts'
import { stoppingRule } from '../rounds/stopping.ts'

export async function roundRows(db: Db): Promise<Pick<Study, 'rounds' | 'classes'>> {
  const listed = await listRounds(db)
  const anchors = new Set(await anchorSet(db, anchorSize(listed)))
  const records: RoundRecord[] = []
  for (const { round, closing } of listed) records.push(await readRound(db, round, closing === undefined))
  const rounds = records.map((record) => figuresOf(record, anchors))
  const classes = records.map((record) => ({
    round: record.round.round,
    counts: classesOf(record, anchors),
  }))
  return {
    rounds: { rounds, stopping: stoppingRule(rounds) },
    classes: classes.filter(({ counts }) => Object.keys(counts).length > 0),
  }
}

function classesOf({ round, items, records }: RoundRecord, anchors: ReadonlySet<string>) {
  const compared = items.map(({ question, part }) => ({ question, part, ...records.get(question)! }))
  return comparisonFigures(compared, {
    round: round.round,
    anchors,
    annotatorsOf: peopleWanted(round, items),
  }).byClass
}
