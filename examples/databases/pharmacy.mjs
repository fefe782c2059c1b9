/** A pharmacy: suppliers, products, customers, sales and their lines. */
import { person, town } from './names.mjs'

export const ddl = `
CREATE TABLE supplier (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL);
CREATE TABLE product (
  id INTEGER PRIMARY KEY, supplier_id INTEGER REFERENCES supplier(id), name TEXT NOT NULL, form TEXT NOT NULL,
  price_cents INTEGER NOT NULL, "on prescription" INTEGER NOT NULL, stock INTEGER
);
CREATE TABLE customer (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, born TEXT, city TEXT NOT NULL, discount_percent INTEGER
);
CREATE TABLE sale (
  id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customer(id), sold_on TEXT NOT NULL, paid_by TEXT NOT NULL
);
CREATE TABLE sale_line (
  sale_id INTEGER NOT NULL REFERENCES sale(id), product_id INTEGER NOT NULL REFERENCES product(id),
  quantity INTEGER NOT NULL, unit_cents INTEGER NOT NULL, PRIMARY KEY (sale_id, product_id)
);`

const SUPPLIERS = [
  'Alpha Pharm',
  'Böttger & Co',
  'Curamed',
  'Dolomed',
  'Elbe Apotheken',
  'Fortis',
  'Galenus',
  'Helvita',
]
const COUNTRIES = ['Germany', 'Austria', 'France', 'Poland']
const SUBSTANCES = [
  'Ibuprofen',
  'Paracetamol',
  'Cetirizine',
  'Omeprazole',
  'Zinc',
  'Vitamin D',
  'Nasal spray',
  'Melatonin',
]
const FORMS = ['tablet', 'drops', 'spray', 'ointment', 'capsule']

/** @type {import('./all.mjs').Fill} */
export function fill(random, put) {
  for (let id = 1; id <= 20; id++) {
    put('supplier', [id, `${random.pick(SUPPLIERS)} ${id}`, COUNTRIES[random.skewed(COUNTRIES)]])
  }
  const prices = []
  for (let id = 1; id <= 170; id++) {
    prices[id] = random.pick([299, 495, 495, 795, 1099, 1250, 1999, 3450])
    const onPrescription = random.chance(0.3) ? 1 : 0
    const name = `${random.pick(SUBSTANCES)} ${random.pick([100, 200, 400, 600])}`
    const stock = random.maybe(
      0.1,
      random.weighted([
        [0, 1],
        [random.int(1, 80), 7],
      ]),
    )
    put('product', [
      id,
      random.maybe(0.08, random.int(1, 18)),
      name,
      random.pick(FORMS),
      prices[id],
      onPrescription,
      stock,
    ])
  }
  for (let id = 1; id <= 200; id++) {
    const discount = random.weighted([
      [null, 6],
      [0, 2],
      [3, 2],
      [5, 2],
      [10, 1],
    ])
    put('customer', [
      id,
      person(random),
      random.maybe(0.1, random.day('1935-01-01', '2006-12-31')),
      town(random),
      discount,
    ])
  }
  for (let id = 1; id <= 420; id++) {
    const payment = random.weighted([
      ['cash', 5],
      ['card', 5],
      ['invoice', 1],
    ])
    put('sale', [id, random.maybe(0.2, random.int(1, 170)), random.day('2024-01-01', '2024-12-31'), payment])
    if (id <= 410) fillLines(id, prices, random, put)
  }
}

/** The last ten sales have no line; the last twelve products were never sold. */
function fillLines(sale, prices, random, put) {
  const bought = new Set()
  for (let line = random.int(1, 3); line > 0; line--) bought.add(random.int(1, 158))
  for (const product of bought) {
    const unit = random.chance(0.85) ? prices[product] : Math.floor(prices[product] * 0.9)
    put('sale_line', [
      sale,
      product,
      random.weighted([
        [1, 7],
        [2, 3],
        [5, 1],
      ]),
      unit,
    ])
  }
}
