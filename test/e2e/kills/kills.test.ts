/** A short first day and the demo with two kills on each store come to the same as undisturbed; `npm run test:kills` draws twenty. */
import { beforeAll, describe, expect, test } from 'vitest'
import { postgresIsHere } from '../../contracts/store-engines.ts'
import { SHORT_DAY } from '../first-day/plans.ts'
import { type Killed, liveKilled, liveUndisturbed, type StoreName, type Undisturbed } from './killed-day.ts'

const POINTS = 2
const stores: readonly StoreName[] = ['sqlite', 'postgres']

let undisturbed: Undisturbed
beforeAll(async () => {
  undisturbed = await liveUndisturbed('sqlite', SHORT_DAY)
}, 900_000)

describe.each(stores)('on %s', (store) => {
  const isHere = store === 'sqlite' || postgresIsHere
  const skipped = isHere ? '' : ' (skipped: PostgreSQL does not answer here)'
  test.skipIf(!isHere).concurrent(
    `a killed day is the same, and no stored answer is asked again${skipped}`,
    async () => {
      const seed = Date.now() % 10_000
      const killed = await liveKilled(store, SHORT_DAY, { points: POINTS, seed, took: undisturbed.took })
      const points = `seed ${seed}: ${killed.kills.join(', ')}`
      expect(killed.kills.length, points).toBe(POINTS)
      expect(killed.content, points).toEqual(undisturbed.content)
      expect(killed.rows, points).toEqual(undisturbed.rows)
      expect(killed.held, points).toEqual(undisturbed.held)
      expect(lostAtMost(killed), points).toBe(true)
    },
    900_000,
  )
})

/** A kill takes no more answers with it than there are calls at once. */
function lostAtMost({ lost, kills }: Killed): boolean {
  return lost <= 8 * kills.length
}
