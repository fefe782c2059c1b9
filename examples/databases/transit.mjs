/** A town's public transport: lines, stops in their order, passes, trips with delays, complaints. */

import { person } from './names.mjs'
import { addDays } from './random.mjs'

export const ddl = `
CREATE TABLE line (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, colour TEXT);
CREATE TABLE stop (id INTEGER PRIMARY KEY, name TEXT NOT NULL, zone TEXT NOT NULL, "has lift" INTEGER);
CREATE TABLE line_stop (
  line_id INTEGER NOT NULL REFERENCES line(id), stop_id INTEGER NOT NULL REFERENCES stop(id), "order" INTEGER NOT NULL,
  PRIMARY KEY (line_id, "order")
);
CREATE TABLE pass (
  id INTEGER PRIMARY KEY, holder TEXT NOT NULL, kind TEXT NOT NULL, bought_on TEXT NOT NULL, price_cents INTEGER NOT NULL,
  zones INTEGER
);
CREATE TABLE trip (
  id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES line(id), started_at TEXT NOT NULL, delay_min INTEGER,
  passengers INTEGER
);
CREATE TABLE complaint (
  id INTEGER PRIMARY KEY, line_id INTEGER REFERENCES line(id), stop_id INTEGER REFERENCES stop(id), received_on TEXT NOT NULL,
  topic TEXT NOT NULL, answered_on TEXT
);`

const PLACES = [
  'Bahnhof',
  'Rathaus',
  'Schloßpark',
  'Brauerei',
  'Hafen',
  'Messe',
  'Friedhof',
  'Universität',
  'Mühle',
]
const SIDES = ['Nord', 'Süd', 'Ost', 'West', 'Mitte']
const TOPICS = ['delay', 'dirt', 'noise', 'driver', 'ticket machine']

/** @type {import('./all.mjs').Fill} */
export function fill(random, put) {
  for (let id = 1; id <= 18; id++) {
    const kind = id <= 6 ? 'tram' : id <= 15 ? 'bus' : 'ferry'
    put('line', [
      id,
      `${kind === 'tram' ? 'T' : kind === 'bus' ? 'B' : 'F'}${id}`,
      kind,
      random.maybe(0.2, random.pick(['red', 'blue', 'green'])),
    ])
  }
  for (let id = 1; id <= 95; id++) {
    const lift = random.weighted([
      [1, 3],
      [0, 5],
      [null, 2],
    ])
    put('stop', [
      id,
      `${random.pick(PLACES)} ${random.pick(SIDES)}`,
      random.weighted([
        ['A', 4],
        ['B', 3],
        ['C', 2],
      ]),
      lift,
    ])
  }
  for (let line = 1; line <= 17; line++) {
    for (let place = 1, length = random.int(8, 18); place <= length; place++)
      put('line_stop', [line, random.int(1, 88), place])
  }
  for (let id = 1; id <= 210; id++) {
    const [kind, price] = random.weighted([
      [['monthly', 5900], 5],
      [['yearly', 58000], 2],
      [['student', 2900], 3],
      [['day', 750], 2],
    ])
    put('pass', [
      id,
      person(random),
      kind,
      random.day('2023-01-01', '2024-12-31'),
      price,
      random.maybe(0.1, random.int(1, 3)),
    ])
  }
  for (let id = 1; id <= 520; id++) fillTrip(id, random, put)
  for (let id = 1; id <= 180; id++) {
    const received = random.day('2024-01-01', '2024-12-31')
    const answered = random.maybe(0.3, addDays(received, random.int(0, 30)))
    put('complaint', [
      id,
      random.maybe(0.2, random.int(1, 16)),
      random.maybe(0.4, random.int(1, 90)),
      received,
      TOPICS[random.skewed(TOPICS)],
      answered,
    ])
  }
}

/** A trip without a delay was not measured; a negative delay left early; one line never ran. */
function fillTrip(id, random, put) {
  const at = `${random.day('2024-01-01', '2024-12-31')} ${String(random.int(4, 23)).padStart(2, '0')}:${random.pick(['05', '20', '35', '50'])}`
  const delay = random.weighted([
    [0, 6],
    [random.int(1, 5), 6],
    [random.int(6, 40), 2],
    [-1, 1],
    [null, 2],
  ])
  put('trip', [id, random.int(1, 17), at, delay, random.maybe(0.1, random.int(0, 120))])
}
