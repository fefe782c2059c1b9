/** The special functions that the intervals and tests stand on, in double precision. */

/**
 * ln Γ(x) for x > 0; absolute error below 1e-13 for moderate x.
 *
 * @source Lanczos (1964), coefficients for g = 7, n = 9 of P. Godfrey
 */
export function logGamma(x: number): number {
  const series = LANCZOS.reduce((sum, c, i) => sum + (i === 0 ? c : c / (x - 1 + i)), 0)
  const t = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series)
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/**
 * The regularized incomplete beta function I_x(a, b), a > 0, b > 0, x in [0, 1].
 *
 * @source continued fraction of https://dlmf.nist.gov/8.17.E22, by the modified Lentz method
 */
export function incompleteBeta(x: number, { a, b }: { readonly a: number; readonly b: number }): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, { a: b, b: a })
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  const term = (i: number) => {
    const m = Math.floor(i / 2)
    if (i % 2 === 0) return (m * (b - m) * x) / ((a + i - 1) * (a + i))
    return (-(a + m) * (a + b + m) * x) / ((a + i - 1) * (a + i))
  }
  return front / (a * lentz(term))
}

/** The continued fraction 1 + d1/(1 + d2/(1 + …)), until it stands still. */
function lentz(term: (i: number) => number): number {
  const tiny = 1e-300
  let value = 1
  let up = 1
  let down = 0
  for (let i = 1; i <= 10_000; i++) {
    const d = term(i)
    down = 1 / (1 + d * down || tiny)
    up = 1 + d / up || tiny
    value *= up * down
    if (Math.abs(up * down - 1) < 1e-15) break
  }
  return value
}

/**
 * The regularized lower incomplete gamma function P(s, x), s > 0, x ≥ 0.
 *
 * @source power series https://dlmf.nist.gov/8.11.E4; for large x its complement by https://dlmf.nist.gov/8.9.E2
 */
export function incompleteGamma(s: number, x: number): number {
  if (x <= 0) return 0
  const front = Math.exp(s * Math.log(x) - x - logGamma(s))
  if (x >= s + 1) return 1 - front * upperFraction(s, x)
  let term = 1 / s
  let sum = term
  for (let n = 1; n < 10_000 && term > sum * 1e-16; n++) {
    term *= x / (s + n)
    sum += term
  }
  return front * sum
}

/** The fraction 1/(x+1−s− 1(1−s)/(x+3−s− …)) of the upper function, evaluated by the Lentz method. */
function upperFraction(s: number, x: number): number {
  let b = x + 1 - s
  let c = 1e300
  let d = 1 / b
  let value = d
  for (let i = 1; i < 10_000; i++) {
    const a = -i * (i - s)
    b += 2
    d = 1 / (a * d + b)
    c = b + a / c
    value *= c * d
    if (Math.abs(c * d - 1) < 1e-15) break
  }
  return value
}

/** The x in [low, high] at which a rising function reaches `target`, by bisection to the last bit. */
export function invert(
  rising: (x: number) => number,
  { target, low, high }: { readonly target: number; readonly low: number; readonly high: number },
): number {
  let [from, to] = [low, high]
  for (let i = 0; i < 200; i++) {
    const middle = (from + to) / 2
    if (middle === from || middle === to) break
    if (rising(middle) < target) from = middle
    else to = middle
  }
  return (from + to) / 2
}

/** P(Z ≤ z) of the standard normal distribution. */
export function normalCdf(z: number): number {
  const tail = 0.5 * (1 - incompleteGamma(0.5, (z * z) / 2))
  return z < 0 ? tail : 1 - tail
}

/** The z with P(Z ≤ z) = p of the standard normal distribution, for p in (0, 1). */
export function normalQuantile(p: number): number {
  return p < 0.5 ? -normalQuantile(1 - p) : invert(normalCdf, { target: p, low: 0, high: 40 })
}
