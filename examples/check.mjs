/** Holds the example against its own databases: `node examples/check.mjs --databases DIR` lists what does not fit. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DatabaseSync } from '@photostructure/sqlite'
import { DATABASES, INSTANCES } from './generate.mjs'
import { sameRows } from './same-rows.mjs'

const HERE = import.meta.dirname
export const DATASETS = ['care', 'shop', 'town', 'play']
export const SYSTEMS = ['untuned', 'human-only', 'final', 'reference']

/** The objects of a JSONL file below `examples/`. @param {string} path @returns {any[]} */
export function readLines(path) {
  const lines = readFileSync(join(HERE, path), 'utf8').split('\n')
  return lines.filter(Boolean).map((line) => JSON.parse(line))
}

/**
 * Everything in the example that is not as it says it is.
 *
 * @param {string} databases where `generateDatabases` wrote to
 * @returns {string[]} one sentence each; none if all is well
 */
export function checkExample(databases) {
  const run = openAll(databases)
  return [
    ...DATASETS.flatMap((dataset) => checkDataset(dataset, run)),
    ...checkBenchmark(run),
    ...checkGuidelines(),
  ]
}

/** Runs a query on the three instances of a database: rows, or the error's message. */
function openAll(databases) {
  const known = new Map()
  return (db, sql) => {
    if (!known.has(db)) known.set(db, instancesOf(join(databases, db), db))
    return known.get(db).map((database) => rowsOf(database, sql))
  }
}

function instancesOf(folder, db) {
  const names = Array.from({ length: INSTANCES }, (_, i) => `${db}${i === 0 ? '' : `-${i + 1}`}.sqlite`)
  return names.map((name) => new DatabaseSync(join(folder, name), { readOnly: true }))
}

function rowsOf(database, sql) {
  try {
    const statement = database.prepare(sql)
    statement.setReturnArrays(true)
    return { rows: statement.all() }
  } catch (thrown) {
    return { error: String(thrown) }
  }
}

function checkDataset(dataset, run) {
  const seeds = readLines(`datasets/${dataset}/seeds.jsonl`)
  const tried = readLines(`datasets/${dataset}/augmentations.jsonl`)
  const questions = new Map(
    [...seeds, ...tried.filter((one) => one.wanted === 'proven')].map((one) => [one.key, one.db]),
  )
  const golds = readLines(`datasets/${dataset}/golds.jsonl`)
  const gold = new Map(golds.map(({ question, sql }) => [question, sql]))
  const train = new Set(
    DATABASES.filter((one) => one.dataset === dataset && one.split === 'train').map((one) => one.name),
  )
  const strangers = [...questions]
    .filter(([, db]) => !train.has(db))
    .map(([key]) => `${key}: not over a train database`)
  const twice =
    questions.size === gold.size ? [] : [`${dataset}: ${questions.size} questions, ${gold.size} golds`]
  const empty = golds.flatMap(({ question, sql }) => emptiness(question, run(questions.get(question), sql)))
  const answers = ['answers', 'annotations'].flatMap((file) => readLines(`datasets/${dataset}/${file}.jsonl`))
  const wrong = answers
    .filter((one) => one.sql)
    .flatMap((one) =>
      checkAnswer(`${one.question} by ${one.by ?? `${one.strategy} v${one.guidelines}`}`, one, {
        gold: gold.get(one.question),
        execute: (sql) => run(questions.get(one.question), sql),
      }),
    )
  return [...strangers, ...twice, ...empty, ...wrong, ...tried.flatMap((one) => checkProof(one, run))]
}

function emptiness(key, [shipped]) {
  if (shipped.error) return [`${key}: the gold fails: ${shipped.error}`]
  return shipped.rows.length === 0 ? [`${key}: the gold finds nothing on the shipped database`] : []
}

/** A line with a `slip` has to differ from the gold on some instance, any other to agree on all of them. */
function checkAnswer(name, { sql, slip }, { gold, execute }) {
  if (gold === undefined) return [`${name}: no such question`]
  if (slip === 'timeout') return []
  const answered = execute(sql)
  const failed = answered.some((one) => one.error)
  if (failed !== (slip === 'error'))
    return [`${name}: ${failed ? answered[0].error : 'runs, but is called an error'}`]
  const same = failed ? [false] : execute(gold).map((one, i) => sameRows(one.rows, answered[i].rows, gold))
  if (slip && same.every(Boolean))
    return [`${name}: called a slip (${slip}), but never differs from the gold`]
  return slip || same.every(Boolean) ? [] : [`${name}: differs from the gold`]
}

/** What the pipelines have to find: see "augmentations.jsonl" in the README. */
function checkProof(one, run) {
  const { key, db, wanted, reason, a, b } = one
  const [byA, byB] = [run(db, a), run(db, b)]
  const broken = [...byA, ...byB].find((result) => result.error)
  if (broken) return [`${key}: ${broken.error}`]
  const agree = byA.every((result, i) => sameRows(result.rows, byB[i].rows, a))
  if (agree === (wanted === 'undecided'))
    return [`${key}: the solvers ${agree ? 'agree' : 'differ'}, wanted ${wanted}`]
  const nothing = byA[0].rows.length === 0
  if (nothing !== (reason === 'empty-result'))
    return [`${key}: ${nothing ? 'finds nothing' : 'finds something'}`]
  if (!one.parentA || wanted === 'undecided') return []
  const same = run(db, one.parentA).every((result, i) => sameRows(result.rows, byA[i].rows, one.parentA))
  const wantsSame = one.pipeline === 'syntactic' ? reason !== 'meaning-changed' : reason === 'same-result'
  return same === wantsSame ? [] : [`${key}: its result is ${same ? '' : 'not '}that of its parent`]
}

function checkBenchmark(run) {
  const golds = readLines('benchmark/gold.jsonl')
  const test = new Set(DATABASES.filter((one) => one.split === 'test').map((one) => one.name))
  const strangers = golds
    .filter((one) => !test.has(one.db_id))
    .map((one) => `${one.id}: not over a test database`)
  const empty = golds.flatMap(({ id, db_id, sql }) => emptiness(id, run(db_id, sql)))
  const byId = new Map(golds.map((one) => [one.id, one]))
  const wrong = SYSTEMS.flatMap((system) =>
    readLines(`benchmark/${system}.jsonl`).flatMap((line) => {
      const { db_id, sql } = byId.get(line.id) ?? {}
      return checkAnswer(`${line.id} by ${system}`, line, {
        gold: sql,
        execute: (query) => run(db_id, query),
      })
    }),
  )
  return [...strangers, ...empty, ...wrong]
}

function checkGuidelines() {
  const { rules, versions } = JSON.parse(readFileSync(join(HERE, 'guidelines.json'), 'utf8'))
  const ids = new Set(rules.map((rule) => rule.id))
  const unknown = versions.flatMap((one) =>
    one.rules.filter((id) => !ids.has(id)).map((id) => `v${one.version}: no rule ${id}`),
  )
  const keys = new Set(
    DATASETS.flatMap((dataset) => readLines(`datasets/${dataset}/golds.jsonl`).map((one) => one.question)),
  )
  const { rounds, policy } = JSON.parse(readFileSync(join(HERE, 'rounds.json'), 'utf8'))
  const named = [
    ...rules.flatMap((rule) => rule.cases),
    ...rounds.flatMap((one) => one.questions.map((q) => q.question)),
    ...policy.questions,
  ]
  return [
    ...unknown,
    ...named.filter((key) => !keys.has(key)).map((key) => `${key}: named, but no such question`),
  ]
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = process.argv[process.argv.indexOf('--databases') + 1]
  const problems = checkExample(folder ?? '')
  process.stdout.write(
    `${[...problems, `${problems.length} problems, ${readdirSync(folder).length} databases`].join('\n')}\n`,
  )
  process.exitCode = problems.length > 0 ? 1 : 0
}
