/** The page holds whatever is put into it as text, tells of what is missing, and never shows an authored gain as a headline. */
import { expect, test } from 'vitest'
import { html } from './html.ts'
import { reportPage } from './page.ts'
import type { DisputeSide, Study } from './study.ts'

const HOSTILE = `<script>alert("x")</script>'"&\u202Eevil\u0007`

const EMPTY: Study = {
  name: 'town',
  at: '2026-01-02T03:04:05.000Z',
  recorded: false,
  flow: [],
  stages: [],
  measure: undefined,
  rounds: { rounds: [], stopping: { verdict: 'continue', reason: 'nothing was compared yet' } },
  classes: [],
  guidelines: [],
  rules: [],
  release: undefined,
  evaluations: [],
  disputes: [],
  costs: [],
}

const evaluation = (recorded: boolean): Study['evaluations'][number] => {
  const score = {
    correct: 6,
    interval: [0.4, 0.9] as [number, number],
    intervalMethod: 'm',
    byReason: {},
    byDataset: {},
  }
  const paired = { a: 'tuned', b: HOSTILE, difference: 0.3, interval: [0.1, 0.5] as [number, number] }
  return {
    ...{ benchmark: 'exam', mode: 'strict', modeVersion: 1, suite: false, n: 10, excluded: [], verdicts: [] },
    base: HOSTILE,
    systems: [],
    scores: [
      { ...score, predictions: HOSTILE, ex: 0.3 },
      { ...score, predictions: 'tuned', ex: 0.6, gainPoints: 30, gainPercent: 100 },
    ],
    paired: [{ ...paired, mcnemarP: 0.04, mcnemarHolm: 0.04, smallestDetectable: 0.2, withinNoise: false }],
    ...(recorded ? { recorded: true as const } : {}),
  }
}

function hostileStudy(): Study {
  const result = { kind: 'rows' as const, columns: [{ name: HOSTILE, type: 'text' }], rows: [[HOSTILE]] }
  const side: DisputeSide = {
    kind: 'agent',
    sql: HOSTILE,
    result: { ...result, rowCount: 1, truncated: false, elapsedMs: 1 },
  }
  const decision = { accept: 'a', sql: HOSTILE, cause: undefined, note: HOSTILE, by: HOSTILE }
  return {
    ...{ ...EMPTY, name: HOSTILE, recorded: true, evaluations: [evaluation(true)] },
    rules: [{ version: 1, texts: [HOSTILE] }],
    stages: [
      {
        ...{
          stage: HOSTILE,
          pipeline: 'seed',
          size: 3,
          replaced: 0,
          added: 3,
          tried: 1,
          accepted: 0,
          undecided: 0,
        },
        rejected: { [HOSTILE]: 1 },
      },
    ],
    disputes: [
      {
        ...{
          item: 'q_1',
          question: HOSTILE,
          evidence: HOSTILE,
          database: HOSTILE,
          round: 1,
          class: 'differ',
        },
        ...{ a: side, b: side, counterExample: { instance: HOSTILE, a: [[HOSTILE]], b: [] } },
        ...{ decision, guidelines: [HOSTILE], recorded: true },
      },
    ],
    costs: [
      {
        ...{ verb: HOSTILE, model: HOSTILE, calls: 1, inputTokens: 1, outputTokens: 1, usd: 0 },
        ...{ unpriced: 0, recorded: 1 },
      },
    ],
  }
}

test('whatever stands in cells, names and notes stays text', () => {
  const { text } = reportPage(hostileStudy())
  for (const sign of ['<script', '\u202E', '\u0007']) expect(text).not.toContain(sign)
  expect(text).not.toContain('"x"')
  expect(text).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;')
  expect(text).toContain('\\u{202e}evil\\u{7}')
})

test('nothing is fetched and nothing runs', () => {
  const { text } = reportPage(hostileStudy())
  expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
  expect(text.replace(/<style>[\s\S]*<\/style>/, '')).not.toMatch(
    /\b(src|href)="(?!#)|@import|url\(|\son\w+=/,
  )
})

test('an empty study names the next command of every section', () => {
  const { text, sections } = reportPage(EMPTY)
  expect(sections).toEqual(
    'flow stages metrics disagreement guidelines disputes release scores cost'.split(' '),
  )
  for (const id of sections) expect(text).toContain(`href="#${id}"`)
  for (const verb of [
    'author next',
    'measure',
    'round start',
    'release create',
    'evaluate --benchmark NAME',
  ]) {
    expect(text).toContain(`<code>concord ${verb}`)
  }
  expect(text).not.toContain('Recorded example answers')
})

test('a gain from recorded answers is marked and is no headline; one from a model is', () => {
  const header = (study: Study) => reportPage(study).text.split('<main')[0]!
  const recorded = { ...EMPTY, recorded: true, evaluations: [evaluation(true)] }
  expect(header(recorded)).toContain('Recorded example answers: they show the tool, not a model')
  expect(header(recorded)).not.toContain('+30.0')
  expect(reportPage(recorded).text.split('id="scores"')[1]).toContain('they show the tool, not a model')
  expect(header({ ...EMPTY, evaluations: [evaluation(false)] })).toContain('+30.0 points')
})

test('every table has a caption, and its heads a scope', () => {
  const { text } = reportPage(hostileStudy())
  const tables = text.match(/<table>[\s\S]*?<\/table>/g)!
  expect(tables.length).toBeGreaterThan(4)
  for (const one of tables) expect(one).toMatch(/^<table><caption>[^<]+<\/caption>/)
  expect(text.match(/<th(?! scope=|ead)/g)).toBeNull()
})

test('texts are escaped, pieces are not, lists follow on', () => {
  expect(html`<i>${'<&'}${html`<b>${1}</b>`}${[undefined, 'x']}</i>`.html).toBe('<i>&lt;&amp;<b>1</b>x</i>')
})
