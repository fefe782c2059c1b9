/** Splits a text into its lines that are not blank. */
import { growing, type RawItem, type Splitter } from './raw-item.ts'

/**
 * A splitter into lines; LF and CRLF end a line, and the last line needs no end.
 */
export function splitLines(): Splitter {
  const current = growing()
  let line = 1
  let number = 0

  function take(): RawItem[] {
    const { text, problem } = current.take()
    const item = { line: line++, text: text.replace(/\r$/, '') }
    if (problem) return [{ ...item, number: ++number, problem }]
    return item.text.trim() === '' ? [] : [{ ...item, number: ++number }]
  }

  return {
    push(chunk) {
      const items: RawItem[] = []
      let start = 0
      for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
        current.add(chunk.slice(start, end))
        items.push(...take())
        start = end + 1
      }
      current.add(chunk.slice(start))
      return items
    },
    end: take,
  }
}
