/** Builds `dist/` once before the tests: child processes and the command line run the built code. */
import { spawnSync } from 'node:child_process'

/** What does not type-check is said by `npm run types`, and is built all the same. */
export default function build(): void {
  const { error, stdout } = spawnSync('npm', ['run', '-s', 'build'], { encoding: 'utf8' })
  if (error) throw error
  if (stdout) process.stderr.write(`The build says:\n${stdout}`)
}
