/** Where two documents differ, place by place. */

/** `rounds.0.n: 3, 4`: the places in which two values differ, with what stands there. */
export function differences(one: unknown, other: unknown, place = ''): string[] {
  if (isHolder(one) && isHolder(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)])
    return [...names].flatMap((name) =>
      differences(one[name], other[name], place === '' ? name : `${place}.${name}`),
    )
  }
  if (Object.is(one, other)) return []
  return [`${place}: ${JSON.stringify(one)}, ${JSON.stringify(other)}`]
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
