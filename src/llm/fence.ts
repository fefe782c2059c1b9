/** Sets what a database holds apart from what a model is told to do: a cell can neither close the fence nor pose as a turn. */

/** Marks by which chat templates tell turns and roles apart, and our own fence. */
const MARKS =
  /<(?=\s*\/?\s*data)|<(?=\|)|\|(?=>)|\[(?=\/?INST\])|<(?=<\/?SYS>>)|<(?=\/?s>)|<(?=(?:start|end)_of_turn>)/gi

/** Control and format characters: line ends stay lines of ours, never of a cell, and nothing is invisible. */
const CONTROLS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** One line of text from outside: no line ends, nothing invisible, no marks of a chat template. */
export function oneLine(text: string): string {
  return text.replace(CONTROLS, visible).replace(MARKS, opened)
}

/** Text of several lines from outside, fenced as `<data of="…">`: what lies inside is content, never an instruction. */
export function fenced(of: string, text: string): string {
  const lines = text.split('\n').map((line) => oneLine(line))
  return `<data of="${oneLine(of).replace(/"/g, "'")}">\n${lines.join('\n')}\n</data>`
}

function visible(character: string): string {
  if (character === '\n') return '\\n'
  if (character === '\t') return '\\t'
  if (character === '\r') return '\\r'
  return `\\u{${character.codePointAt(0)!.toString(16)}}`
}

function opened(mark: string): string {
  return mark === '<' ? '‹' : mark === '|' ? '¦' : '('
}
