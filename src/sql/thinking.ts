/** Takes what a model thought aloud out of what it answered. */

const END = '</think>'

/** The answer without its closed `<think>…</think>` parts; one that is never closed stays. Takes time in proportion to the length. */
export function withoutThinking(answer: string): string {
  const end = answer.toLowerCase().lastIndexOf(END)
  if (end < 0) return answer
  const thought = answer.slice(0, end + END.length)
  return thought.replace(/<think>[\s\S]*?<\/think>/gi, '') + answer.slice(end + END.length)
}
