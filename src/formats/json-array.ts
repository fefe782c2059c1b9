/** Splits the text of a JSON array into its elements without holding the array. */
import { growing, type RawItem, type Splitter } from './raw-item.ts'

const [TAB, LF, CR, SPACE] = [9, 10, 13, 32]
const [QUOTE, COMMA, BACKSLASH] = [34, 44, 92]
const [OPEN, CLOSE, OPEN_BRACE, CLOSE_BRACE] = [91, 93, 123, 125]

/**
 * A splitter into the elements of one JSON array. It follows strings, escapes and depth only: whether an element
 * is JSON is for its reader to find out, so that one broken element does not spoil the rest.
 */
export function splitArray(): Splitter {
  const current = growing()
  let phase: 'before' | 'blank' | 'element' | 'after' | 'done' = 'before'
  let depth = 0
  let inString = false
  let escaped = false
  let line = 1
  let number = 0
  let beganAt = 1

  const found = (text: string, problem?: string): RawItem => ({
    number: ++number,
    line: beganAt,
    text,
    ...(problem ? { problem } : {}),
  })

  /** Ends the current element, if there is one, at a comma or bracket; the text is complete. */
  function finish(by: number): RawItem[] {
    const blank = phase === 'blank'
    phase = by === CLOSE ? 'after' : 'blank'
    const { text, problem } = current.take()
    if (!blank) return [found(text, problem)]
    beganAt = line
    return by === CLOSE ? [] : [found('', 'is missing: there is nothing before the comma')]
  }

  /** Follows one character; true if it ends an element or the array. */
  function ends(code: number): boolean {
    if (inString) {
      if (escaped) escaped = false
      else if (code === BACKSLASH) escaped = true
      else if (code === QUOTE) inString = false
      return false
    }
    if (code === QUOTE) inString = true
    else if (code === OPEN_BRACE || code === OPEN) depth++
    else if (depth > 0 && (code === CLOSE_BRACE || code === CLOSE)) depth--
    else return depth === 0 && (code === COMMA || code === CLOSE)
    return false
  }

  return {
    push(chunk) {
      const items: RawItem[] = []
      let start = 0
      for (let i = 0; i < chunk.length; i++) {
        const code = chunk.charCodeAt(i)
        if (code === LF) line++
        if (phase === 'element' || phase === 'blank') {
          if (phase === 'blank' && !isSpace(code) && code !== COMMA && code !== CLOSE) {
            phase = 'element'
            beganAt = line
            start = i
          }
          if (!ends(code)) continue
          if (phase === 'element') current.add(chunk.slice(start, i))
          items.push(...finish(code))
        } else if (phase === 'before') {
          if (code === OPEN) phase = 'blank'
        } else if (phase === 'after' && !isSpace(code)) {
          phase = 'done'
          beganAt = line
          items.push(found('', 'is text after the end of the array'))
        }
      }
      if (phase === 'element') current.add(chunk.slice(start))
      return items
    },
    end() {
      if (phase === 'after' || phase === 'done') return []
      if (phase === 'element') return [found('', 'is cut off: the file ends inside it')]
      beganAt = line
      return [found('', 'never comes: the file ends before the array is closed')]
    },
  }
}

function isSpace(code: number): boolean {
  return code === SPACE || code === LF || code === CR || code === TAB
}
