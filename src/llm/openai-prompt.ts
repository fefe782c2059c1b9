/** Our messages in the form that the AI SDK's chat models take. */
import type { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { Message } from '../model/call.ts'
import type { OpenAiCompatibleModel } from '../model/language-model.ts'

type ChatModel = ReturnType<ReturnType<typeof createOpenAICompatible>['chatModel']>
type Prompt = Parameters<ChatModel['doGenerate']>[0]['prompt']

/** @param systemRole `fold` puts the system text before the first user text */
export function toPrompt(
  messages: readonly Message[],
  systemRole: OpenAiCompatibleModel['systemRole'],
): Prompt {
  return (systemRole === 'fold' ? folded(messages) : messages).map(toSdkMessage)
}

function toSdkMessage(message: Message): Prompt[number] {
  switch (message.role) {
    case 'system':
      return { role: 'system', content: message.text }
    case 'user':
      return { role: 'user', content: [{ type: 'text', text: message.text }] }
    case 'assistant':
      return { role: 'assistant', content: assistantParts(message) }
    case 'tool':
      return { role: 'tool', content: [toolPart(message)] }
  }
}

function toolPart(message: Extract<Message, { role: 'tool' }>) {
  return {
    type: 'tool-result' as const,
    toolCallId: message.toolCallId,
    toolName: message.tool,
    output: { type: 'text' as const, value: message.text },
  }
}

function assistantParts(message: Extract<Message, { role: 'assistant' }>) {
  return [
    ...(message.text ? [{ type: 'text' as const, text: message.text }] : []),
    ...message.toolCalls.map((call) => ({
      type: 'tool-call' as const,
      toolCallId: call.id,
      toolName: call.name,
      input: call.arguments,
    })),
  ]
}

function folded(messages: readonly Message[]): readonly Message[] {
  const system = messages.flatMap((message) => (message.role === 'system' ? [message.text] : []))
  const rest = messages.filter((message) => message.role !== 'system')
  const first = rest.findIndex((message) => message.role === 'user')
  return rest.map((message, i) =>
    i === first && message.role === 'user'
      ? { role: 'user', text: [...system, message.text].join('\n\n') }
      : message,
  )
}
