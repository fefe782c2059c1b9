/** Golden folders of formats: what each small file under `test/golden/formats` becomes, item by item. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openPairs } from '../../src/flow/inputs/pairs.ts'

const golden = join(import.meta.dirname, '../golden/formats')

test.each(readdirSync(golden))('%s', async (name) => {
  const folder = join(golden, name)
  const file = readdirSync(folder).find((entry) => entry !== 'expected.json')!
  const { format, items } = await openPairs(join(folder, file))
  const found: unknown[] = []
  for await (const item of items) found.push(item)
  const text = `${JSON.stringify({ format: format.name, items: found }, undefined, 2)}\n`
  await expect(withoutEngineWords(text)).toMatchFileSnapshot(join(folder, 'expected.json'))
})

/** What is wrong with a piece of JSON is said in the words of the JavaScript engine, which change with its version. */
function withoutEngineWords(text: string): string {
  return text.replace(/(?<=is not valid JSON: )(?:[^"\\]|\\.)*/g, '…')
}
