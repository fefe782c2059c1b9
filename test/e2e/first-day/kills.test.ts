/** A short day with two kills on each store comes to the same as an undisturbed one; `npm run test:kills` draws twenty over a whole day. */
import { beforeAll, describe, expect, test } from 'vitest'
import { postgresIsHere } from '../../contracts/store-engines.ts'
import { type Killed, liveKilled, liveUndisturbed, type StoreName, type Undisturbed } from './killed-day.ts'
import { SHORT_DAY } from './plans.ts'

const POINTS = 2

let undisturbed: Undisturbed
beforeAll(async () => {
  undisturbed = await liveUndisturbed('sqlite', SHORT_DAY)
}, 900_000)

const stores: readonly StoreName[] = ['sqlite', 'postgres']
describe.each(stores)('on %s', (store) => {
  const isHere = store === 'sqlite' || postgresIsHere
  test.skipIf(!isHere)(
    `a killed day is the same, and no stored answer is asked again${isHere ? '' : ' (PostgreSQL does not answer here)'}`,
    async () => {
      const seed = Date.now() % 10_000
      const killed = await liveKilled(store, SHORT_DAY, { points: POINTS, seed, took: undisturbed.took })
      const points = `seed ${seed}: ${killed.kills.join(', ')}`
      expect(killed.kills.length, points).toBe(POINTS)
      expect(killed.content, points).toEqual(undisturbed.content)
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
