/** The README's table of verbs is drawn from `src/model/flow.ts`, and the commands it shows exist. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { FLOW, STANDALONE } from '../src/model/flow.ts'

const readme = readFileSync(resolve(import.meta.dirname, '../README.md'), 'utf8')

function verbTable(): string {
  const rows = FLOW.map(({ verb, summary, reads, writes, by }) => {
    return `| \`${verb}\` | ${summary} | ${reads.join(', ')} | ${writes} | ${by} |`
  })
  return ['| verb | what it does | reads | writes | by |', '|---|---|---|---|---|', ...rows].join('\n')
}

test('the table of verbs is the list in the code', () => {
  const written = /<!-- flow -->\n([\s\S]*)\n<!-- \/flow -->/.exec(readme)?.[1]
  expect(written).toBe(verbTable())
})

test('every command in the README exists', () => {
  const known = new Set([...FLOW, ...STANDALONE].map(({ verb }) => verb))
  const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1]!)
  const used = blocks.flatMap((block) =>
    [...block.matchAll(/(?:^|&& |\.\/)concord (\w+)/gm)].map((m) => m[1]!),
  )
  expect(used.length).toBeGreaterThan(10)
  expect(used.filter((verb) => !known.has(verb))).toEqual([])
})
