/** The report is made of what the store holds, also of little, and written whole. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collect } from '../../test/collect.ts'
import { settledWorkspace } from '../../test/settled-workspace.ts'
import { measureWorkspace } from './measure-stages.ts'
import { createRelease } from './release.ts'
import { writeReport } from './report.ts'

test('a workspace with a release and a measure, and one with nothing', async () => {
  await using one = await settledWorkspace({
    questions: [
      { text: 'How many books?', sql: 'SELECT count(*) FROM book', recorded: true },
      { text: 'Which titles?', sql: 'SELECT title FROM book' },
    ],
  })
  await collect(createRelease(one.bench, { name: 'gold', val: 0, test: 0 }))
  await collect(measureWorkspace(one.bench, { level: 'L2' }))
  const out = join(one.folder, 'deep', 'study.html')
  const report = await collect(writeReport(one.bench, { out }))
  expect(report).toMatchObject({ path: out, recorded: true })
  const text = readFileSync(out, 'utf8')
  expect(text).toContain('2</dd>')
  expect(text).toContain('Unique SQL patterns')
  await using none = await settledWorkspace({ questions: [] })
  const { path, sections } = await collect(writeReport(none.bench))
  expect(sections).toHaveLength(9)
  expect(existsSync(path)).toBe(true)
})
