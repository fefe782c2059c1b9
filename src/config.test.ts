/** What `concord.yaml` may say, and the words when it says something else. */
import { expect, test } from 'vitest'
import { parseConfig, withSecrets } from './config.ts'
import { UserError } from './model/errors.ts'

function refusal(text: string): { message: string; hint: string | undefined } {
  try {
    parseConfig(text)
  } catch (thrown) {
    if (thrown instanceof UserError) return { message: thrown.message, hint: thrown.hint }
    throw thrown
  }
  throw new Error('it was accepted')
}

test('the example of the contract is accepted', () => {
  const read = parseConfig(`version: 1
models:
  drafter: { provider: openai-compatible, baseUrl: "http://127.0.0.1:8000/v1", model: some-model, apiKeyEnv: DRAFTER_KEY, concurrency: 8, price: { input: 0.5, output: 1.5 } }
use: { draft: drafter, augment: drafter }
budgetUsd: 5
`)
  expect(read.models.drafter).toMatchObject({ model: 'some-model', apiKeyEnv: 'DRAFTER_KEY', concurrency: 8 })
  expect(read.use).toEqual({ draft: 'drafter', augment: 'drafter' })
  expect(read.budgetUsd).toBe(5)
  expect(read.limits.steps).toBeGreaterThan(0)
})

test('an unknown key is named with its line and the nearest known one', () => {
  expect(refusal('version: 1\nbudgetUSD: 5\n')).toEqual({
    message: 'Cannot read "concord.yaml": line 2 has an unknown key "budgetUSD"',
    hint: 'Did you mean "budgetUsd"?',
  })
  const model = 'provider: openai-compatible\n    baseUrl: http://h/v1\n    model: m\n    apiKeyEnvv: K'
  expect(refusal(`version: 1\nmodels:\n  m:\n    ${model}\n`)).toEqual({
    message: 'Cannot read "concord.yaml": line 7 has an unknown key "apiKeyEnvv" in "models.m"',
    hint: 'Did you mean "apiKeyEnv"?',
  })
  expect(refusal('version: 1\nlimits:\n  colour: 3\n').hint).toMatch(/^Known keys are steps, tokens/)
})

test('a wrong value is named with its line', () => {
  expect(refusal('version: 1\n\nbudgetUsd: much\n').message).toMatch(/line 3, "budgetUsd": expected number/)
  expect(refusal('models: {}\n').message).toMatch(/"version"/)
  expect(refusal('version: 1\nmodels:\n  m: { provider: hosted }\n').message).toMatch(
    /line 3, "models.m.provider": expected 'openai-compatible' | 'recorded'/,
  )
})

test.each(['', '# nothing\n', '- 1\n', '<!doctype html>'])(
  'a file without settings is said as such',
  (text) => {
    expect(refusal(text)).toMatchObject({ message: 'Cannot read "concord.yaml": it holds no settings' })
  },
)

test('a key in place of the name of its variable is refused, and not said again', () => {
  const model = 'provider: openai-compatible, baseUrl: "http://h/v1", model: m, apiKeyEnv: sk-secret-123'
  const { message } = refusal(`version: 1\nmodels:\n  m: { ${model} }\n`)
  expect(message).toMatch(/line 3, "models.m.apiKeyEnv": wanted the name of an environment variable/)
  expect(message).not.toContain('sk-secret')
})

test('broken YAML is named with its line', () => {
  expect(refusal('version: 1\nuse: { draft: x\nbudgetUsd: 5\n').message).toMatch(/line \d is no YAML/)
})

test('a verb can only use a model that is there', () => {
  const models = 'models: { drafter: { provider: recorded, file: r.jsonl } }'
  expect(refusal(`version: 1\n${models}\nuse:\n  draft: draftr\n`)).toEqual({
    message: 'Cannot read "concord.yaml": line 4 uses the model "draftr", which "models" does not name',
    hint: 'Did you mean "drafter"?',
  })
})

test('a source URL takes its secrets from the environment', () => {
  expect(() => withSecrets('postgres://u:$'.concat('{CONCORD_NO_SUCH_VARIABLE}@h/d'))).toThrow(
    /CONCORD_NO_SUCH_VARIABLE is not set/,
  )
  expect(withSecrets('sqlite:shop.sqlite')).toBe('sqlite:shop.sqlite')
})

test('aliases that blow the settings up are refused in a sentence', () => {
  const levels = ['a: &a [x, x, x, x, x, x, x, x, x]']
  for (const [name, of] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf'].map((two) => [...two])) {
    levels.push(`${name}: &${name} [${Array(9).fill(`*${of}`).join(', ')}]`)
  }
  expect(refusal(`version: 1\n${levels.join('\n')}\n`)).toEqual({
    message: expect.stringMatching(/^Cannot read "concord.yaml": excessive alias count/),
    hint: 'Write each value where it belongs, without aliases (*name)',
  })
  expect(refusal('version: 1\nuse: *nothing\n').message).toMatch(/^Cannot read "concord.yaml": /)
})
