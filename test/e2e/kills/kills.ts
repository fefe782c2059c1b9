/** `npm run test:kills`: the first day and the demo, killed twenty times on each store, come to the same as undisturbed. */
import { parseArgs } from 'node:util'
import { postgresIsHere } from '../../contracts/store-engines.ts'
import { SHORT_DAY, WHOLE_DAY } from '../first-day/plans.ts'
import { differences } from './differences.ts'
import { liveKilled, liveUndisturbed, type StoreName } from './killed-day.ts'
import { runDemoKilled, runDemoUndisturbed } from './killed-demo.ts'

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 10_000) },
    day: { type: 'string', default: 'whole' },
    flow: { type: 'string', default: 'day,demo' },
  },
})
const seed = Number(values.seed)
const points = Number(values.points)
const stores: readonly StoreName[] = postgresIsHere ? ['sqlite', 'postgres'] : ['sqlite']
let failed = false

say(`${points} kills a flow and store, at points drawn with --seed ${seed}`)
if (!postgresIsHere) say('PostgreSQL does not answer on this machine: its part is skipped')
if (values.flow.includes('day')) await killDays()
if (values.flow.includes('demo')) await killDemos()
process.exitCode = failed ? 1 : 0

async function killDays(): Promise<void> {
  const plan = values.day === 'short' ? SHORT_DAY : WHOLE_DAY
  const undisturbed = await liveUndisturbed('sqlite', plan)
  say(`First day, undisturbed: ${undisturbed.took.length} commands, ${undisturbed.given} answers of models`)
  for (const store of stores) {
    const { kills, ...lived } = await liveKilled(store, plan, { points, seed, took: undisturbed.took })
    sayKills(`First day on ${store}`, kills)
    const { content, rows, held } = undisturbed
    compare({ content, rows, held }, { content: lived.content, rows: lived.rows, held: lived.held })
    say(`  ${lived.given} answers given, ${lived.lost} lost with a kill, no stored one asked for again`)
  }
}

async function killDemos(): Promise<void> {
  const undisturbed = await runDemoUndisturbed('sqlite')
  say(`Demo, undisturbed: ${undisturbed.tookMs} ms`)
  for (const store of stores) {
    const { kills, ...left } = await runDemoKilled(store, { points, seed, undisturbed })
    sayKills(`Demo on ${store}`, kills)
    const { content, rows } = undisturbed
    compare({ content, rows }, left)
  }
}

function sayKills(what: string, kills: readonly string[]): void {
  say(`${what}: killed ${kills.length} times`)
  for (const kill of kills) say(`  ${kill}`)
  if (kills.length < points) failed = true
}

/** Says in which places two contents differ. */
function compare(one: object, other: object): void {
  const found = differences(one, other)
  for (const difference of found.slice(0, 20)) say(`  DIFFERS: ${difference}`)
  say(found.length > 0 ? `  ${found.length} differences` : '  the same content')
  if (found.length > 0) failed = true
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
