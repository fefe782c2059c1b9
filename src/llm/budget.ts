/** The money that may be spent: every call reserves what it may cost before it is made, so that the limit holds. */

import type { CallStore } from '../model/call.ts'
import { UserError } from '../model/errors.ts'
import type { Clock } from './clock.ts'

/** The budget would be passed. What is stored stays; the same command continues once the budget is raised. */
export class BudgetExceeded extends UserError {
  override readonly name = 'BudgetExceeded'
}

export interface Reservation {
  /** Replaces the reserve by what the call has cost; null or 0 where it has cost nothing that is known. */
  settle(actualUsd: number | null): void
}

export interface Budget {
  /**
   * Sets aside what a call may cost. Where only calls in flight stand in the way, it waits for them.
   *
   * @throws {BudgetExceeded} if the limit would be passed
   */
  reserve(highUsd: number | null): Promise<Reservation>
}

const REREAD_MS = 2_000

/** @param limitUsd without it nothing is held back */
export function openBudget(
  limitUsd: number | undefined,
  calls: Pick<CallStore, 'spentUsd'>,
  clock: Pick<Clock, 'now'>,
): Budget {
  let stored = 0
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> = Promise.resolve()
  let since = 0
  let reserved = 0
  let inFlight = 0
  let settled: (() => void)[] = []

  /** Other processes spend from the same budget, so the store's sum is read again now and then. */
  function reread(): Promise<void> {
    if (clock.now() - readAt < REREAD_MS) return reading
    readAt = clock.now()
    reading = (async () => {
      const sinceBefore = since
      stored = await calls.spentUsd()
      since -= sinceBefore
    })()
    return reading
  }

  function reservation(highUsd: number): Reservation {
    reserved += highUsd
    inFlight++
    let open = true
    return {
      settle(actualUsd) {
        if (!open) return
        open = false
        reserved -= highUsd
        inFlight--
        since += actualUsd ?? 0
        for (const wake of settled) wake()
        settled = []
      },
    }
  }

  return {
    async reserve(highUsd) {
      if (limitUsd === undefined || highUsd === null) return { settle() {} }
      await reread()
      while (stored + since + reserved + highUsd > limitUsd) {
        if (inFlight === 0) throw exceeded(limitUsd, stored + since, highUsd)
        await new Promise<void>((resolve) => settled.push(resolve))
      }
      return reservation(highUsd)
    },
  }
}

function exceeded(limitUsd: number, spentUsd: number, highUsd: number): BudgetExceeded {
  const usd = (amount: number) => amount.toFixed(limitUsd < 1 ? 6 : 2)
  return new BudgetExceeded(
    `Cannot go on within the budget of ${usd(limitUsd)} USD: ${usd(spentUsd)} USD are spent and the next call may cost up to ${usd(highUsd)} USD`,
    'Raise budgetUsd in concord.yaml and run the same command again: it continues where it stopped',
  )
}
