/** Figures as words: counts, percentages, intervals, in one way throughout. */

export type Interval = readonly [number, number]

export function count(n: number): string {
  return n.toLocaleString('en-US')
}

/** `12 questions`. */
export function counted(n: number, noun: string): string {
  return `${count(n)} ${noun}${n === 1 ? '' : 's'}`
}

/** A share in 0..1 as `42.0 %`; a dash where there is none. */
export function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? '–' : `${(100 * share).toFixed(1)} %`
}

/** `12.0 … 34.5 %`, of shares in 0..1. */
export function range(interval: Interval | null | undefined): string {
  if (!interval) return '–'
  return `${minus((100 * interval[0]).toFixed(1))} … ${minus((100 * interval[1]).toFixed(1))} %`
}

/** `−12.0 … +3.4`, of differences of shares, in points. */
export function pointsRange(interval: Interval | null | undefined): string {
  return interval ? `${points(100 * interval[0])} … ${points(100 * interval[1])}` : '–'
}

/** Points with their sign: `+4.2`. */
export function points(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–'
  const text = Math.abs(value).toFixed(1)
  return Number(text) === 0 ? '±0.0' : `${value > 0 ? '+' : '−'}${text}`
}

export function decimal(value: number | null | undefined, digits = 3): string {
  return value === null || value === undefined ? '–' : minus(value.toFixed(digits))
}

/** A probability: `< 0.001`, `0.042`. */
export function pValue(p: number | null | undefined): string {
  if (p === null || p === undefined) return '–'
  return p < 0.001 ? '< 0.001' : p.toFixed(3)
}

function minus(text: string): string {
  return text.replace('-', '−')
}
