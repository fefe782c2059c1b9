/** What a draw over data sets gave, in words. */
import type { DrawReport } from '../../model/draw.ts'

/** One line a data set, and a line for each that had too few. */
export function drawLines({ perDataset, short }: DrawReport): string[] {
  const names = Object.keys(perDataset)
  const width = Math.max(0, ...names.map((name) => name.length))
  return [
    ...names.map((name) => `  ${name.padEnd(width)}  ${perDataset[name]}`),
    ...short.map(({ dataset, wanted, had }) => `! ${dataset} has ${had} of the ${wanted} wanted`),
  ]
}
