/** A chess federation: clubs, players, tournaments, entries, games. */

import { person, TOWNS, town } from './names.mjs'
import { addDays } from './random.mjs'

export const ddl = `
CREATE TABLE club (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, founded INTEGER);
CREATE TABLE player (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, club_id INTEGER REFERENCES club(id), born_year INTEGER NOT NULL,
  rating INTEGER, title TEXT
);
CREATE TABLE tournament (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT NOT NULL,
  prize_cents INTEGER, "Time Control" TEXT NOT NULL
);
CREATE TABLE entry (
  tournament_id INTEGER NOT NULL REFERENCES tournament(id), player_id INTEGER NOT NULL REFERENCES player(id),
  paid INTEGER NOT NULL, seed INTEGER, PRIMARY KEY (tournament_id, player_id)
);
CREATE TABLE game (
  id INTEGER PRIMARY KEY, tournament_id INTEGER NOT NULL REFERENCES tournament(id), round INTEGER NOT NULL,
  white_id INTEGER NOT NULL REFERENCES player(id), black_id INTEGER NOT NULL REFERENCES player(id), result TEXT,
  moves INTEGER, played_on TEXT NOT NULL
);`

const CLUBS = ['Schachfreunde', 'Springer', 'Turm', 'Läufer', 'Königsjäger', 'Bauernopfer']
const SEASONS = ['Spring', 'Summer', 'Autumn', 'Winter']

/** @type {import('./all.mjs').Fill} */
export function fill(random, put) {
  for (let id = 1; id <= 24; id++) {
    const city = random.pick(TOWNS)
    put('club', [id, `${random.pick(CLUBS)} ${city} ${id}`, city, random.maybe(0.15, random.int(1890, 2015))])
  }
  for (let id = 1; id <= 200; id++) {
    const title = random.weighted([
      [null, 16],
      ['CM', 2],
      ['FM', 2],
      ['IM', 1],
      ['GM', 1],
    ])
    const rating = random.maybe(0.12, 1000 + 20 * random.int(0, 75))
    put('player', [
      id,
      person(random),
      random.maybe(0.12, random.int(1, 22)),
      random.int(1945, 2014),
      rating,
      title,
    ])
  }
  const starts = []
  for (let id = 1; id <= 28; id++) {
    starts[id] = random.day('2022-01-01', '2024-12-01')
    const prize = random.maybe(0.2, random.pick([25000, 50000, 50000, 120000]))
    const pace = random.weighted([
      ['classical', 4],
      ['rapid', 3],
      ['blitz', 2],
    ])
    put('tournament', [
      id,
      `${town(random)} ${random.pick(SEASONS)} Open ${id}`,
      town(random),
      starts[id],
      addDays(starts[id], random.int(0, 8)),
      prize,
      pace,
    ])
  }
  const entrants = fillEntries(random, put)
  for (let id = 1; id <= 560; id++) {
    const tournament = random.int(1, 25)
    const white = random.pick(entrants[tournament])
    const black = random.pick(entrants[tournament].filter((player) => player !== white))
    const result = random.weighted([
      ['1-0', 4],
      ['0-1', 3],
      ['1/2', 3],
      [null, 1],
    ])
    put('game', [
      id,
      tournament,
      random.int(1, 7),
      white,
      black,
      result,
      random.maybe(0.1, random.int(9, 90)),
      addDays(starts[tournament], random.int(0, 3)),
    ])
  }
}

/** The last tournament drew nobody, two more were never played; thirty players never enter. */
function fillEntries(random, put) {
  const entrants = []
  for (let tournament = 1; tournament <= 27; tournament++) {
    const drawn = new Set()
    while (drawn.size < 6 + (tournament % 9)) drawn.add(random.int(1, 170))
    entrants[tournament] = [...drawn]
    for (const [place, player] of entrants[tournament].entries()) {
      put('entry', [tournament, player, random.chance(0.85) ? 1 : 0, random.maybe(0.1, place + 1)])
    }
  }
  return entrants
}
