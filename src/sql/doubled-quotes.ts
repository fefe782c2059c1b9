/** Quoted names that begin with a quote, such as `"""size"""`: the parser takes them for strings of another language. */
import { lex } from './text/lex.ts'

/** As long as the `""` that it stands for, so that places stay what they are; Unicode gives these two no meaning. */
const STAND_IN = '\uE000\uE001'

/** Whether a text holds such names, and nothing that stand-ins could be confused with. */
export function hasDoubledQuotes(sql: string): boolean {
  return sql.includes('"""') && !sql.includes(STAND_IN)
}

/** The text with `""` stood in for inside of such names; of the same length. */
export function withStandIns(sql: string): string {
  return lex(sql)
    .map(({ kind, text }) =>
      kind === 'quoted' && text.startsWith('"""')
        ? `"${text.slice(1, -1).replaceAll('""', STAND_IN)}"`
        : text,
    )
    .join('')
}

/** A tree with the quotes back in its names. */
export function withoutStandIns<Tree>(tree: Tree): Tree {
  return back(tree) as Tree
}

function back(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(STAND_IN, '"')
  if (Array.isArray(value)) return value.map(back)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, back(member)]))
}
