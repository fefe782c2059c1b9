/** Reads the number of an option. */
import { InvalidArgumentError } from 'commander'

/** @throws {InvalidArgumentError} for anything but 1, 2, 3 … */
export function positiveNumber(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 1) return value
  throw new InvalidArgumentError('Wanted a whole number from 1 on')
}

/** @throws {InvalidArgumentError} for anything but 0, 1, 2 … */
export function numberFromZero(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isInteger(value) && value >= 0) return value
  throw new InvalidArgumentError('Wanted a whole number')
}
