/** A new workspace is whole, and one that is there is left alone. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseConfig } from '../config.ts'
import { doctorReport } from '../model/doctor.ts'
import { doctor } from './doctor.ts'
import { init } from './init.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concord-init-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the settings that it writes are valid, also with every comment taken away', () => {
  init(folder)
  const text = readFileSync(join(folder, 'concord.yaml'), 'utf8')
  expect(parseConfig(text).budgetUsd).toBe(5)
  const whole = text.replace(/^(models|use): \{\}$/gm, '$1:').replace(/^# {2}/gm, '  ')
  expect(parseConfig(whole)).toMatchObject({
    models: { drafter: { concurrency: 8 } },
    use: { draft: 'drafter' },
  })
})

test('a workspace that is there is left alone', () => {
  writeFileSync(join(folder, 'concord.yaml'), 'version: 1\n')
  expect(() => init(folder)).toThrow(/it has a concord.yaml already/)
  expect(readFileSync(join(folder, 'concord.yaml'), 'utf8')).toBe('version: 1\n')
})

test('where no folder can be made, it says so instead of trying for ever', () => {
  expect(() => init('/proc/concord-test/x')).toThrow(/^Cannot make the folder "\/proc\/concord-test\/x": /)
  writeFileSync(join(folder, 'file'), '')
  expect(() => init(join(folder, 'file'))).toThrow(/a file is in its place/)
  expect(() => init(join(folder, 'file', 'below'))).toThrow(/a file is in its place/)
})

test('the doctor names what is missing, and no secret', async () => {
  init(folder)
  const model =
    '{ provider: openai-compatible, baseUrl: http://h/v1, model: m, apiKeyEnv: CONCORD_TEST_NO_KEY }'
  writeFileSync(join(folder, 'concord.yaml'), `version: 1\nmodels:\n  m: ${model}\n`)
  const { checks } = doctorReport.parse(await doctor({ workspace: folder }))
  expect(checks.filter((one) => !one.ok)).toEqual([
    {
      name: 'model m',
      ok: false,
      found: 'm at http://h/v1, key in CONCORD_TEST_NO_KEY, which is not set',
      mend: 'Set CONCORD_TEST_NO_KEY',
    },
  ])
  writeFileSync(join(folder, 'concord.yaml'), 'version: 1\nmodel: {}\n')
  const broken = await doctor({ workspace: folder })
  expect(broken.checks.find((one) => one.name === 'settings')).toMatchObject({
    ok: false,
    mend: 'Did you mean "models"?',
  })
})
