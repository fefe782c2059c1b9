/** Why the system did not let something be written, in words. */
import { messageOf } from '../../model/errors.ts'

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
}

/** The reason, going on from what could not be written. */
export function whyNot(thrown: unknown): string {
  return REASONS[(thrown as NodeJS.ErrnoException).code ?? ''] ?? messageOf(thrown)
}

const HINTS: Readonly<Record<string, string>> = {
  EACCES: 'Name another place, or make this one writable for you',
  EPERM: 'Name another place, or make this one writable for you',
  EROFS: 'Name a place where you may write',
  ENOSPC: 'Free some space, or name another place, and run the same command again',
  EDQUOT: 'Free some space, or name another place, and run the same command again',
}

/** How to mend it, where that is known. */
export function howToWrite(thrown: unknown): string | undefined {
  return HINTS[(thrown as NodeJS.ErrnoException).code ?? '']
}
