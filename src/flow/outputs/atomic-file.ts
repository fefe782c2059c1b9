/** Writes a file whole or not at all. */
import { rmSync } from 'node:fs'
import { type FileHandle, open, realpath, rename, stat } from 'node:fs/promises'
import { UserError } from '../../model/errors.ts'
import { howToWrite, whyNot } from './why-not.ts'

/** A file that comes to be when it is committed; closed without that, it never was. */
export interface AtomicFile extends AsyncDisposable {
  /** @throws {UserError} if there is no room */
  write(text: string): Promise<void>
  /** @throws {UserError} if there is no room */
  commit(): Promise<void>
}

const BUFFER = 256 * 1024

/**
 * Writes to a temporary file beside the target, which stays what it was until the commit.
 *
 * @throws {UserError} if the file cannot be written there
 */
export async function openAtomicFile(path: string): Promise<AtomicFile> {
  const target = await realpath(path).catch(() => path)
  await refuseWhatIsNoFile(target, path)
  const part = `${target}.${process.pid}.part`
  const file = await open(part, 'w').catch((thrown) => refuse(path, thrown))
  const remove = () => rmSync(part, { force: true })
  process.once('exit', remove)
  let waiting = ''
  let committed = false

  async function flush(): Promise<void> {
    await writeAll(file, waiting).catch((thrown) => refuse(path, thrown))
    waiting = ''
  }

  return {
    async write(text) {
      waiting += text
      if (waiting.length >= BUFFER) await flush()
    },
    async commit() {
      await flush()
      await file.sync().catch((thrown) => refuse(path, thrown))
      await rename(part, target).catch((thrown) => refuse(path, thrown))
      committed = true
    },
    async [Symbol.asyncDispose]() {
      process.off('exit', remove)
      await file.close()
      if (!committed) remove()
    },
  }
}

async function writeAll(file: FileHandle, text: string): Promise<void> {
  let bytes = Buffer.from(text)
  while (bytes.length > 0) {
    const { bytesWritten } = await file.write(bytes)
    bytes = bytes.subarray(bytesWritten)
  }
}

async function refuseWhatIsNoFile(target: string, path: string): Promise<void> {
  const there = await stat(target).catch(() => undefined)
  if (!there || there.isFile()) return
  const what = there.isDirectory() ? 'a folder' : 'something that is not a file'
  throw new UserError(`Cannot write "${path}": ${what} is there`, 'Name a file')
}

function refuse(path: string, thrown: unknown): never {
  throw new UserError(`Cannot write "${path}": ${whyNot(thrown)}`, howToWrite(thrown), { cause: thrown })
}
