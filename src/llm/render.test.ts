/** Prompts: every placeholder filled, none invented, nothing searched twice; and every file of `prompts/` can be read. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { renderPrompt } from './render.ts'

const values = {
  dialect: 'SQLite',
  instructions: '',
  guidelines: '',
  tables: 't',
  evidence: '',
  question: 'How many?',
}

describe('a prompt', () => {
  test('is a system and a user message without the lines that nobody filled', () => {
    const { id, version, messages } = renderPrompt('sql-agent', values)
    expect([id, version]).toEqual(['sql-agent', 1])
    expect(messages.map((message) => message.role)).toEqual(['system', 'user'])
    expect(messages[1]).toEqual({ role: 'user', text: 't\n\nQuestion: How many?' })
  })

  test('puts values in as they are', () => {
    const tricky = 'costs $1 and $& {{question}}\n\n\n{{dialect}}'
    const { messages } = renderPrompt('sql-agent', { ...values, guidelines: tricky })
    expect(messages[1]).toEqual({ role: 'user', text: `${tricky}\n\nt\n\nQuestion: How many?` })
  })

  test('wants every value and no other', () => {
    const { evidence: _, ...missing } = values
    expect(() => renderPrompt('sql-agent', missing)).toThrow('wants a value for {{evidence}}')
    expect(() => renderPrompt('sql-agent', { ...values, evidense: '' })).toThrow(
      'no placeholder for evidense',
    )
  })

  const folder = new URL('../../prompts/', import.meta.url)
  test.each(readdirSync(folder).filter((name) => name.endsWith('.md')))(
    '%s can be rendered under its own id',
    (file) => {
      const text = readFileSync(new URL(file, folder), 'utf8')
      const keys = [...text.matchAll(/\{\{([\w-]+)\}\}/g)].map((found) => found[1]!)
      const filled = Object.fromEntries(keys.map((key) => [key, `<${key}>`]))
      const name = file.replace(/\.md$/, '')
      const prompt = renderPrompt(name, filled)
      expect(prompt.id).toBe(name)
      expect(JSON.stringify(prompt.messages)).not.toContain('{{')
    },
  )
})
