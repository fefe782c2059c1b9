/** A child of the sandbox: reads batches of jobs, runs them one by one under the watchdog, and answers; it ends when its parent does. */
import { Worker } from 'node:worker_threads'
import { readFrame, writeFrame } from './frames.ts'
import { ANSWERS_FD, type Answer, JOBS_FD, type Job, RETIRED, type Runner } from './protocol.ts'
import { begin, end, PLACE, type WatchState, wallMs, watchState } from './watch-state.ts'

/** Answers wait at most this long for others to travel with. */
const FLUSH_MS = 5
/** A child that has grown by this much asks to be replaced. */
const RETIRE_MB = 768

const [runnerUrl, parentPid] = process.argv.slice(2) as [string, string]
const parent = Number(parentPid)
const state = startWatchdog()
const { default: openRunner } = (await import(runnerUrl)) as { default: () => Runner }
const firstRss = process.memoryUsage.rss()
writeFrame(ANSWERS_FD, 'ready')
serve(openRunner(), state)

function startWatchdog(): WatchState {
  const state = watchState()
  const file = new URL('./watchdog.js', import.meta.url)
  new Worker(file, { workerData: { buffer: state.buffer, parent } })
  Atomics.wait(state.integers, PLACE.ready, 0)
  return state
}

/** Blocks on the pipe between batches; nothing here is asynchronous. */
function serve(runner: Runner, state: WatchState): void {
  while (true) {
    const jobs = readFrame(JOBS_FD) as readonly Job[] | undefined
    if (!jobs) process.exit(0)
    runBatch(jobs, runner, state)
    if (process.memoryUsage.rss() - firstRss > RETIRE_MB * 2 ** 20) process.exit(RETIRED)
  }
}

function runBatch(jobs: readonly Job[], runner: Runner, state: WatchState): void {
  let answers: [number, Answer][] = []
  let flushedAt = wallMs()
  const flush = () => {
    if (answers.length > 0) writeFrame(ANSWERS_FD, answers)
    answers = []
    flushedAt = wallMs()
  }
  for (const job of jobs) {
    begin(state, job.id, job.limits)
    const answer = runner.run(job)
    end(state)
    answers.push([job.id, answer])
    if (wallMs() - flushedAt > FLUSH_MS) flush()
  }
  flush()
}
