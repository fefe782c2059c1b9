/** The verb that holds pairs against the rules, item by item in their order. */
import type { Flow } from '../model/event.ts'
import { type CheckLine, type CheckReport, countFindings, type Waiver } from '../model/finding.ts'
import type { Pair } from '../model/pair.ts'
import { openSources, type Sources } from '../sources/all.ts'
import { type Checker, openChecker } from './checking/checker.ts'
import { readWaivers, readWholeText } from './checking/side-files.ts'
import { type Databases, openDatabases } from './inputs/databases.ts'
import { readPairs } from './inputs/pairs.ts'

export interface CheckOptions {
  /** PAIRS. */
  readonly pairs: string
  readonly format?: string | undefined
  readonly split?: string | undefined
  /** DATABASES. */
  readonly databases: { readonly folder: string } | { readonly source: string }
  /** A file whose text counts as text of every question. */
  readonly guidelines?: string | undefined
  /** A file with one waiver a line, as JSON. */
  readonly waivers?: string | undefined
  /** Also run each query on every instance of its database. Default false. */
  readonly suite?: boolean
  /** Also swap values and look up codes, on the instances that are used. Default false. */
  readonly probes?: boolean
  /** Called for each item, in order, as soon as it is checked. */
  readonly onLine: (line: CheckLine, pair: Pair | undefined) => void
}

/** Items whose look-ups are on their way at once. */
const AT_ONCE = 32

/**
 * Checks every pair; an item that cannot be checked is a line with its reason.
 *
 * @throws {UserError} if PAIRS or DATABASES cannot be read, or a file beside them
 */
export async function* check(options: CheckOptions): Flow<CheckReport> {
  const databases = await openDatabases(options.databases)
  await using sources = openSources()
  const desk = openDesk({
    sources,
    databases,
    suite: options.suite ?? false,
    probes: options.probes ?? false,
    guidelines: options.guidelines && (await readWholeText(options.guidelines)),
    waivers: options.waivers ? await readWaivers(options.waivers) : [],
  })
  const lines: CheckLine[] = []
  const waiting: { pair: Pair | undefined; line: Promise<CheckLine> }[] = []
  const items = readPairs(options.pairs, { format: options.format, split: options.split })
  for await (const item of items) {
    if (item.kind === 'failed') {
      const line = { id: item.item, findings: [], skipped: item.reason }
      waiting.push({ pair: undefined, line: Promise.resolve(line) })
    } else if (options.split === undefined || item.pair.split === options.split) {
      waiting.push({ pair: item.pair, line: handled(desk.check(item.pair)) })
    }
    if (waiting.length < AT_ONCE) continue
    lines.push(await settle(waiting.shift()!))
    yield { type: 'progress', label: 'Checking', done: lines.length }
  }
  for (const each of waiting) lines.push(await settle(each))
  return countFindings(lines)

  async function settle({
    pair,
    line,
  }: {
    pair: Pair | undefined
    line: Promise<CheckLine>
  }): Promise<CheckLine> {
    const settled = await line
    options.onLine(settled, pair)
    return settled
  }
}

/** The same promise, whose failure is met when its turn comes and not before. */
function handled<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined)
  return promise
}

interface DeskOptions {
  readonly sources: Sources
  readonly databases: Databases
  readonly suite: boolean
  readonly probes: boolean
  readonly guidelines: string | undefined
  readonly waivers: readonly Waiver[]
}

/** Checks pairs over any database; each database is opened once. */
function openDesk({ sources, databases, suite, probes, guidelines, waivers }: DeskOptions) {
  const checkers = new Map<string, Promise<Checker | { readonly missing: string }>>()
  return { check }

  async function check({ id, db_id, question, sql, evidence, history }: Pair): Promise<CheckLine> {
    if (sql === undefined) return { id, findings: [], skipped: 'It has no SQL' }
    const opening = checkers.get(db_id) ?? openFor(db_id)
    checkers.set(db_id, opening)
    const checker = await opening
    if ('missing' in checker) return { id, findings: [], skipped: checker.missing }
    const own = waivers.filter((waiver) => waiver.id === undefined || waiver.id === id)
    return {
      id,
      findings: await checker.check({ question, evidence, history, guidelines, sql, waivers: own }),
    }
  }

  async function openFor(dbId: string): Promise<Checker | { readonly missing: string }> {
    const found = await databases.find(dbId)
    if (found.kind === 'missing') return { missing: found.reason }
    const instances = suite ? found.instances : []
    const [shipped, ...opened] = await Promise.all(
      [found.shipped, ...instances.map(({ url }) => url)].map((url) => sources.open(url)),
    )
    return openChecker(shipped!, { instances: opened, probes })
  }
}
