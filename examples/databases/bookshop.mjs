/** An online bookshop: authors, books, customers, orders and their items, reviews. */

import { person, town } from './names.mjs'
import { addDays } from './random.mjs'

export const ddl = `
CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT, born_year INTEGER, awards INTEGER);
CREATE TABLE book (
  id INTEGER PRIMARY KEY, title TEXT NOT NULL, author_id INTEGER NOT NULL REFERENCES author(id),
  genre TEXT NOT NULL, price_cents INTEGER NOT NULL, list_price_cents INTEGER, published_on TEXT NOT NULL,
  pages INTEGER, binding TEXT NOT NULL
);
CREATE TABLE customer (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, "Straße" TEXT, city TEXT NOT NULL, newsletter INTEGER NOT NULL,
  joined_on TEXT NOT NULL
);
CREATE TABLE "order" (
  id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer(id), placed_on TEXT NOT NULL,
  shipped_on TEXT, status TEXT NOT NULL, payment TEXT NOT NULL
);
CREATE TABLE order_item (
  id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES "order"(id),
  book_id INTEGER NOT NULL REFERENCES book(id), quantity INTEGER NOT NULL, unit_price_cents INTEGER NOT NULL,
  "gift wrap" INTEGER
);
CREATE TABLE review (
  id INTEGER PRIMARY KEY, book_id INTEGER NOT NULL REFERENCES book(id),
  customer_id INTEGER NOT NULL REFERENCES customer(id), stars INTEGER, posted_on TEXT NOT NULL, helpful INTEGER NOT NULL
);`

const COUNTRIES = ['Germany', 'France', 'Turkey', 'Poland', 'Japan']
const GENRES = ['crime', 'novel', 'poetry', 'travel', 'cookery', "children's"]
const ADJECTIVES = ['Silent', 'Last', 'Hidden', 'Winter', 'Golden', 'Broken', 'Little']
const NOUNS = ['River', 'Garden', 'Letter', 'House', 'Journey', 'Clock', 'Sea', 'Orchard']
const STREETS = ['Lindenallee', 'Hauptstraße', 'Am Markt', 'Gartenweg', 'Schulstraße']

/** The last columns of these tables; drawn from a stream of their own, so that adding one leaves the rest as it was. @type {import('./all.mjs').Later} */
export const later = {
  author: (random) => [random.maybe(0.3, random.int(0, 4))],
  book: (random) => [
    random.weighted([
      ['paperback', 5],
      ['hardcover', 3],
      ['e-book', 2],
    ]),
  ],
  customer: (random) => [random.day('2021-01-01', '2024-12-31')],
  order: (random) => [
    random.weighted([
      ['card', 4],
      ['invoice', 4],
      ['transfer', 3],
    ]),
  ],
  order_item: (random) => [
    random.weighted([
      [0, 6],
      [1, 2],
      [null, 2],
    ]),
  ],
  review: (random) => [random.skewed(Array(40))],
}

/** @type {import('./all.mjs').Fill} */
export function fill(random, put) {
  for (let id = 1; id <= 110; id++) {
    put('author', [
      id,
      person(random),
      random.maybe(0.05, COUNTRIES[random.skewed(COUNTRIES)]),
      random.maybe(0.12, random.int(1930, 1995)),
    ])
  }
  const prices = []
  for (let id = 1; id <= 220; id++) {
    const list = random.pick([899, 1200, 1499, 1499, 1999, 2450, 2999])
    prices[id] = random.chance(0.7) ? list : list - 200
    const title = `The ${random.pick(ADJECTIVES)} ${random.pick(NOUNS)}`
    const genre = GENRES[random.skewed(GENRES)]
    const published = random.day('2005-01-01', '2024-12-31')
    const pages = random.maybe(0.1, random.int(8, 60) * 10)
    put('book', [id, title, random.int(1, 96), genre, prices[id], random.maybe(0.08, list), published, pages])
  }
  for (let id = 1; id <= 200; id++) {
    const street = random.maybe(0.1, `${random.pick(STREETS)} ${random.int(1, 90)}`)
    put('customer', [id, person(random), street, town(random), random.chance(0.4) ? 1 : 0])
  }
  fillOrders(prices, random, put)
  for (let id = 1; id <= 260; id++) {
    const stars = random.weighted([
      [5, 5],
      [4, 5],
      [3, 3],
      [2, 1],
      [1, 1],
      [null, 1],
    ])
    put('review', [id, random.int(1, 150), random.int(1, 165), stars, random.day('2023-01-01', '2024-12-31')])
  }
}

/** The last thirty customers never ordered; a cancelled order never ships. */
function fillOrders(prices, random, put) {
  for (let id = 1; id <= 420; id++) {
    const placed = random.weighted([
      [random.day('2023-01-01', '2024-12-31'), 12],
      [random.pick(['2024-11-30', '2024-12-01']), 1],
    ])
    const status = random.weighted([
      ['delivered', 12],
      ['shipped', 3],
      ['open', 2],
      ['cancelled', 2],
      ['returned', 1],
    ])
    const waits = status === 'open' || status === 'cancelled'
    put('order', [
      id,
      1 + random.skewed(Array(170)),
      placed,
      waits ? null : addDays(placed, random.int(0, 9)),
      status,
    ])
  }
  for (let id = 1; id <= 760; id++) {
    const book = random.int(1, 200)
    const unit = random.chance(0.8) ? prices[book] : prices[book] + 100
    put('order_item', [
      id,
      random.int(1, 412),
      book,
      random.weighted([
        [1, 8],
        [2, 2],
        [4, 1],
      ]),
      unit,
    ])
  }
}
