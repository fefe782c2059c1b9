/** How many pieces of work may be under way at once; the others wait in the order in which they came. */

export interface Gate {
  run<T>(work: () => Promise<T>): Promise<T>
}

export function openGate(width: number): Gate {
  const waiting: (() => void)[] = []
  let free = width
  const enter = () => {
    if (free > 0) {
      free--
      return Promise.resolve()
    }
    return new Promise<void>((resolve) => waiting.push(resolve))
  }
  const leave = () => {
    const next = waiting.shift()
    if (next) next()
    else free++
  }
  return {
    async run(work) {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
