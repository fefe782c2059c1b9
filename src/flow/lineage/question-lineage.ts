/** Where a question comes from and what became of it. */
import { standingWords } from '../../model/decision.ts'
import type { LineageReport } from '../../model/lineage-report.ts'
import { questionState } from '../../model/state.ts'
import { listRules } from '../../store/guidelines.ts'
import { eachProof } from '../../store/proofs.ts'
import { eachQuestion, getQuestion, namesOf } from '../../store/questions.ts'
import { releasesOf } from '../../store/releases.ts'
import { roundsOf } from '../../store/rounds.ts'
import { stagesOf } from '../../store/stages.ts'
import { recordsOf } from '../../store/states.ts'
import type { Db } from '../../store/tables.ts'
import { link, linkIf } from './links.ts'

export async function questionLineage(db: Db, id: string): Promise<LineageReport | undefined> {
  const question = await getQuestion(db, id)
  if (!question) return undefined
  const record = (await recordsOf(db, [id])).get(id)!
  const { candidates, agreements, decisions, flags } = record
  const proofs = await collected(eachProof(db, { question: id }))
  const tried = await collected(eachProof(db, { parent: id }))
  const made = await collected(eachQuestion(db, { parent: id, withdrawn: true }))
  const rules = (await listRules(db)).filter((rule) => rule.cases.includes(id))
  const recorded = candidates.some((one) => one.recorded)
  return {
    id,
    noun: 'question',
    is: {
      ...question,
      words: standingWords(question, decisions),
      state: questionState(record),
      names: (await namesOf(db, id)).map(({ dataset, name }) => `${dataset}/${name}`),
      stages: (await stagesOf(db, id)).map((item) => item.stage),
      rounds: (await roundsOf(db, id)).map(({ round, part }) => ({ round, part })),
    },
    parents: [
      link('source', question.db, 'asked over'),
      ...linkIf('question', question.parent, 'made from'),
      ...proofs.map((one) => link('proof', one.id, `${one.pipeline}, ${one.outcome}`)),
      link('person', question.by, 'written by'),
    ],
    children: [
      ...made.map((one) => link('question', one.id, `made from it by ${one.origin}`)),
      ...tried
        .filter((one) => one.outcome !== 'proven')
        .map((one) => link('proof', one.id, `${one.pipeline}, ${one.outcome}: ${one.reason}`)),
      ...candidates.map((one) =>
        link('candidate', one.id, `${one.kind} ${one.name}, round ${one.round}, ${one.outcome}`),
      ),
      ...flags.map((one) => link('flag', one.id, `${one.kind} by ${one.by}: ${one.reason}`)),
      ...agreements.map((one) => link('agreement', one.id, `round ${one.round}, ${one.class}`)),
      ...decisions.map((one) => link('decision', one.id, `${one.accept} by ${one.by}, ${one.effect}`)),
      ...rules.map((rule) => link('rule', rule.id, 'it is a case of')),
      ...(await releasesOf(db, id)).map((one) =>
        link('release', one.release, `pair ${one.position}, ${one.split}`),
      ),
    ],
    ...(recorded ? { recorded } : {}),
  }
}

async function collected<T>(all: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const one of all) found.push(one)
  return found
}
