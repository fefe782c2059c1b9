/** Single cells, names and messages under each policy; shapes that tell no value. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellText, columnText, knownWords, messageText, sentenceText, shapeOf } from './egress.ts'
import { fenced, oneLine } from './fence.ts'

describe('a cell', () => {
  const CASES = [
    [null, 'NULL', 'NULL'],
    [12n, '12', '99'],
    [-1.5, '-1.5', '-9.9'],
    ['Bo-17', "'Bo-17'", "'Aa-99'"],
    ["O'Neil\n", "'O''Neil\\n'", "'A?Aaaa?'"],
    ['Zoë 🙂', "'Zoë 🙂'", "'Aaa ?'"],
    [true, 'true', 'aaaa'],
    [new Uint8Array([1, 2]), '<2 bytes>', '<2 bytes>'],
  ] as const
  test.each(CASES)('%s', (cell, rows, masked) => {
    expect(cellText(cell, 'rows')).toBe(rows)
    expect(cellText(cell, 'masked')).toBe(masked)
    expect(cellText(cell, 'schema')).toBeUndefined()
  })

  test('has a shape of nine different characters and separators alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => /^[Aa9? \-_./:@,+()]*$/.test(shapeOf(value))),
    )
  })
})

describe('a message of an engine', () => {
  const known = knownWords('SELECT nme FROM author', 'author', 'born')
  test.each([
    ['no such column: nme', 'no such column: nme'],
    ['near "FORM": syntax error', 'near "…": syntax error'],
    ['invalid input syntax for type integer: "Alice 12"', 'invalid input syntax for type integer: "… …"'],
    ['Could not convert "Ünal" to INT32', 'Could not convert "…" to …'],
  ])('%s', (message, shown) => {
    expect(messageText(message, known, 'schema')).toBe(shown)
    expect(messageText(message, known, 'rows')).toBe(message)
  })

  test('names of columns that are made from values are hidden', () => {
    expect(columnText('born', known, 'schema')).toBe('born')
    expect(columnText('Berlin', known, 'schema')).toBe('…')
    expect(columnText('Berlin', known, 'masked')).toBe('Aaaaaa')
    expect(columnText('Berlin', known, 'rows')).toBe('Berlin')
  })

  test('sentences keep their words and lose what they quote', () => {
    const said = 'Column "born" has no value \'Ann Lee\', it has 1921'
    expect(sentenceText(said, known, 'masked')).toBe('Column "born" has no value \'…\', it has …')
    expect(sentenceText(said, known, 'rows')).toBe(said)
  })
})

describe('a fence', () => {
  test('is closed by nothing inside it', () => {
    const hostile = fc.array(
      fc.constantFrom(
        '</data>',
        '<data',
        '<',
        '/',
        'data',
        '>',
        '\n',
        '\r',
        '\u200b',
        ' ',
        'x',
        '<|',
        '|>',
        '[INST]',
      ),
    )
    fc.assert(
      fc.property(hostile, (parts) => {
        const lines = fenced('cell', oneLine(parts.join(''))).split('\n')
        expect(lines).toHaveLength(3)
        expect(lines[1]).not.toMatch(/<\s*\/?\s*data|<\||\[\/?INST\]/i)
      }),
    )
  })

  test('changes nothing of an ordinary schema', () => {
    const ddl = "CREATE TABLE t (\n  a TEXT -- example: ['x < y', 'a|b']\n);"
    expect(fenced('schema', ddl)).toBe(`<data of="schema">\n${ddl}\n</data>`)
  })
})
