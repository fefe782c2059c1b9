/** Runs the built command line many times in one process: reads calls as JSON from stdin, writes what each did to stdout. */
import { readFileSync } from 'node:fs'

const [, , main] = process.argv
const calls = JSON.parse(readFileSync(0, 'utf8'))
const write = process.stdout.write.bind(process.stdout)
process.setMaxListeners(0)
const done = []
for (const [nth, words] of calls.entries()) {
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr']) {
    process[stream].setMaxListeners(0)
    process[stream].write = (text) => {
      said[stream] += text
      return true
    }
  }
  process.argv = [process.execPath, main, ...words]
  process.exitCode = 0
  await import(`${main}?call=${nth}`)
  done.push({ code: process.exitCode, ...said })
}
process.exitCode = 0
write(JSON.stringify(done))
