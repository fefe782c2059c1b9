/** The questions that the first day's team writes over its test databases, and what three models will make of them. */
import type { Known } from './known.ts'

const INSPECTIONS = 'inspection i ON i.tower_id = t.id'
const BAKED = '"order" b ON b.oven_id = o.id'

const lighthouse: readonly Omit<Known, 'db'>[] = [
  {
    text: 'List the name of each tower with the number of its inspections.',
    right: `SELECT t.name, COUNT(i.id) FROM tower t LEFT JOIN ${INSPECTIONS} GROUP BY t.id, t.name`,
    agent: `SELECT t.name, COUNT(i.id) FROM tower t JOIN ${INSPECTIONS} GROUP BY t.id, t.name`,
    lesson: 'partnerless',
    untuned: `SELECT t.name, COUNT(i.id) FROM tower t JOIN ${INSPECTIONS} GROUP BY t.id, t.name`,
  },
  {
    text: 'How many keepers have no tower?',
    right: 'SELECT COUNT(*) FROM keeper WHERE tower_id IS NULL',
    person: 'SELECT COUNT(id) FROM keeper WHERE tower_id IS NULL',
    untuned: 'SELECT COUNT(*) FROM keeper WHERE lighthouse_number IS NULL',
    tuned: 'SELECT COUNT(*) FROM keeper WHERE tower_id = NULL',
  },
  {
    text: 'Name the towers from the highest to the lowest.',
    right: 'SELECT name FROM tower ORDER BY "height m" DESC',
    person: 'SELECT name FROM tower ORDER BY "height m"',
    untuned: 'SELECT name FROM tower ORDER BY name',
  },
]

const bakery: readonly Omit<Known, 'db'>[] = [
  {
    text: 'Which sorts of bread are there?',
    right: 'SELECT DISTINCT "sort" FROM bread',
    person: 'SELECT "sort" FROM bread',
    reference: 'SELECT "sort" FROM bread',
  },
  {
    text: 'Give the name of each oven with the number of loaves baked in it.',
    right: `SELECT o.name, COALESCE(SUM(b.loaves), 0) FROM oven o LEFT JOIN ${BAKED} GROUP BY o.id, o.name`,
    person: `SELECT o.name, SUM(b.loaves) FROM oven o LEFT JOIN ${BAKED} GROUP BY o.id, o.name`,
    untuned: `SELECT o.name, SUM(b.loaves) FROM oven o JOIN ${BAKED} GROUP BY o.id, o.name`,
    tuned: `SELECT o.name, SUM(b.loaves) FROM oven o LEFT JOIN ${BAKED} GROUP BY o.id, o.name`,
  },
  {
    text: 'How many orders have no number of loaves?',
    right: 'SELECT COUNT(*) FROM "order" WHERE loaves IS NULL',
    agent: null,
    untuned: 'I would look at the orders one by one and count.',
  },
]

export const BENCHMARK_QUESTIONS: readonly Known[] = [
  ...lighthouse.map((one) => ({ db: 'lighthouse', ...one })),
  ...bakery.map((one) => ({ db: 'bakery', ...one })),
]
