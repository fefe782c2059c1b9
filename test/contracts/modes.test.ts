/** What every evaluation mode has to keep, whatever its rules. */
import { describe, expect, test } from 'vitest'
import type { Execution } from '../../src/model/execution.ts'
import { MODES as NAMES } from '../../src/model/verdict.ts'
import { MODES } from '../../src/sql/modes/all.ts'
import { answerOf } from '../answer-of.ts'
import { sqliteWith } from '../sqlite-answers.ts'

const run = sqliteWith(`
  CREATE TABLE t(a INT, b TEXT, c REAL, d BLOB);
  INSERT INTO t VALUES (1,'x',0.5,x'00ff'),(1,'x',0.5,x'00ff'),(2,NULL,1e300,NULL),(3,'ü',-0.0,x''),(9007199254740993,'',2.0,x'41')`)

const GOLDS = [
  'SELECT * FROM t',
  'SELECT DISTINCT a FROM t ORDER BY a DESC',
  'SELECT b FROM t ORDER BY c LIMIT 2',
  'SELECT count(*) FROM t WHERE a < 0',
  'SELECT a FROM t WHERE a < 0',
  'SELECT a, count(*) FROM t GROUP BY a ORDER BY count(*) DESC, a LIMIT 2 OFFSET 1',
  'SELECT 9e999, -9e999, 1e-7, NULL',
]

test('the list holds every name, and each mode goes by its own', () => {
  expect(Object.entries(MODES).map(([key, mode]) => [key, mode.name])).toEqual(
    NAMES.map((name) => [name, name]),
  )
})

describe.each(Object.values(MODES))('mode $name', (mode) => {
  const outcomeOf = (gold: string, prediction: Execution | string) => {
    const auxiliary = mode.auxiliary?.(gold)
    return {
      instance: 'shipped.sqlite',
      gold: run(mode.prepare(gold)),
      prediction: typeof prediction === 'string' ? run(mode.prepare(prediction)) : prediction,
      ...(auxiliary === undefined ? {} : { goldKeys: run(auxiliary) }),
    }
  }

  test.each(GOLDS)('the gold as its own prediction matches: %s', (gold) => {
    const outcome = outcomeOf(gold, gold)
    expect(mode.judge({ gold, prediction: gold }, [outcome, outcome])).toMatchObject({
      match: true,
      reason: 'match',
    })
  })

  test.each(['error', 'timeout', 'memory', 'refused'] as const)(
    'a prediction that ends in %s is no match and says so',
    (kind) => {
      const gold = 'SELECT a FROM t WHERE a < 0'
      const failed = { kind, message: 'in its own words', elapsedMs: 1 }
      const verdict = mode.judge({ gold, prediction: 'SELECT x' }, [outcomeOf(gold, failed)])
      expect(verdict).toEqual({
        match: false,
        reason: kind,
        message: 'in its own words',
        flags: [],
        instance: 'shipped.sqlite',
      })
    },
  )

  test('a prediction cut at the row limit is no match', () => {
    const gold = 'SELECT a FROM t'
    const cut = { ...answerOf([[1n]]), truncated: true }
    expect(mode.judge({ gold, prediction: gold }, [outcomeOf(gold, cut)]).reason).toBe('row-cap')
  })

  test('one instance against a match is enough, and is named', () => {
    const gold = 'SELECT a FROM t'
    const wrong = { ...outcomeOf(gold, answerOf([[7n]])), instance: 'other.sqlite' }
    const verdict = mode.judge({ gold, prediction: gold }, [outcomeOf(gold, gold), wrong])
    expect(verdict).toMatchObject({ match: false, instance: 'other.sqlite' })
  })

  test('exchanging gold and prediction does not change the verdict where no order is asked for', () => {
    const pairs = [
      ['SELECT a FROM t', 'SELECT DISTINCT a FROM t'],
      ['SELECT a, b FROM t', 'SELECT b, a FROM t'],
      ['SELECT a FROM t', 'SELECT a * 1.0 FROM t'],
      ['SELECT b FROM t', 'SELECT d FROM t'],
      ['SELECT NULL', "SELECT 'None'"],
    ]
    for (const [a, b] of pairs as [string, string][]) {
      const there = mode.judge({ gold: a, prediction: b }, [outcomeOf(a, b)])
      expect(mode.judge({ gold: b, prediction: a }, [outcomeOf(b, a)]).match).toBe(there.match)
    }
  })

  test('both empty is a match with a flag', () => {
    const gold = 'SELECT a FROM t WHERE a < 0'
    const prediction = 'SELECT b FROM t WHERE a < -1'
    expect(mode.judge({ gold, prediction }, [outcomeOf(gold, prediction)])).toEqual({
      match: true,
      reason: 'match',
      flags: ['empty-match'],
    })
  })

  test('a failing gold is the caller’s mistake', () => {
    const outcome = outcomeOf('SELECT nope FROM t', 'SELECT a FROM t')
    expect(() => mode.judge({ gold: '', prediction: '' }, [outcome])).toThrow('where the gold failed')
  })
})
