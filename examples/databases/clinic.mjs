/** A general practice: patients, doctors, visits, diagnoses, prescriptions. */
import { person, town } from './names.mjs'

export const ddl = `
CREATE TABLE patient (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, born TEXT, city TEXT NOT NULL, insurance TEXT
);
CREATE TABLE doctor (id INTEGER PRIMARY KEY, name TEXT NOT NULL, specialty TEXT NOT NULL, "Room No" TEXT);
CREATE TABLE visit (
  id INTEGER PRIMARY KEY, patient_id INTEGER NOT NULL REFERENCES patient(id),
  doctor_id INTEGER NOT NULL REFERENCES doctor(id), "date" TEXT NOT NULL, reason TEXT NOT NULL,
  fee_cents INTEGER, paid_cents INTEGER, status TEXT NOT NULL
);
CREATE TABLE diagnosis (
  id INTEGER PRIMARY KEY, visit_id INTEGER NOT NULL REFERENCES visit(id), code TEXT NOT NULL,
  label TEXT NOT NULL, certainty TEXT
);
CREATE TABLE prescription (
  id INTEGER PRIMARY KEY, visit_id INTEGER NOT NULL REFERENCES visit(id), drug TEXT NOT NULL,
  days INTEGER, refills INTEGER NOT NULL
);`

const SPECIALTIES = ['general medicine', 'dermatology', 'cardiology', 'paediatrics', 'orthopaedics']
const REASONS = ['check-up', 'cough', 'back pain', 'rash', 'fever', 'vaccination', 'headache']
const DIAGNOSES = [
  ['E11', 'type 2 diabetes'],
  ['E10', 'type 1 diabetes'],
  ['I10', 'hypertension'],
  ['J20', 'bronchitis'],
  ['M54', 'back pain'],
  ['L30', 'eczema'],
  ['R51', 'headache'],
]
const DRUGS = ['Metformin', 'Ibuprofen', 'Ramipril', 'Amoxicillin', 'Hydrocortisone', 'Paracetamol']

/** @type {import('./all.mjs').Fill} */
export function fill(random, put) {
  for (let id = 1; id <= 200; id++) {
    const insurance = random.weighted([
      ['public', 7],
      ['private', 2],
      [null, 1],
    ])
    put('patient', [
      id,
      person(random),
      random.maybe(0.06, random.day('1938-01-01', '2021-12-31')),
      town(random),
      insurance,
    ])
  }
  for (let id = 1; id <= 22; id++) {
    const specialty = SPECIALTIES[random.skewed(SPECIALTIES)]
    put('doctor', [
      id,
      `Dr. ${person(random)}`,
      specialty,
      random.maybe(0.15, `${random.int(0, 3)}.${random.int(1, 9)}`),
    ])
  }
  for (let id = 1; id <= 520; id++) fillVisit(id, random, put)
  for (let id = 1; id <= 300; id++) {
    const [code, label] = DIAGNOSES[random.skewed(DIAGNOSES)]
    put('diagnosis', [
      id,
      random.int(1, 500),
      code,
      label,
      random.weighted([
        ['confirmed', 6],
        ['suspected', 3],
        [null, 1],
      ]),
    ])
  }
  for (let id = 1; id <= 210; id++) {
    const days = random.weighted([
      [7, 4],
      [14, 3],
      [30, 2],
      [90, 1],
      [null, 1],
    ])
    put('prescription', [
      id,
      random.int(1, 510),
      DRUGS[random.skewed(DRUGS)],
      days,
      random.weighted([
        [0, 5],
        [1, 3],
        [3, 1],
      ]),
    ])
  }
}

/** The last 22 patients and the last two doctors have no visit. */
function fillVisit(id, random, put) {
  const status = random.weighted([
    ['kept', 16],
    ['cancelled', 3],
    ['no-show', 1],
  ])
  const fee =
    status === 'kept' ? random.maybe(0.08, random.pick([2500, 4000, 4000, 6550, 8000, 12050])) : null
  const paid =
    fee === null
      ? null
      : random.weighted([
          [fee, 8],
          [0, 1],
          [fee / 2, 1],
          [null, 1],
        ])
  const day = random.weighted([
    [random.day('2023-01-01', '2024-12-31'), 9],
    [random.pick(['2024-03-01', '2024-03-31']), 1],
  ])
  put('visit', [
    id,
    random.int(1, 178),
    1 + random.skewed(Array(20)),
    day,
    random.pick(REASONS),
    fee,
    paid,
    status,
  ])
}
