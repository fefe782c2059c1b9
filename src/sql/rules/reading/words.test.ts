/** What counts as said in a text. */
import { describe, expect, test } from 'vitest'
import { numbersIn } from './numbers.ts'
import { readText } from './words.ts'

describe('numbers in a text', () => {
  test.each([
    ['more than 1,000 people', 1000],
    ['at least twenty-one years', 21],
    ['two hundred and fifty seats', 250],
    ['three thousand five hundred', 3500],
    ['a salary of 5k', 5000],
    ['1.5 million', 1_500_000],
    ['in the 1980s', 1989],
    ['over 40 %', 0.4],
    ['the third one', 3],
    ['taller than 200cm', 200],
    ['half of them', 0.5],
    ['a dozen eggs', 12],
    ['on 2014-06-12', 12],
    ['both A and B', 2],
    ['below -3 degrees', -3],
    ['in the 18th century', 1799],
  ])('%s', (text, number) => {
    expect(numbersIn(text)).toContain(number)
  })

  test('a text without numbers speaks of none', () => {
    expect([...numbersIn('Which singers are there?')]).toEqual([])
  })
})

describe('a mention', () => {
  const said = (value: string, question: string, evidence?: string) =>
    readText({ question, ...(evidence ? { evidence } : {}) }).mentions(value)

  test.each([
    ['FRANCE', 'singers of France'],
    ['%hey%', 'songs with "Hey" in them'],
    ['Approved', 'Which are approved?'],
    ['dog', 'How many dogs are there?'],
    ['Italy', 'the Italian cities'],
    ['São Paulo', 'flights to Sao Paulo'],
    ['usa', 'makers from the United States'],
    ['2014-01-01', 'since 2014'],
    ['1987-09-07', 'after September 7th, 1987'],
    ['3-D Man', 'the superpowers of 3-D Man'],
    ['US Senate', 'members of the U.S. Senate'],
  ])('%s in "%s"', (value, question) => {
    expect(said(value, question)).toBe(true)
  })

  test.each([
    ['Norway', 'How many singers are there?'],
    ['1987-09-07', 'in 1987'],
    ['cat', 'the category of each'],
    ['Spain', 'the main road'],
    ['F', 'the female students'],
  ])('%s not in "%s"', (value, question) => {
    expect(said(value, question)).toBe(false)
  })

  test('evidence, guidelines and what was said before count as text', () => {
    const words = readText({
      question: 'And the others?',
      history: ['Who is from Spain?'],
      evidence: 'VIP means tier = gold',
      guidelines: 'Active means status A1',
    })
    expect(['Spain', 'gold', 'A1'].map(words.mentions)).toEqual([true, true, true])
  })
})
