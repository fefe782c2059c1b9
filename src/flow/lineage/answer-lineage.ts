/** Where answers, comparisons and decisions come from and what was made of them. */
import type { LineageLink, LineageReport } from '../../model/lineage-report.ts'
import { getAgreement } from '../../store/agreements.ts'
import { eachCall } from '../../store/calls.ts'
import { getCandidate } from '../../store/candidates.ts'
import { withdrawalsOf } from '../../store/flags.ts'
import { agreementsWith, decisionsFrom, getDecision, getPrediction } from '../../store/lineage.ts'
import { releasesOf } from '../../store/releases.ts'
import { listRounds } from '../../store/rounds.ts'
import { stepsOf } from '../../store/steps.ts'
import type { Db } from '../../store/tables.ts'
import { guidelineLink, link, linkIf } from './links.ts'

export async function candidateLineage(db: Db, id: string): Promise<LineageReport | undefined> {
  const candidate = await getCandidate(db, id)
  if (!candidate) return undefined
  const { question, kind, name, guidelineVersion, promptHash, round, recorded } = candidate
  const steps = await stepsOf(db, id)
  const labels = new Set(steps.map((one) => one.label))
  const seed = (await listRounds(db)).find((one) => one.round.round === round)?.round.seed
  const calls: LineageLink[] = []
  for await (const call of eachCall(db, { about: question })) {
    if (labels.has(call.label) || (labels.size === 0 && call.promptHash === promptHash))
      calls.push(link('call', call.id, `${call.label}, ${priceText(call.costUsd)}`))
  }
  const person = kind === 'annotator' || kind === 'author'
  const withdrawn = (await withdrawalsOf(db, [id])).get(id)
  const costs = steps.map((one) => one.costUsd)
  const costUsd = costs.includes(null) ? null : costs.reduce<number>((sum, cost) => sum + cost!, 0)
  return {
    id,
    noun: 'candidate',
    is: {
      ...candidate,
      ...(person ? {} : { steps: steps.length, costUsd }),
      ...(seed === undefined ? {} : { roundSeed: seed }),
      ...(withdrawn ? { withdrawn: withdrawn.reason } : {}),
    },
    parents: [
      link('question', question, 'an answer to'),
      link(person ? 'person' : 'model', name, 'answered by'),
      ...linkIf('prompt', promptHash, 'hash of the prompt'),
      ...guidelineLink(guidelineVersion),
      ...calls,
    ],
    children: [
      ...(await agreementsWith(db, id)).map((one) =>
        link('agreement', one.id, `${one.class}, against ${one.a === id ? one.b : one.a}`),
      ),
      ...(await decisionsFrom(db, 'candidate', id)).map((one) =>
        link('decision', one.id, 'taken as gold by'),
      ),
    ],
    ...(recorded ? { recorded } : {}),
  }
}

export async function agreementLineage(db: Db, id: string): Promise<LineageReport | undefined> {
  const agreement = await getAgreement(db, id)
  if (!agreement) return undefined
  const sides = [await getCandidate(db, agreement.a), await getCandidate(db, agreement.b)]
  return {
    id,
    noun: 'agreement',
    is: { ...agreement },
    parents: [
      link('question', agreement.question, 'about'),
      link('candidate', agreement.a, 'one side'),
      link('candidate', agreement.b, 'the other side'),
      link('judge', agreement.judgeVersion, 'judged by'),
    ],
    children: (await decisionsFrom(db, 'agreement', id)).map((one) =>
      link('decision', one.id, `${one.accept} by ${one.by}`),
    ),
    ...(sides.some((one) => one?.recorded) ? { recorded: true as const } : {}),
  }
}

export async function decisionLineage(db: Db, id: string): Promise<LineageReport | undefined> {
  const decision = await getDecision(db, id)
  if (!decision) return undefined
  const { question, agreement, candidate, undoes, by, guidelineVersion } = decision
  const pairs = (await releasesOf(db, question)).filter((one) => one.lineage.decision === id)
  const taken = candidate === undefined ? undefined : await getCandidate(db, candidate)
  return {
    id,
    noun: 'decision',
    is: { ...decision },
    parents: [
      link('question', question, 'about'),
      ...linkIf('agreement', agreement, 'looked at'),
      ...linkIf('candidate', candidate, 'took the SQL of'),
      ...linkIf('decision', undoes, 'took back'),
      link('person', by, 'decided by'),
      ...guidelineLink(guidelineVersion),
    ],
    children: [
      ...(await decisionsFrom(db, 'undoes', id)).map((one) =>
        link('decision', one.id, `taken back by ${one.by}`),
      ),
      ...pairs.map((one) => link('release', one.release, `pair ${one.position}, ${one.split}`)),
    ],
    ...(taken?.recorded ? { recorded: true as const } : {}),
  }
}

export async function predictionLineage(db: Db, id: string): Promise<LineageReport | undefined> {
  const prediction = await getPrediction(db, id)
  if (!prediction) return undefined
  return {
    id,
    noun: 'prediction',
    is: { ...prediction },
    parents: [
      link('benchmark', prediction.benchmark, `item ${prediction.item} of`),
      link('model', prediction.model, 'answered by'),
      ...linkIf('prompt', prediction.promptHash, 'hash of the prompt'),
    ],
    children: [],
    ...(prediction.recorded ? { recorded: true as const } : {}),
  }
}

function priceText(costUsd: number | null): string {
  return costUsd === null ? 'price not known' : `$${costUsd.toFixed(6)}`
}
