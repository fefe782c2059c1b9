/** Another process that writes questions into a store and says each that was stored, for the contract's races and kills. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { StoreLocation } from '../../src/store/store.ts'

const DIST = new URL('../../dist/', import.meta.url).href

const PROGRAM = `
const { openStore } = await import('${DIST}store/store.js')
const { addQuestions } = await import('${DIST}store/questions.js')
const { takeNext } = await import('${DIST}store/leases.js')
const { pageQuestions } = await import('${DIST}store/questions.js')
const [location, name, count, task] = JSON.parse(process.argv[1])
const store = await openStore(location)
if (task === 'write') {
  for (let i = 0; i < count; i++) {
    const id = name + '-' + i
    const question = { id, db: 'shop', dataset: 'd', split: 'train', text: id, origin: 'seed', by: name, at: '2024-01-01' }
    await store.transaction((db) => addQuestions(db, [question]))
    process.stdout.write(id + '\\n')
  }
} else {
  const lease = { kind: 'draft', holder: name, ttlMs: 60_000, count: 7 }
  for (;;) {
    const now = Date.now()
    const taken = await takeNext(store, { ...lease, now }, async (db, limit) =>
      (await pageQuestions(db, { unleased: { kind: 'draft', now } }, { limit })).items.map((one) => one.id))
    if (taken.length === 0) break
    process.stdout.write(taken.join('\\n') + '\\n')
  }
}
await store[Symbol.asyncDispose]()
`

export interface Writer {
  readonly child: ChildProcess
  /** The lines said so far; grows while it runs. */
  readonly lines: string[]
  readonly ended: Promise<number | null>
}

export function startWriter(
  location: StoreLocation,
  { name, count = 0, task }: { name: string; count?: number; task: 'write' | 'lease' },
): Writer {
  const asked = JSON.stringify([location, name, count, task])
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, asked], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  let rest = ''
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n')
    rest = parts.pop()!
    lines.push(...parts)
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { child, lines, ended }
}
