/** The lineage of a thing in words, for a terminal of 80 columns. */
import type { LineageLink, LineageReport } from '../../model/lineage-report.ts'
import { visible } from '../table.ts'
import { RECORDED } from './recorded.ts'
import { indented, shortened, wrapped } from './wrap.ts'

/** Links of one kind that are listed one by one. */
const LISTED = 20

export function lineageText({ id, noun, is, parents, children, recorded }: LineageReport): string {
  const members = Object.entries(is).filter(([name, value]) => name !== 'id' && told(value))
  const parts = [
    [`${noun} ${id}`, ...members.map(memberText)].join('\n'),
    ...linksText('comes from', parents),
    ...linksText('led to', children),
    ...(recorded ? [RECORDED] : []),
  ]
  return parts.join('\n\n')
}

function told(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)
}

function memberText([name, value]: [string, unknown]): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const plain = text
    .slice(0, 600)
    .split(/\s+/)
    .map((word) => visible(word))
    .join(' ')
  return `  ${name.padEnd(16)}${indented(wrapped(plain, 62), 18).trimStart()}`
}

function linksText(title: string, links: readonly LineageLink[]): string[] {
  if (links.length === 0) return []
  const lines = links
    .slice(0, LISTED)
    .map(({ noun, id, as }) => `  ${shortened(`${noun} ${visible(id)}  ${visible(as)}`, 78)}`)
  const more = links.length > LISTED ? [`  … and ${links.length - LISTED} more: --json lists them all`] : []
  return [[`${title}:`, ...lines, ...more].join('\n')]
}
