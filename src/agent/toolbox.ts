/** A set of tools, called by what a model wrote: unknown names and malformed arguments come back as errors. */
import { z } from 'zod'
import { oneLine } from '../llm/fence.ts'
import type { ToolSpec } from '../llm/provider.ts'
import type { ToolCall } from '../model/call.ts'
import { messageOf, nearest } from '../model/errors.ts'
import type { Tool, ToolAnswer, Toolbox } from './tool.ts'

export function openToolbox(tools: readonly Tool[]): Toolbox {
  return { specs: tools.map(specOf), call: (call) => callTool(call, tools) }
}

function specOf(tool: Tool): ToolSpec {
  const { $schema: _, ...parameters } = z.toJSONSchema(tool.arguments, { io: 'input' })
  return { name: tool.name, description: tool.description, parameters }
}

async function callTool(call: ToolCall, tools: readonly Tool[]): Promise<ToolAnswer> {
  const wanted = tools.find((tool) => tool.name === call.name)
  if (!wanted)
    return failed(
      unknownTool(
        call.name,
        tools.map((tool) => tool.name),
      ),
    )
  const given = parseArguments(call.arguments)
  if (!given.ok) return failed(`The arguments of ${call.name} are no JSON: ${given.why}`)
  const checked = wanted.arguments.safeParse(given.value)
  if (!checked.success) {
    return failed(`The arguments of ${call.name} do not fit: ${oneLine(z.prettifyError(checked.error))}`)
  }
  return wanted.run(checked.data)
}

function failed(text: string): ToolAnswer {
  return { text, error: true }
}

function unknownTool(name: string, names: readonly string[]): string {
  const near = nearest(name, names)
  const known = near ? `Did you mean ${near}?` : `The tools are ${names.join(', ')}.`
  return `There is no tool called "${oneLine(name).slice(0, 60)}". ${known}`
}

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string }

/** No text at all stands for no arguments. */
function parseArguments(text: string): Parsed {
  try {
    return { ok: true, value: text.trim() === '' ? {} : JSON.parse(text) }
  } catch (thrown) {
    return { ok: false, why: oneLine(messageOf(thrown)) }
  }
}
