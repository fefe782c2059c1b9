/** The one renderer of prompts: a file of `prompts/` with its placeholders filled, as messages. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Message } from '../model/call.ts'

const PROMPTS = new URL('../../prompts/', import.meta.url)

const frontMatter = z.strictObject({ id: z.string(), version: z.number().int().positive() })

export interface RenderedPrompt {
  readonly id: string
  readonly version: number
  /** A system message, if the prompt has one, and a user message. */
  readonly messages: readonly Message[]
}

interface PromptFile {
  readonly id: string
  readonly version: number
  readonly parts: readonly { readonly role: 'system' | 'user'; readonly text: string }[]
}

const files = new Map<string, PromptFile>()

/**
 * Fills `prompts/<name>.md`: front matter with `id` and `version`, then `## system` and `## user` parts. A line that
 * is nothing but one placeholder is left out where its value is empty. Values are put in as they are and never
 * searched for placeholders; what comes from a database is fenced by the caller (`fence.ts`).
 *
 * @throws {Error} if a placeholder has no value or a value no placeholder
 */
export function renderPrompt(name: string, values: Readonly<Record<string, string>>): RenderedPrompt {
  const file = files.get(name) ?? readPrompt(name)
  files.set(name, file)
  const used = new Set<string>()
  const messages = file.parts.map(({ role, text }): Message => ({ role, text: fill(text, values, used) }))
  const surplus = Object.keys(values).filter((key) => !used.has(key))
  if (surplus.length > 0) throw new Error(`Prompt "${name}" has no placeholder for ${surplus.join(', ')}`)
  return { id: file.id, version: file.version, messages }

  function fill(text: string, given: Readonly<Record<string, string>>, seen: Set<string>): string {
    const value = (key: string) => {
      seen.add(key)
      const found = given[key]
      if (found === undefined) throw new Error(`Prompt "${name}" wants a value for {{${key}}}`)
      return found
    }
    return text
      .replace(/^\{\{([\w-]+)\}\}\n?(?:[ \t]*\n)?/gm, (line, key: string) => (value(key) === '' ? '' : line))
      .trim()
      .replace(/\{\{([\w-]+)\}\}/g, (_, key: string) => value(key))
  }
}

function readPrompt(name: string): PromptFile {
  const text = readFileSync(new URL(`${name}.md`, PROMPTS), 'utf8')
  const found = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text)
  if (!found) throw new Error(`Prompt "${name}" has no front matter`)
  const { id, version } = frontMatter.parse(parse(found[1]!))
  const parts = [
    ...found[2]!.matchAll(/^## (system|user)\n([\s\S]*?)(?=^## (?:system|user)\n|$(?![\s\S]))/gm),
  ]
  if (parts.length === 0) throw new Error(`Prompt "${name}" has no "## user" part`)
  return {
    id,
    version,
    parts: parts.map(([, role, body]) => ({ role: role as 'system' | 'user', text: body!.trim() })),
  }
}
