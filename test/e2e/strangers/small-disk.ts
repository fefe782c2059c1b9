/** A disk of a few megabytes that a test can fill or make read-only, in a mount namespace of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether this machine lets the user make such a disk. */
export const canMount =
  spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' }).status === 0

export interface SmallDisk extends AsyncDisposable {
  /** Its folder, as commands see it that run `under`. */
  readonly folder: string
  /** The same folder, as the test sees it. */
  readonly seen: string
  /** Begins a command line that runs there. */
  readonly under: readonly string[]
  copyIn(from: string): void
  /** Takes all room but so many bytes; given again by `empty`. */
  fill(butBytes: number): void
  empty(): void
  readOnly(yes: boolean): void
}

/** @param kilobytes the size of the disk */
export async function smallDisk(kilobytes: number): Promise<SmallDisk> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-disk-'))
  const script = `mount -t tmpfs -o size=${kilobytes}k tmpfs "${folder}" && echo ready && exec sleep 600`
  const holder = spawn('unshare', ['-m', 'sh', '-c', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await said(holder)
  const seen = `/proc/${holder.pid}/root${folder}`
  const enter = ['nsenter', `--target=${holder.pid}`, '--mount']
  const filler = join(seen, 'filler')
  return {
    folder,
    seen,
    under: [...enter, '--', 'sh', '-c', `cd "${folder}" && exec "$@"`, 'sh'],
    copyIn: (from) => cpSync(from, seen, { recursive: true }),
    fill(butBytes) {
      const { bavail, bsize } = statfsSync(seen)
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - butBytes)))
    },
    empty: () => rmSync(filler),
    readOnly(yes) {
      const [program, ...rest] = [...enter, 'mount', '-o', `remount,${yes ? 'ro' : 'rw'}`, folder]
      const { status } = spawnSync(program!, rest, { stdio: 'inherit' })
      if (status !== 0) throw new Error('The disk could not be mounted anew')
    },
    async [Symbol.asyncDispose]() {
      holder.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function said({ stdout }: ChildProcess): Promise<void> {
  await new Promise<void>((resolve) => stdout!.once('data', () => resolve()))
}
