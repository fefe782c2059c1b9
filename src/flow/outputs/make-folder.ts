/** Makes a folder and those above it that are missing. */
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { UserError } from '../../model/errors.ts'
import { howToWrite, whyNot } from './why-not.ts'

/**
 * One folder after the other: `mkdir -p` of Node 20 never returns where the system makes none, as in `/proc`.
 *
 * @throws {UserError} if it cannot be made, or a file is there
 */
export function makeFolder(folder: string): void {
  const missing: string[] = []
  for (let at = resolve(folder); !existsSync(at) && at !== dirname(at); at = dirname(at)) missing.unshift(at)
  if (missing.length === 0 && !isFolder(folder)) throw inItsPlace(folder)
  for (const one of missing) makeOne(one, folder)
}

function makeOne(one: string, folder: string): void {
  try {
    mkdirSync(one)
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    if (code === 'EEXIST' && isFolder(one)) return // another process was quicker
    if (code === 'EEXIST' || code === 'ENOTDIR') throw inItsPlace(folder, thrown)
    const why = code === 'ENOENT' ? 'the system lets no folder be made there' : whyNot(thrown)
    throw new UserError(`Cannot make the folder "${folder}": ${why}`, howToWrite(thrown), { cause: thrown })
  }
}

function inItsPlace(folder: string, cause?: unknown): UserError {
  return new UserError(`Cannot make the folder "${folder}": a file is in its place`, 'Name another folder', {
    cause,
  })
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
