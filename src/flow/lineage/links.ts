/** Shorthand for the links of a lineage. */
import type { LineageLink } from '../../model/lineage-report.ts'

export function link(noun: string, id: string, as: string): LineageLink {
  return { noun, id, as }
}

/** One link if there is something to link to. */
export function linkIf(noun: string, id: string | undefined, as: string): LineageLink[] {
  return id === undefined ? [] : [link(noun, id, as)]
}

/** The guideline version that was told; none before the first. */
export function guidelineLink(version: number): LineageLink[] {
  return version === 0 ? [] : [link('guideline', `v${version}`, 'guidelines that were told')]
}
