/** The whole first day, from an empty folder to a report, through the command line alone. */
import { type Evening, liveEvening } from './evening.ts'
import { liveMidday, type Midday } from './midday.ts'
import { liveMorning, type Morning } from './morning.ts'
import type { Team } from './team.ts'
import type { DayPlace } from './workspace.ts'

export interface Day {
  readonly morning: Morning
  readonly midday: Midday
  readonly evening: Evening
}

export async function liveDay(team: Team, place: DayPlace): Promise<Day> {
  const morning = await liveMorning(team, place)
  const midday = await liveMidday(team, place)
  const evening = await liveEvening(team, place)
  return { morning, midday, evening }
}
