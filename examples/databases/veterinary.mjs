/** A veterinary practice: owners, their animals, vets, treatments priced in euros, vaccinations. */

import { person, town } from './names.mjs'
import { addDays } from './random.mjs'

export const ddl = `
CREATE TABLE owner (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, "e-mail" TEXT, city TEXT NOT NULL, joined_on TEXT NOT NULL
);
CREATE TABLE animal (
  id INTEGER PRIMARY KEY, owner_id INTEGER REFERENCES owner(id), name TEXT NOT NULL, species TEXT NOT NULL,
  breed TEXT, born TEXT, weight_kg REAL
);
CREATE TABLE vet (id INTEGER PRIMARY KEY, name TEXT NOT NULL, specialty TEXT, hired_on TEXT NOT NULL);
CREATE TABLE treatment (
  id INTEGER PRIMARY KEY, animal_id INTEGER NOT NULL REFERENCES animal(id), vet_id INTEGER REFERENCES vet(id),
  treated_on TEXT NOT NULL, kind TEXT NOT NULL, price REAL
);
CREATE TABLE vaccination (
  id INTEGER PRIMARY KEY, animal_id INTEGER NOT NULL REFERENCES animal(id), vaccine TEXT NOT NULL,
  given_on TEXT NOT NULL, due_on TEXT
);`

const SPECIES = ['dog', 'cat', 'rabbit', 'guinea pig', 'parrot', 'tortoise']
const BREEDS = {
  dog: ['Dachshund', 'Poodle', 'Beagle', null],
  cat: ['Siamese', 'Maine Coon', null],
  rabbit: ['Dwarf', null],
}
const ANIMALS = [
  'Bello',
  'Luna',
  'Minka',
  'Rocky',
  'Schnuffel',
  'Balu',
  'Emma',
  'Coco',
  'Zorro',
  'Frieda',
  'Mogli',
  'Kiwi',
]
const KINDS = [
  ['check-up', 39.5],
  ['dental cleaning', 120],
  ['castration', 185.75],
  ['X-ray', 78.4],
  ['wound care', 54],
  ['lab test', 43.2],
]
const VACCINES = ['rabies', 'distemper', 'cat flu', 'myxomatosis']

/** @type {import('./all.mjs').Fill} */
export function fill(random, put) {
  for (let id = 1; id <= 180; id++) {
    const name = person(random)
    const mail = random.maybe(0.18, `${name.split(' ')[0].toLowerCase()}${id}@example.org`)
    put('owner', [id, name, mail, town(random), random.day('2019-01-01', '2024-12-31')])
  }
  for (let id = 1; id <= 240; id++) fillAnimal(id, random, put)
  for (let id = 1; id <= 15; id++) {
    const specialty = random.weighted([
      ['surgery', 3],
      ['dentistry', 2],
      ['exotics', 1],
      [null, 3],
    ])
    put('vet', [id, `Dr. ${person(random)}`, specialty, random.day('2008-01-01', '2024-06-30')])
  }
  for (let id = 1; id <= 480; id++) {
    const [kind, price] = KINDS[random.skewed(KINDS)]
    const paid = random.weighted([
      [price, 8],
      [price + 10, 1],
      [null, 1],
    ])
    put('treatment', [
      id,
      random.int(1, 215),
      random.maybe(0.06, random.int(1, 13)),
      random.day('2022-07-01', '2024-12-31'),
      kind,
      paid,
    ])
  }
  for (let id = 1; id <= 220; id++) {
    const given = random.day('2022-01-01', '2024-12-31')
    const due = random.maybe(0.12, addDays(given, random.pick([365, 365, 1095])))
    put('vaccination', [id, random.int(1, 205), VACCINES[random.skewed(VACCINES)], given, due])
  }
}

/** One in ten animals is a stray without an owner; the last 25 owners have no animal. */
function fillAnimal(id, random, put) {
  const species = SPECIES[random.skewed(SPECIES)]
  const breed = random.pick(BREEDS[species] ?? [null])
  const weight = random.maybe(0.12, random.int(4, species === 'dog' ? 160 : 24) / 4)
  const born = random.maybe(0.15, random.day('2009-01-01', '2024-10-31'))
  put('animal', [
    id,
    random.maybe(0.1, random.int(1, 155)),
    random.pick(ANIMALS),
    species,
    breed,
    born,
    weight,
  ])
}
