/** How names and texts are written into the look-ups of a check, by engine. */
import type { EngineName } from '../../model/source.ts'

export function quoteName(name: string, engine: EngineName): string {
  return engine === 'mysql' ? `\`${name.replaceAll('`', '``')}\`` : `"${name.replaceAll('"', '""')}"`
}

export function quoteText(text: string, engine: EngineName): string {
  const doubled = text.replaceAll("'", "''")
  return `'${engine === 'mysql' ? doubled.replaceAll('\\', '\\\\') : doubled}'`
}
