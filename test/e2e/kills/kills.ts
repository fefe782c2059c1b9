/** `npm run test:kills`: the first day and the demo, killed twenty times on each store, come to the same as undisturbed. */
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { postgresIsHere } from '../../contracts/store-engines.ts'
import { SHORT_DAY, WHOLE_DAY } from '../first-day/plans.ts'
import { liveKilled, liveUndisturbed, type StoreName } from './killed-day.ts'
import { drawKills, runDemo } from './killed-demo.ts'

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
    const { content, rows, held } = lived
    compare(
      { ...undisturbed.content, rows: undisturbed.rows, asked: undisturbed.held },
      { ...content, rows, asked: held },
    )
    say(`  ${lived.given} answers given, ${lived.lost} lost with a kill, no stored one asked for again`)
  }
}

async function killDemos(): Promise<void> {
  const undisturbed = await runDemo('sqlite', [])
  say(`Demo, undisturbed: ${undisturbed.tookMs} ms; once more: ${undisturbed.againMs} ms`)
  for (const store of stores) {
    const { kills, content, rows } = await runDemo(store, drawKills(points, { seed, ...undisturbed }))
    sayKills(`Demo on ${store}`, kills)
    compare({ ...(undisturbed.content as object), rows: undisturbed.rows }, { ...(content as object), rows })
  }
}

function sayKills(what: string, kills: readonly string[]): void {
  say(`${what}: killed ${kills.length} times`)
  for (const kill of kills) say(`  ${kill}`)
  if (kills.length < points) failed = true
}

/** Says in which parts two contents differ. */
function compare(one: object, other: object): void {
  const parts = Object.keys(one) as (keyof typeof one)[]
  const differing = parts.filter((part) => !isDeepStrictEqual(one[part], other[part]))
  for (const part of differing) say(`  DIFFERS: ${part}: ${JSON.stringify([one[part], other[part]])}`)
  if (differing.length > 0) failed = true
  else say('  the same content')
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
