/** Each stage with what became of the attempts that made it. */

import type { Proof } from '../../model/proof.ts'
import type { Stage } from '../../model/stage.ts'
import type { StageRow } from '../../report/study.ts'
import { eachProof } from '../../store/proofs.ts'
import { listStages, stageItemsOf, stageSize } from '../../store/stages.ts'
import type { Db } from '../../store/tables.ts'

export async function stageRows(db: Db): Promise<StageRow[]> {
  return Promise.all((await listStages(db)).map((stage) => rowOf(db, stage)))
}

async function rowOf(db: Db, { name, pipeline, parent }: Stage): Promise<StageRow> {
  const items = await stageItemsOf(db, name)
  const attempts: Proof[] = []
  const settled = new Map<string, Proof>()
  for await (const proof of eachProof(db, { stage: name })) {
    if (proof.settles === undefined) attempts.push(proof)
    else settled.set(proof.settles, proof)
  }
  const last = attempts.map((one) => settled.get(one.id) ?? one)
  const among = (...outcomes: readonly Proof['outcome'][]) =>
    last.filter((one) => outcomes.includes(one.outcome))
  const rejected: Record<string, number> = {}
  for (const { reason } of among('refuted', 'rejected')) rejected[reason] = (rejected[reason] ?? 0) + 1
  return {
    ...{ stage: name, pipeline, size: items.length, rejected },
    replaced: items.filter((one) => one.replaces !== undefined).length,
    added: parent === undefined ? items.length : items.length - (await stageSize(db, parent)),
    tried: last.length,
    accepted: among('proven', 'accepted').length,
    undecided: among('undecided').length,
  }
}
