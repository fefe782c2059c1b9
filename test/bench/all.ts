/** `npm run bench`: what Concord costs against named peers, as one table. Names of benches after `--` run those alone. */
import { benchEvaluate } from './evaluate.ts'
import type { Line, Spread } from './line.ts'
import { benchLoop } from './loop.ts'
import { benchSandbox } from './sandbox.ts'
import { benchScale } from './scale.ts'
import { benchStore } from './store.ts'

const BENCHES: Readonly<Record<string, () => Promise<Line[]>>> = {
  evaluate: benchEvaluate,
  loop: benchLoop,
  sandbox: benchSandbox,
  store: benchStore,
  scale: benchScale,
}

const asked = process.argv.slice(2)
const lines: Line[] = []
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  process.stderr.write(`${name} …\n`)
  lines.push(...(await bench()))
}
console.log(tableOf(lines))
console.log(
  '\nTimes are medians. The ratio is ours for each of the peer’s: median (lowest–highest) of alternating repeats.',
)

function tableOf(all: readonly Line[]): string {
  const rows = all.map(({ what, ours, peer, theirs, ratio }) => [
    what,
    timeText(ours.median),
    peer,
    timeText(theirs.median),
    ratioText(ratio),
  ])
  const head = ['What', 'Ours', 'Peer', 'Theirs', 'Ratio']
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)))
  const text = (row: readonly string[]) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd()
  return [text(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(text)].join('\n')
}

function ratioText({ lowest, median, highest }: Spread): string {
  return `${short(median)} (${short(lowest)}–${short(highest)})`
}

function timeText(ms: number): string {
  return ms >= 1_000 ? `${short(ms / 1_000)} s` : ms >= 1 ? `${short(ms)} ms` : `${short(ms * 1_000)} µs`
}

/** Three digits that count. */
function short(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : Number(value.toPrecision(3)).toString()
}
