/** A music school: teachers, students, ensembles, lessons, concerts and their programmes. */
import { person, town } from './names.mjs'

export const ddl = `
CREATE TABLE teacher (id INTEGER PRIMARY KEY, name TEXT NOT NULL, instrument TEXT NOT NULL, hired_on TEXT NOT NULL);
CREATE TABLE student (id INTEGER PRIMARY KEY, name TEXT NOT NULL, born TEXT, town TEXT NOT NULL, guardian TEXT);
CREATE TABLE "group" (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, level TEXT NOT NULL, teacher_id INTEGER REFERENCES teacher(id),
  "Capacity" INTEGER NOT NULL
);
CREATE TABLE enrolment (
  student_id INTEGER NOT NULL REFERENCES student(id), group_id INTEGER NOT NULL REFERENCES "group"(id),
  since TEXT NOT NULL, fee_cents INTEGER, PRIMARY KEY (student_id, group_id)
);
CREATE TABLE lesson (
  id INTEGER PRIMARY KEY, student_id INTEGER NOT NULL REFERENCES student(id),
  teacher_id INTEGER NOT NULL REFERENCES teacher(id), held_on TEXT NOT NULL, minutes INTEGER NOT NULL,
  absent INTEGER NOT NULL, price_cents INTEGER, room TEXT NOT NULL
);
CREATE TABLE concert (id INTEGER PRIMARY KEY, title TEXT NOT NULL, held_on TEXT NOT NULL, hall TEXT, tickets_sold INTEGER, entry_cents INTEGER);
CREATE TABLE piece (
  id INTEGER PRIMARY KEY, concert_id INTEGER NOT NULL REFERENCES concert(id), "order" INTEGER NOT NULL,
  title TEXT NOT NULL, composer TEXT, minutes INTEGER, group_id INTEGER REFERENCES "group"(id)
);`

const INSTRUMENTS = ['piano', 'violin', 'guitar', 'cello', 'flute', 'drums']
const ENSEMBLES = ['Strings', 'Choir', 'Big Band', 'Recorders', 'Guitar Circle', 'Percussion']
const COMPOSERS = ['Bach', 'Schumann', 'Clara Schumann', 'Bartók', 'Dvořák', 'Piazzolla', null]
const FORMS = ['Sonata', 'Prelude', 'Suite', 'Waltz', 'Serenade', 'Tango', 'Fugue']

/** The last columns of these tables; drawn from a stream of their own, so that adding one leaves the rest as it was. @type {import('./all.mjs').Later} */
export const later = {
  lesson: (random) => [random.pick(['Blue Room', 'Red Room', 'Attic', 'Cellar'])],
  concert: (random) => [
    random.weighted([
      [0, 2],
      [500, 2],
      [1000, 2],
      [1250, 3],
      [null, 1],
    ]),
  ],
}

/** @type {import('./all.mjs').Fill} */
export function fill(random, put) {
  for (let id = 1; id <= 26; id++) {
    put('teacher', [
      id,
      person(random),
      INSTRUMENTS[random.skewed(INSTRUMENTS)],
      random.day('2005-01-01', '2024-08-31'),
    ])
  }
  for (let id = 1; id <= 200; id++) {
    const born = random.maybe(0.06, random.day('2004-01-01', '2017-12-31'))
    put('student', [id, person(random), born, town(random), random.maybe(0.2, person(random))])
  }
  for (let id = 1; id <= 40; id++) {
    const level = random.weighted([
      ['beginner', 4],
      ['intermediate', 3],
      ['advanced', 2],
    ])
    put('group', [
      id,
      `${random.pick(ENSEMBLES)} ${id}`,
      level,
      random.maybe(0.15, random.int(1, 22)),
      random.pick([6, 8, 12, 12, 20]),
    ])
  }
  for (let student = 1; student <= 172; student++) {
    const joined = new Set()
    for (let n = random.int(0, 3); n > 0; n--) joined.add(random.int(1, 36))
    for (const group of joined) {
      put('enrolment', [
        student,
        group,
        random.day('2021-09-01', '2024-10-31'),
        random.maybe(0.1, random.pick([1500, 2200, 2200, 3000])),
      ])
    }
  }
  for (let id = 1; id <= 480; id++) {
    const absent = random.chance(0.12) ? 1 : 0
    const day = random.weighted([
      [random.day('2023-09-01', '2024-12-20'), 14],
      ['2024-09-30', 1],
    ])
    put('lesson', [
      id,
      random.int(1, 185),
      1 + random.skewed(Array(24)),
      day,
      random.pick([30, 30, 45, 60]),
      absent,
      random.maybe(0.07, random.pick([1800, 2400, 2400, 3600])),
    ])
  }
  fillConcerts(random, put)
}

/** The last two concerts have no programme yet; a piece without a group is played by soloists. */
function fillConcerts(random, put) {
  for (let id = 1; id <= 30; id++) {
    const title = `${random.pick(['Spring', 'Summer', 'Advent', 'Benefit', 'Graduation'])} Concert ${id}`
    put('concert', [
      id,
      title,
      random.day('2022-03-01', '2024-12-15'),
      random.maybe(0.15, random.pick(['Aula', 'Town Hall', 'St. Marien'])),
      random.maybe(0.12, random.int(2, 30) * 10),
    ])
  }
  let id = 0
  for (let concert = 1; concert <= 28; concert++) {
    for (let place = 1, length = random.int(4, 10); place <= length; place++) {
      const title = `${random.pick(FORMS)} No. ${random.int(1, 9)}`
      put('piece', [
        ++id,
        concert,
        place,
        title,
        random.pick(COMPOSERS),
        random.maybe(0.12, random.int(3, 18)),
        random.maybe(0.25, random.int(1, 36)),
      ])
    }
  }
}
