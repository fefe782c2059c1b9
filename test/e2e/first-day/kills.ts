/** `npm run test:kills`: a day with twenty kills on each store comes to the same as an undisturbed one, and nothing is asked twice. */
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { postgresIsHere } from '../../contracts/store-engines.ts'
import { type Killed, liveKilled, liveUndisturbed, type StoreName, type Undisturbed } from './killed-day.ts'
import { SHORT_DAY, WHOLE_DAY } from './plans.ts'

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 10_000) },
    day: { type: 'string', default: 'whole' },
  },
})
const seed = Number(values.seed)
const points = Number(values.points)
const plan = values.day === 'short' ? SHORT_DAY : WHOLE_DAY
const stores: readonly StoreName[] = postgresIsHere ? ['sqlite', 'postgres'] : ['sqlite']

say(`${points} kills a store at points drawn with --seed ${seed}, over the ${values.day} day`)
if (!postgresIsHere) say('PostgreSQL does not answer on this machine: its part is skipped')
const undisturbed = await liveUndisturbed('sqlite', plan)
say(`Undisturbed: ${undisturbed.took.length} commands, ${undisturbed.given} answers of models`)
let failed = false
for (const store of stores) {
  const killed = await liveKilled(store, plan, { points, seed, took: undisturbed.took })
  say(`${store}: killed ${killed.kills.length} times`)
  for (const kill of killed.kills) say(`  ${kill}`)
  const differences = differencesOf(undisturbed, killed)
  failed ||= differences.length > 0 || killed.kills.length < points
  for (const difference of differences) say(`  DIFFERS: ${difference}`)
  if (differences.length === 0) {
    say(
      `  the same content; ${killed.given} answers given, ${killed.lost} lost with a kill, none asked again`,
    )
  }
}
process.exitCode = failed ? 1 : 0

function differencesOf(one: Undisturbed, other: Killed): string[] {
  const parts = Object.keys(one.content) as (keyof typeof one.content)[]
  const differing = parts.filter((part) => !isDeepStrictEqual(one.content[part], other.content[part]))
  const held = isDeepStrictEqual(one.held, other.held) ? [] : ['answers in the ledger']
  return [
    ...differing.map((part) => `${part}: ${JSON.stringify([one.content[part], other.content[part]])}`),
    ...held,
  ]
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
