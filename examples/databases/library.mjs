/** A town's libraries: branches, members, titles, their copies, loans and fines. */

import { person } from './names.mjs'
import { addDays } from './random.mjs'

export const ddl = `
CREATE TABLE branch (id INTEGER PRIMARY KEY, name TEXT NOT NULL, district TEXT NOT NULL, "open sundays" INTEGER NOT NULL, opened_on TEXT);
CREATE TABLE member (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, born TEXT, category TEXT NOT NULL, joined_on TEXT NOT NULL,
  branch_id INTEGER REFERENCES branch(id)
);
CREATE TABLE title (
  id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT, language TEXT NOT NULL, "Year" INTEGER, subject TEXT NOT NULL,
  pages INTEGER
);
CREATE TABLE copy (
  id INTEGER PRIMARY KEY, title_id INTEGER NOT NULL REFERENCES title(id), branch_id INTEGER NOT NULL REFERENCES branch(id),
  condition TEXT, bought_on TEXT NOT NULL, shelf TEXT
);
CREATE TABLE loan (
  id INTEGER PRIMARY KEY, copy_id INTEGER NOT NULL REFERENCES copy(id), member_id INTEGER NOT NULL REFERENCES member(id),
  lent_on TEXT NOT NULL, due_on TEXT NOT NULL, returned_on TEXT, renewals INTEGER NOT NULL
);
CREATE TABLE fine (
  id INTEGER PRIMARY KEY, loan_id INTEGER NOT NULL REFERENCES loan(id), amount_cents INTEGER NOT NULL, paid_on TEXT,
  reason TEXT NOT NULL
);`

const DISTRICTS = ['Mitte', 'Nord', 'Süd', 'Ost', 'West']
const SUBJECTS = ['history', 'fiction', 'science', 'gardening', 'music', 'travel']
const LANGUAGES = ['German', 'English', 'French', 'Turkish']
const WORDS = ['Rivers', 'Castles', 'Stars', 'Bridges', 'Gardens', 'Songs', 'Winters', 'Railways']

/** The last columns of these tables; drawn from a stream of their own, so that adding one leaves the rest as it was. @type {import('./all.mjs').Later} */
export const later = {
  branch: (random) => [random.maybe(0.1, random.day('1955-01-01', '2018-12-31'))],
  title: (random) => [random.maybe(0.1, random.int(4, 70) * 10)],
  copy: (random) => [random.maybe(0.2, `${random.pick(['A', 'B', 'C', 'D'])} ${random.int(1, 12)}`)],
  loan: (random) => [
    random.weighted([
      [0, 6],
      [1, 3],
      [2, 1],
      [3, 1],
    ]),
  ],
  fine: (random) => [
    random.weighted([
      ['late', 4],
      ['damage', 3],
      ['lost', 1],
    ]),
  ],
}

/** @type {import('./all.mjs').Fill} */
export function fill(random, put) {
  for (let id = 1; id <= 12; id++) {
    const district = DISTRICTS[random.skewed(DISTRICTS)]
    put('branch', [id, `Library ${district} ${id}`, district, random.chance(0.3) ? 1 : 0])
  }
  for (let id = 1; id <= 210; id++) {
    const category = random.weighted([
      ['adult', 6],
      ['child', 3],
      ['student', 2],
      ['senior', 1],
    ])
    const born = random.maybe(0.08, random.day('1940-01-01', '2017-12-31'))
    put('member', [
      id,
      person(random),
      born,
      category,
      random.day('2018-01-01', '2024-12-31'),
      random.maybe(0.1, random.int(1, 11)),
    ])
  }
  for (let id = 1; id <= 200; id++) {
    const subject = SUBJECTS[random.skewed(SUBJECTS)]
    const name = `${random.pick(['Old', 'New', 'Lost', 'Northern', 'Quiet'])} ${random.pick(WORDS)}`
    put('title', [
      id,
      name,
      random.maybe(0.1, person(random)),
      LANGUAGES[random.skewed(LANGUAGES)],
      random.maybe(0.1, random.int(1960, 2024)),
      subject,
    ])
  }
  for (let id = 1; id <= 330; id++) {
    const condition = random.weighted([
      ['good', 5],
      ['worn', 3],
      ['damaged', 1],
      [null, 1],
    ])
    put('copy', [
      id,
      random.int(1, 185),
      1 + random.skewed(Array(11)),
      condition,
      random.day('2010-01-01', '2024-11-30'),
    ])
  }
  for (let id = 1; id <= 560; id++) fillLoan(id, random, put)
  for (let id = 1; id <= 130; id++) {
    const amount = random.pick([50, 100, 150, 150, 300, 750])
    put('fine', [id, random.int(1, 500), amount, random.maybe(0.35, random.day('2024-01-01', '2024-12-31'))])
  }
}

/** Thirty members never borrowed, thirty copies were never lent; what is not back has no date of return. */
function fillLoan(id, random, put) {
  const lent = random.day('2023-06-01', '2024-12-20')
  const back = random.weighted([
    [addDays(lent, random.int(1, 28)), 7],
    [addDays(lent, random.int(29, 70)), 2],
    [null, 1],
  ])
  put('loan', [id, random.int(1, 300), random.int(1, 180), lent, addDays(lent, 28), back])
}
