/** Finds the format of a file by its content, or says what the file is instead. */
import { nearest, UserError } from '../model/errors.ts'
import { FORMATS } from './all.ts'
import type { Format } from './format.ts'
import { glimpse, membersSeen } from './glimpse.ts'

/**
 * The format with a name.
 *
 * @throws {UserError} if there is none, with the nearest name there is
 */
export function formatNamed(name: string): Format {
  const known: Readonly<Record<string, Format>> = FORMATS
  if (Object.hasOwn(known, name)) return known[name]!
  const near = nearest(name, Object.keys(known))
  throw new UserError(
    `Cannot use the format "${name}": it is not one of ${Object.keys(known).join(', ')}`,
    near ? `Did you mean ${near}?` : 'concord formats lists them',
  )
}

/** The formats that are surest of a file's beginning, all equally sure; none if no format is sure at all. */
export function surest(beginning: string, path: string): Format[] {
  const ranked = Object.values(FORMATS).map((format: Format) => ({
    format,
    sure: format.recognises(beginning, path),
  }))
  const most = Math.max(...ranked.map(({ sure }) => sure))
  return most > 0 ? ranked.filter(({ sure }) => sure === most).map(({ format }) => format) : []
}

/**
 * The one format of a file.
 *
 * @param beginning the first 64 KiB or so
 * @param ask what stands before a format's name where one is asked for, for the hint
 * @throws {UserError} if no format is sure, or several are equally
 */
export function recognise(beginning: string, path: string, ask = '--format'): Format {
  const found = surest(beginning, path)
  if (found.length === 1) return found[0]!
  const names = found.map(({ name }) => name)
  if (names.length > 1) {
    throw new UserError(
      `Cannot tell the format of "${path}": it may be ${names.join(' or ')}`,
      `Say which by ${names.map((name) => `${ask} ${name}`).join(' or ')}`,
    )
  }
  throw new UserError(
    `Cannot tell the format of "${path}": ${whatItHolds(beginning)}`,
    `Say which by ${ask} FORMAT; the formats are ${Object.keys(FORMATS).join(', ')}`,
  )
}

/**
 * @throws {UserError} if the file is no data at all: empty, a web page, or a pointer to a file that is elsewhere
 */
export function refuseWhatIsNoData(beginning: string, path: string): void {
  const start = beginning.trimStart().slice(0, 200)
  if (start === '') throw new UserError(`Cannot read "${path}": it is empty`)
  if (/^<(!doctype|html|\?xml|head|body)/i.test(start)) {
    throw new UserError(
      `Cannot read "${path}": it is a web page, not data`,
      'Download the file itself (on GitHub: "Raw"), not the page that shows it',
    )
  }
  if (start.startsWith('version https://git-lfs.github.com/spec/')) {
    throw new UserError(
      `Cannot read "${path}": it is a Git LFS pointer, not the file that it stands for`,
      'Run git lfs pull where it came from, and copy the file again',
    )
  }
}

function whatItHolds(beginning: string): string {
  const seen = glimpse(beginning)
  const members = seen ? membersSeen(seen) : []
  if (members.length > 0) {
    const items = seen?.container === 'array' ? 'an array of objects' : 'lines of objects'
    const shown = members.slice(0, 8).map((name) => `"${name}"`)
    return `it holds ${items} with ${shown.join(', ')}${members.length > 8 ? ', …' : ''}`
  }
  const first = beginning.trimStart().split('\n')[0]!.slice(0, 60)
  return `it begins with "${first.trimEnd()}"`
}
