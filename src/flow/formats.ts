/** The verb that lists the formats of pairs and what each can carry. */
import { FORMATS } from '../formats/all.ts'
import type { Format } from '../formats/format.ts'
import type { FormatDescription } from '../model/conversion.ts'
import { pair } from '../model/pair.ts'

/** Every format, in the order of the list. */
export function listFormats(): FormatDescription[] {
  return Object.values(FORMATS).map((format: Format) => ({
    name: format.name,
    summary: format.summary,
    reads: format.read !== undefined,
    writes: format.write !== undefined,
    carries: [...format.carries],
    notCarried: pair.keyof().options.filter((member) => !format.carries.includes(member)),
  }))
}
