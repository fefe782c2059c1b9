/** What of each source a model will see, said before the first call. */
import { EGRESS_SAYS } from '../../llm/egress.ts'
import type { Model } from '../../llm/model.ts'
import type { Egress, Source } from '../../model/source.ts'

const NAMED = 5

/** One sentence a policy; none where answers are recorded, for then nothing leaves the machine. */
export function egressNotes(model: Pick<Model, 'name' | 'recorded'>, sources: readonly Source[]): string[] {
  if (model.recorded) return []
  const policies: readonly Egress[] = ['schema', 'masked', 'rows']
  return policies.flatMap((egress) => {
    const names = sources.filter((one) => one.egress === egress).map((one) => one.name)
    if (names.length === 0) return []
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
    return [
      `Model "${model.name}" sees of ${names.slice(0, NAMED).join(', ')}${more} (egress ${egress}): ${EGRESS_SAYS[egress]}`,
    ]
  })
}
