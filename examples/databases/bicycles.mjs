/** A bicycle hire: stations, bikes, riders, rides, repairs. */

import { person, town } from './names.mjs'
import { addDays } from './random.mjs'

export const ddl = `
CREATE TABLE station (id INTEGER PRIMARY KEY, name TEXT NOT NULL, "Größe" INTEGER, opened_on TEXT NOT NULL);
CREATE TABLE bike (
  id INTEGER PRIMARY KEY, station_id INTEGER REFERENCES station(id), kind TEXT NOT NULL, bought_on TEXT NOT NULL,
  price_cents INTEGER
);
CREATE TABLE rider (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, plan TEXT NOT NULL, joined_on TEXT NOT NULL, city TEXT
);
CREATE TABLE ride (
  id INTEGER PRIMARY KEY, bike_id INTEGER NOT NULL REFERENCES bike(id), rider_id INTEGER NOT NULL REFERENCES rider(id),
  from_station INTEGER NOT NULL REFERENCES station(id), to_station INTEGER REFERENCES station(id),
  started_at TEXT NOT NULL, minutes INTEGER, cost_cents INTEGER NOT NULL
);
CREATE TABLE repair (
  id INTEGER PRIMARY KEY, bike_id INTEGER NOT NULL REFERENCES bike(id), reported_on TEXT NOT NULL, fixed_on TEXT,
  part TEXT NOT NULL, cost_cents INTEGER
);`

const PLACES = ['Hauptbahnhof', 'Marktplatz', 'Südpark', 'Nordtor', 'Uferstraße', 'Klinikum', 'Oper', 'Zoo']
const KINDS = ['city', 'e-bike', 'cargo', 'kids']
const PARTS = ['brake', 'tyre', 'chain', 'light', 'saddle']

/** @type {import('./all.mjs').Fill} */
export function fill(random, put) {
  for (let id = 1; id <= 28; id++) {
    const name = id <= PLACES.length ? PLACES[id - 1] : `${random.pick(PLACES)} ${id}`
    put('station', [
      id,
      name,
      random.maybe(0.1, random.pick([8, 12, 12, 20, 30])),
      random.day('2018-03-01', '2024-05-31'),
    ])
  }
  for (let id = 1; id <= 180; id++) {
    const price = random.maybe(0.08, random.pick([45000, 52000, 89900, 219900, 349000]))
    put('bike', [
      id,
      random.maybe(0.15, random.int(1, 25)),
      KINDS[random.skewed(KINDS)],
      random.day('2019-01-01', '2024-08-31'),
      price,
    ])
  }
  for (let id = 1; id <= 200; id++) {
    const plan = random.weighted([
      ['monthly', 4],
      ['yearly', 3],
      ['pay-as-you-go', 5],
    ])
    put('rider', [
      id,
      person(random),
      plan,
      random.day('2020-01-01', '2024-12-31'),
      random.maybe(0.15, town(random)),
    ])
  }
  for (let id = 1; id <= 620; id++) fillRide(id, random, put)
  for (let id = 1; id <= 190; id++) {
    const reported = random.day('2023-01-01', '2024-12-31')
    const fixed = random.maybe(0.2, addDays(reported, random.int(0, 20)))
    put('repair', [
      id,
      random.int(1, 160),
      reported,
      fixed,
      random.pick(PARTS),
      random.maybe(0.15, random.pick([900, 1500, 2450, 6000])),
    ])
  }
}

/** A ride without an end is still under way or was never brought back; twenty riders never rode. */
function fillRide(id, random, put) {
  const at = `${random.day('2024-01-01', '2024-12-31')} ${String(random.int(5, 23)).padStart(2, '0')}:${random.pick(['00', '15', '30', '45'])}`
  const ended = random.chance(0.93)
  const minutes = ended
    ? random.weighted([
        [random.int(4, 45), 8],
        [random.int(46, 240), 2],
      ])
    : null
  const cost = random.weighted([
    [0, 2],
    [150, 4],
    [300, 3],
    [900, 1],
  ])
  put('ride', [
    id,
    random.int(1, 168),
    1 + random.skewed(Array(180)),
    random.int(1, 24),
    ended ? random.int(1, 26) : null,
    at,
    minutes,
    cost,
  ])
}
