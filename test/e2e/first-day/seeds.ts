/** The questions that the first day's team writes over its train databases, each with the harder one that is made of it. */
import type { Seed } from './known.ts'

const CROSSINGS = 'crossing c ON c.ferry_id = f.id'
const PURCHASES = 'sale s ON s.buyer_id = b.id'

const ferries: readonly Omit<Seed, 'db'>[] = [
  {
    text: 'List the name of each ferry with the number of its crossings.',
    right: `SELECT f.name, COUNT(c.id) FROM ferry f LEFT JOIN ${CROSSINGS} GROUP BY f.id, f.name`,
    agent: `SELECT f.name, COUNT(c.id) FROM ferry f JOIN ${CROSSINGS} GROUP BY f.id, f.name`,
    lesson: 'partnerless',
    harder: {
      text: 'List the name of each ferry built after 1980 with the number of its crossings.',
      right: `SELECT f.name, COUNT(c.id) FROM ferry f LEFT JOIN ${CROSSINGS} WHERE f.built > 1980 GROUP BY f.id, f.name`,
      agent: `SELECT f.name, COUNT(c.id) FROM ferry f JOIN ${CROSSINGS} WHERE f.built > 1980 GROUP BY f.id, f.name`,
      lesson: 'partnerless',
    },
  },
  {
    text: 'Which days have crossings?',
    right: 'SELECT DISTINCT day FROM crossing',
    agent: 'SELECT day FROM crossing',
    lesson: 'once',
    withSql: true,
    harder: {
      text: 'Which days have crossings with more than 200 passengers?',
      right: 'SELECT DISTINCT day FROM crossing WHERE passengers > 200',
      agent: 'SELECT day FROM crossing WHERE passengers > 200',
      lesson: 'once',
    },
  },
  {
    text: 'What is the average wage of the crew members?',
    right: 'SELECT AVG(wage) FROM "crew member"',
    agent: 'SELECT ROUND(AVG(wage), 1) FROM "crew member"',
    verdict: 'both',
    harder: {
      text: 'What is the average wage of the crew members who work on deck?',
      right: `SELECT AVG(wage) FROM "crew member" WHERE role = 'deck'`,
      agent: `SELECT ROUND(AVG(wage), 1) FROM "crew member" WHERE role = 'deck'`,
      verdict: 'both',
      analyst: `SELECT MAX(wage) FROM "crew member" WHERE role = 'deck'`,
    },
  },
  {
    text: 'List the names of the routes from the longest to the shortest.',
    right: 'SELECT name FROM route ORDER BY km DESC',
    person: 'SELECT name FROM route ORDER BY km',
    withSql: true,
    harder: {
      text: 'List the names of the routes longer than 10 km from the longest to the shortest.',
      right: 'SELECT name FROM route WHERE km > 10 ORDER BY km DESC',
      person: 'SELECT name FROM route WHERE km > 10 ORDER BY km',
    },
  },
  {
    text: 'Name the routes that have crossings.',
    right: 'SELECT name FROM route WHERE id IN (SELECT route_id FROM crossing)',
    agent: 'SELECT name FROM route',
    harder: {
      text: 'Name the routes longer than 5 km that have crossings.',
      right: 'SELECT name FROM route WHERE km > 5 AND id IN (SELECT route_id FROM crossing)',
      agent: 'SELECT name FROM route WHERE km > 5',
    },
  },
  {
    text: 'How many crew members are there?',
    right: 'SELECT COUNT(*) FROM "crew member"',
    person: 'SELECT COUNT(id) FROM "crew member"',
    withSql: true,
    harder: {
      text: 'How many crew members are there who have a number?',
      right: 'SELECT COUNT(*) FROM "crew member" WHERE id IS NOT NULL',
    },
  },
  {
    text: 'Show the name and the seats of the ferry with the most seats.',
    right: 'SELECT name, seats FROM ferry WHERE seats = (SELECT MAX(seats) FROM ferry)',
    agent: 'SELECT name, seats FROM ferry ORDER BY seats DESC LIMIT 1',
    harder: {
      text: 'Show the name and the seats of the ferry with the most seats among those built before 2010.',
      right:
        'SELECT name, seats FROM ferry WHERE built < 2010 AND seats = (SELECT MAX(seats) FROM ferry WHERE built < 2010)',
      person: 'SELECT name, seats FROM ferry WHERE built < 2010 ORDER BY seats DESC LIMIT 1',
    },
  },
]

const orchard: readonly Omit<Seed, 'db'>[] = [
  {
    text: 'List the kind of each tree with its height.',
    right: 'SELECT kind, height_m FROM tree',
    person: 'select  t.kind, t.height_m from tree as t',
    rewritten: true,
    sampled: 'SELECT kind FROM tree',
    harder: {
      text: 'List the kind of each tree that is taller than 4 metres with its height.',
      right: 'SELECT kind, height_m FROM tree WHERE height_m > 4',
    },
  },
  {
    text: 'Which towns do the buyers come from?',
    right: 'SELECT DISTINCT "town/city" FROM buyer WHERE "town/city" IS NOT NULL',
    agent: 'SELECT "town/city" FROM buyer WHERE "town/city" IS NOT NULL',
    lesson: 'once',
    harder: {
      text: 'Which towns do the buyers come from who have bought something?',
      right:
        'SELECT DISTINCT "town/city" FROM buyer WHERE "town/city" IS NOT NULL AND id IN (SELECT buyer_id FROM sale)',
      agent:
        'SELECT "town/city" FROM buyer WHERE "town/city" IS NOT NULL AND id IN (SELECT buyer_id FROM sale)',
      lesson: 'once',
      analyst: 'SELECT name FROM buyer WHERE id IN (SELECT buyer_id FROM sale)',
    },
  },
  {
    text: 'Give the name of each buyer with the number of purchases.',
    right: `SELECT b.name, COUNT(s.id) FROM buyer b LEFT JOIN ${PURCHASES} GROUP BY b.id, b.name`,
    agent: `SELECT b.name, COUNT(s.id) FROM buyer b JOIN ${PURCHASES} GROUP BY b.id, b.name`,
    lesson: 'partnerless',
    withSql: true,
    harder: {
      text: 'Give the name of each buyer from Kap with the number of purchases.',
      right: `SELECT b.name, COUNT(s.id) FROM buyer b LEFT JOIN ${PURCHASES} WHERE b."town/city" = 'Kap' GROUP BY b.id, b.name`,
      agent: `SELECT b.name, COUNT(s.id) FROM buyer b JOIN ${PURCHASES} WHERE b."town/city" = 'Kap' GROUP BY b.id, b.name`,
      lesson: 'partnerless',
    },
  },
  {
    text: 'Name the buyers with their towns.',
    right: 'SELECT name, "town/city" FROM buyer',
    agent: 'SELECT id, name, "town/city" FROM buyer',
    lesson: 'only-asked',
    harder: {
      text: 'Name the buyers with their towns where a town is known.',
      right: 'SELECT name, "town/city" FROM buyer WHERE "town/city" IS NOT NULL',
      agent: 'SELECT id, name, "town/city" FROM buyer WHERE "town/city" IS NOT NULL',
      lesson: 'only-asked',
    },
  },
  {
    text: 'What is the average price of a sale?',
    right: 'SELECT AVG("price (€)") FROM sale',
    agent: 'SELECT ROUND(AVG("price (€)"), 1) FROM sale',
    person: 'SELECT ROUND(AVG("price (€)"), 2) FROM sale',
    withSql: true,
    harder: {
      text: 'What is the average price of a sale above 1200?',
      right: 'SELECT AVG("price (€)") FROM sale WHERE "price (€)" > 1200',
      agent: 'SELECT ROUND(AVG("price (€)"), 1) FROM sale WHERE "price (€)" > 1200',
      person: 'SELECT ROUND(AVG("price (€)"), 2) FROM sale WHERE "price (€)" > 1200',
    },
  },
  {
    text: 'How many harvests have no weight?',
    right: 'SELECT COUNT(*) FROM harvest WHERE kilos IS NULL',
    agent: null,
    harder: {
      text: 'How many harvests of 2020 have no weight?',
      right: 'SELECT COUNT(*) FROM harvest WHERE kilos IS NULL AND "year" = 2020',
      agent: null,
    },
  },
  {
    text: 'Which kinds of tree were planted before 2000?',
    right: 'SELECT DISTINCT kind FROM tree WHERE planted < 2000',
    person: 'SELECT kind FROM tree WHERE planted < 2000 GROUP BY kind',
    withSql: true,
    harder: {
      text: 'Which kinds of tree were planted before 2000 at whatever height?',
      right: 'SELECT DISTINCT kind FROM tree WHERE planted < 2000 AND height_m IS NOT NULL',
    },
  },
]

export const SEEDS: readonly Seed[] = [
  ...ferries.map((seed) => ({ db: 'ferries', ...seed })),
  ...orchard.map((seed) => ({ db: 'orchard', ...seed })),
]
