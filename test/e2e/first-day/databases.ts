/** The databases of the first day: two to train on, two to test on, two instances each, with NULLs, ties, childless parents and awkward names. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'

export interface TestDatabase {
  readonly name: string
  readonly dataset: string
  readonly split: 'train' | 'test'
  readonly schema: string
  /** Rows by table, of the first instance or the second. */
  rows(draw: Draw, instance: 1 | 2): Readonly<Record<string, readonly Row[]>>
}

type Row = readonly (string | number | null)[]

/** A whole number from 0 up to, not including, `below`. */
type Draw = (below: number) => number

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Friday', 'Sunday']

const ferries: TestDatabase = {
  name: 'ferries',
  dataset: 'harbour',
  split: 'train',
  schema: `
    CREATE TABLE route (id INTEGER PRIMARY KEY, name TEXT NOT NULL, "from" TEXT, "to" TEXT, km REAL);
    CREATE TABLE ferry (id INTEGER PRIMARY KEY, name TEXT NOT NULL, built INTEGER, seats INTEGER);
    CREATE TABLE crossing (id INTEGER PRIMARY KEY, route_id INTEGER REFERENCES route (id),
      ferry_id INTEGER REFERENCES ferry (id), day TEXT, passengers INTEGER, delay_min INTEGER);
    CREATE TABLE "crew member" (id INTEGER PRIMARY KEY, name TEXT, ferry_id INTEGER REFERENCES ferry (id),
      role TEXT, wage REAL);`,
  rows: (draw, instance) => {
    const taken = instance === 1 ? 4 : 3 // in the second instance nobody takes the last route
    return {
      route: [
        [1, 'Skerry Line', 'Nordö', 'Süderhafen', 41.5],
        [2, 'Süd', 'Süderhafen', 'Kap', 18.25],
        [3, "Captain's Run", 'Nordö', 'Kap', 63],
        [4, 'Short Hop', 'Kap', 'Nordö', 7.75],
      ],
      ferry: [
        [1, 'Albatros', 1987, 400],
        [2, 'Ärla', 2004, 220],
        [3, 'Tern', null, 400],
        [4, 'Old Bess', 1962, 90],
        [5, 'Idle Ida', 2019, 310], // never crosses, has no crew
      ],
      crossing: numbered(36, (i) => [
        1 + ((i + draw(2)) % taken),
        1 + draw(4),
        DAYS[(i + draw(2)) % DAYS.length]!,
        draw(8) === 0 ? null : 40 + draw(30) * 10,
        5 * draw(5),
      ]),
      '"crew member"': numbered(11, (i) => [
        `Crew ${i}`,
        1 + (i % 4),
        ['deck', 'engine', 'galley'][i % 3]!,
        i === 5 ? null : 2000 + draw(90_000) / 100,
      ]),
    }
  },
}

const orchard: TestDatabase = {
  name: 'orchard',
  dataset: 'garden',
  split: 'train',
  schema: `
    CREATE TABLE tree (id INTEGER PRIMARY KEY, kind TEXT, planted INTEGER, height_m REAL);
    CREATE TABLE harvest (id INTEGER PRIMARY KEY, tree_id INTEGER REFERENCES tree (id), "year" INTEGER, kilos REAL);
    CREATE TABLE buyer (id INTEGER PRIMARY KEY, name TEXT, "town/city" TEXT);
    CREATE TABLE sale (id INTEGER PRIMARY KEY, buyer_id INTEGER REFERENCES buyer (id),
      harvest_id INTEGER REFERENCES harvest (id), "price (€)" REAL);`,
  rows: (draw) => ({
    tree: numbered(12, (i) => [
      ['Apple', 'Pear', 'Quince', 'Plum'][i % 4]!,
      i === 7 ? null : 1980 + ((i * 5 + draw(4)) % 40),
      2 + draw(60) / 10,
    ]),
    harvest: numbered(26, (i) => [
      1 + draw(10), // the last two trees never bear
      2019 + (i % 4),
      i % 9 === 0 ? null : 10 + draw(500) / 10,
    ]),
    buyer: [
      [1, 'Gül', 'Lund'],
      [2, "O'Hara", 'Kap'],
      [3, 'Mustermann', null],
      [4, 'Ng', 'Lund'],
      [5, 'Nobody Yet', 'Kap'], // never buys
    ],
    sale: numbered(22, (i) => [1 + ((i + draw(2)) % 4), 1 + draw(26), 1000 + draw(90_000) / 100]),
  }),
}

const lighthouse: TestDatabase = {
  name: 'lighthouse',
  dataset: 'harbour',
  split: 'test',
  schema: `
    CREATE TABLE tower (id INTEGER PRIMARY KEY, name TEXT, lit INTEGER, "height m" REAL);
    CREATE TABLE keeper (id INTEGER PRIMARY KEY, name TEXT, tower_id INTEGER REFERENCES tower (id));
    CREATE TABLE inspection (id INTEGER PRIMARY KEY, tower_id INTEGER REFERENCES tower (id), "on" TEXT, grade INTEGER);`,
  rows: (draw) => ({
    tower: [
      [1, 'Roter Sand', 1885, 52.5 + draw(9) / 10],
      [2, 'Kap Arkona', 1902, 35.25],
      [3, 'Nordö Fyr', null, 35.25],
      [4, 'The Stump', 1820, 11 + draw(9) / 10], // nobody inspects it
    ],
    keeper: numbered(7, (i) => [`Keeper ${i % 5}`, i % 3 === 0 ? null : 1 + draw(4)]),
    inspection: numbered(15, (i) => [
      1 + (i % 3),
      `20${18 + draw(5)}-0${1 + draw(9)}-11`,
      i % 6 === 5 ? null : 1 + draw(5),
    ]),
  }),
}

const bakery: TestDatabase = {
  name: 'bakery',
  dataset: 'garden',
  split: 'test',
  schema: `
    CREATE TABLE bread (id INTEGER PRIMARY KEY, name TEXT, "sort" TEXT, price REAL);
    CREATE TABLE oven (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE "order" (id INTEGER PRIMARY KEY, bread_id INTEGER REFERENCES bread (id),
      oven_id INTEGER REFERENCES oven (id), "day" TEXT, loaves INTEGER);`,
  rows: (draw) => ({
    bread: [
      [1, 'Rye', 'sour', 4.5],
      [2, 'Spelt', 'yeast', 5.25],
      [3, 'Crème', 'sweet', 5.25],
      [4, 'Flat', 'sour', null],
      [5, 'Never Baked', 'yeast', 9],
    ],
    oven: [
      [1, 'Big'],
      [2, 'Stone'],
      [3, 'Cold One'], // nothing is baked in it
    ],
    '"order"': numbered(20, (i) => [
      1 + draw(4),
      1 + (i % 2),
      DAYS[(i + draw(2)) % DAYS.length]!,
      i % 7 === 3 ? null : 5 + draw(40),
    ]),
  }),
}

export const DATABASES: readonly TestDatabase[] = [ferries, orchard, lighthouse, bakery]

/** Makes `<folder>/<name>/<name>.sqlite` and `<name>-2.sqlite` beside it; gives the path of the first. */
export function makeDatabase({ name, schema, rows }: TestDatabase, folder: string): string {
  mkdirSync(join(folder, name), { recursive: true })
  const paths = [`${name}.sqlite`, `${name}-2.sqlite`].map((file) => join(folder, name, file))
  for (const instance of [1, 2] as const) {
    const driver = new DatabaseSync(paths[instance - 1]!)
    driver.exec(schema)
    driver.exec('BEGIN')
    for (const [table, held] of Object.entries(rows(drawing(instance), instance))) {
      const insert = driver.prepare(`INSERT INTO ${table} VALUES (${held[0]!.map(() => '?').join(', ')})`)
      for (const row of held) insert.run(...row)
    }
    driver.exec('COMMIT')
    driver.close()
  }
  return paths[0]!
}

function numbered(count: number, row: (i: number) => Row): Row[] {
  return Array.from({ length: count }, (_, at) => [at + 1, ...row(at + 1)])
}

/** A linear congruential generator. */
function drawing(seed: number): Draw {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
