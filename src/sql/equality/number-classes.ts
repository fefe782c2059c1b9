/** Which numbers of two results count as one number: pairs across the sides within a tolerance, never in a chain. */

/** How far apart two numbers may lie, at least one of them a real. */
export interface Tolerance {
  /** Of the larger magnitude. */
  readonly relative: number
  readonly absolute: number
}

/** One number that a side holds. */
export interface FoundNumber {
  readonly value: number
  /** An integer or a decimal: it is never taken for another one. */
  readonly exact: boolean
}

/** The numbers of one side, by what they are equal by where nothing is tolerated. */
export type Side = ReadonlyMap<unknown, FoundNumber>

/**
 * Puts numbers of two sides into classes.
 *
 * 1. What differs by a thousandth of the tolerance at most is one number: that is how sums in another order differ.
 * 2. A number that both sides hold is paired with itself.
 * 3. Any other joins the nearest number of the other side, the closest pairs first, as long as every number of ours in
 *    the class is within the tolerance of every number of theirs. So no chain of near numbers makes distant ones equal.
 *
 * @returns key → the same object for all keys of a class; keys that are alone in theirs are left out
 */
export function numberClasses(
  sides: readonly [Side, Side],
  tolerance: Tolerance,
): ReadonlyMap<unknown, object> {
  if (sides.every((side) => [...side.values()].every(({ exact }) => exact))) return new Map()
  const begun = withoutNoise(sides, tolerance)
  const classOf = new Map(begun.map((one) => [one, one]))
  for (const { from, to } of candidates(begun)) {
    const target = classOf.get(to)!
    if (isPaired(classOf.get(from)!) || !fits(from, target, tolerance)) continue
    absorb(target, from)
    classOf.set(from, target)
  }
  return new Map([...classOf].flatMap(([one, target]) => one.keys.map((key) => [key, target] as const)))
}

/** Lowest and highest. */
type Range = readonly [low: number, high: number]

interface NumberClass {
  /** The numbers that it began with. */
  readonly keys: unknown[]
  /** What ours and theirs hold of it. */
  readonly ranges: [Range | undefined, Range | undefined]
  /** One of its numbers, and no more than one, is exact. */
  exact: boolean
}

function isPaired({ ranges }: NumberClass): boolean {
  return ranges[0] !== undefined && ranges[1] !== undefined
}

function absorb(target: NumberClass, { ranges, exact }: NumberClass): void {
  for (const side of [0, 1] as const) target.ranges[side] = hull(target.ranges[side], ranges[side])
  target.exact ||= exact
}

function hull(a: Range | undefined, b: Range | undefined): Range | undefined {
  return a && b ? [Math.min(a[0], b[0]), Math.max(a[1], b[1])] : (a ?? b)
}

/** The numbers of both sides by size, those that differ by noise alone in one class with the lowest of them. */
function withoutNoise(sides: readonly [Side, Side], tolerance: Tolerance): readonly NumberClass[] {
  const noise = { relative: tolerance.relative / 1000, absolute: tolerance.absolute / 1000 }
  const numbers = [...new Map([...sides[0], ...sides[1]])].sort(([, a], [, b]) => a.value - b.value)
  const classes: NumberClass[] = []
  let lowest = Number.NEGATIVE_INFINITY
  for (const [key, { value }] of numbers) {
    const [ours, theirs] = sides.map((side) => (side.has(key) ? ([value, value] as const) : undefined))
    const exact = sides.some((side) => side.get(key)?.exact)
    const last = classes.at(-1)
    if (last && !(last.exact && exact) && isNear(lowest, value, noise)) {
      last.keys.push(key)
      absorb(last, { keys: [], ranges: [ours, theirs], exact })
    } else {
      classes.push({ keys: [key], ranges: [ours, theirs], exact })
      lowest = value
    }
  }
  return classes
}

interface Candidate {
  readonly from: NumberClass
  readonly to: NumberClass
  readonly distance: number
}

/** What each unpaired class could join: the next below and above of the other side; the closest first. */
function candidates(classes: readonly NumberClass[]): readonly Candidate[] {
  const found = [...nextBelow(classes), ...nextBelow(classes.toReversed())]
  return found.sort((a, b) => a.distance - b.distance)
}

/** For each unpaired class the last one before it that the other side holds; exact numbers are no candidates for each other. */
function nextBelow(classes: readonly NumberClass[]): readonly Candidate[] {
  const last: Partial<Record<string, NumberClass>> = {}
  return classes.flatMap((from) => {
    const other = from.ranges[0] ? 1 : 0
    const reachable = isPaired(from)
      ? []
      : [last[`${other} real`], from.exact ? undefined : last[`${other} exact`]]
    for (const side of [0, 1] as const)
      if (from.ranges[side]) last[`${side} ${from.exact ? 'exact' : 'real'}`] = from
    return reachable.flatMap((to) =>
      to ? [{ from, to, distance: gap(from.ranges[1 - other]!, to.ranges[other]!) }] : [],
    )
  })
}

function gap(a: Range, b: Range): number {
  return Math.max(a[0] - b[1], b[0] - a[1], 0)
}

/** Whether all of ours stays within the tolerance of all of theirs. */
function fits(from: NumberClass, target: NumberClass, tolerance: Tolerance): boolean {
  const ours = hull(from.ranges[0], target.ranges[0])
  const theirs = hull(from.ranges[1], target.ranges[1])
  if (!ours || !theirs || (from.exact && target.exact)) return false
  return isNear(ours[0], theirs[1], tolerance) && isNear(ours[1], theirs[0], tolerance)
}

function isNear(a: number, b: number, { relative, absolute }: Tolerance): boolean {
  return Math.abs(a - b) <= Math.max(absolute, relative * Math.max(Math.abs(a), Math.abs(b)))
}
