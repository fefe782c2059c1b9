/** Any server that speaks OpenAI's chat completions: hosted ones, vLLM, Ollama, llama.cpp, LM Studio, transformers serve. */
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { Reply, Usage } from '../model/call.ts'
import { UserError } from '../model/errors.ts'
import type { OpenAiCompatibleModel } from '../model/language-model.ts'
import { fitToKeep, LONGEST_ANSWER } from './fit-to-keep.ts'
import { attemptFromError } from './openai-error.ts'
import { toPrompt } from './openai-prompt.ts'
import type { Attempt, ModelCall, ProviderContext, ProviderPlug } from './provider.ts'
import { redactDeep, redactor } from './redact.ts'
import { highPromptTokens, likelyTokens } from './tokens.ts'

type ChatModel = ReturnType<ReturnType<typeof createOpenAICompatible>['chatModel']>
type Options = Parameters<ChatModel['doGenerate']>[0]
type Generated = Awaited<ReturnType<ChatModel['doGenerate']>>

export const openAiCompatible: ProviderPlug<OpenAiCompatibleModel> = {
  open(config, context) {
    const apiKey = keyOf(config, context)
    const address = new URL(config.baseUrl)
    if (address.username || address.password) {
      throw new UserError(
        `Cannot use the address of model "${context.name}": it holds a user name or password`,
        'Take them out of baseUrl and name the variable that holds the key in apiKeyEnv',
      )
    }
    const redact = redactor([apiKey])
    const server = createOpenAICompatible({
      name: 'concord',
      baseURL: config.baseUrl.replace(/\/+$/, ''),
      ...(apiKey === undefined ? {} : { apiKey }),
    })
    const chat = server.chatModel(config.model)
    const origin = {
      name: context.name,
      host: address.host,
      model: config.model,
      apiKeyEnv: config.apiKeyEnv,
    }

    async function ask(call: ModelCall, signal: AbortSignal): Promise<Attempt> {
      try {
        const came = await chat.doGenerate(toOptions(call, config.systemRole, signal))
        return { kind: 'reply', reply: redactDeep(toReply(came, call), redact) }
      } catch (thrown) {
        return attemptFromError(thrown, { origin, redact, call })
      }
    }
    return { recorded: false, ask, notes: () => [] }
  },
}

function keyOf(config: OpenAiCompatibleModel, context: ProviderContext): string | undefined {
  if (config.apiKeyEnv === undefined) return undefined
  const key = context.secret(config.apiKeyEnv)?.trim()
  if (key) return key
  throw new UserError(
    `Cannot ask model "${context.name}": the environment variable ${config.apiKeyEnv} is not set`,
    `Set ${config.apiKeyEnv} to the key, or take apiKeyEnv out of concord.yaml where the server wants none`,
  )
}

function toOptions(
  call: ModelCall,
  systemRole: OpenAiCompatibleModel['systemRole'],
  signal: AbortSignal,
): Options {
  const tools = call.tools?.map((tool) => ({
    type: 'function' as const,
    name: tool.name,
    description: tool.description,
    inputSchema: tool.parameters as Extract<
      NonNullable<Options['tools']>[number],
      { type: 'function' }
    >['inputSchema'],
  }))
  return {
    prompt: toPrompt(call.messages, systemRole),
    temperature: call.temperature,
    maxOutputTokens: call.maxTokens,
    seed: call.seed,
    abortSignal: signal,
    ...(tools && tools.length > 0 ? { tools, toolChoice: { type: 'auto' as const } } : {}),
  }
}

function toReply(came: Generated, call: ModelCall): Reply {
  const whole = came.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('')
  const text = fitToKeep(whole)
  const toolCalls = came.content.flatMap((part) =>
    part.type === 'tool-call'
      ? [{ id: part.toolCallId, name: part.toolName, arguments: fitToKeep(part.input) }]
      : [],
  )
  const usage = toUsage(came, call)
  const finish = whole.length > LONGEST_ANSWER ? 'length' : came.finishReason.unified
  if (finish === 'content-filter') return { kind: 'refused', message: text || 'The model declined', usage }
  const known = finish === 'stop' || finish === 'tool-calls' || finish === 'length' ? finish : 'other'
  return { kind: 'answer', text, toolCalls, finish: known, usage }
}

/** The server's own count; estimated from the lengths where it does not count. */
function toUsage({ usage, content }: Generated, call: ModelCall): Usage {
  const inputTokens = usage.inputTokens.total
  const outputTokens = usage.outputTokens.total
  if (inputTokens !== undefined && outputTokens !== undefined) return { inputTokens, outputTokens }
  return {
    inputTokens: inputTokens ?? highPromptTokens(call),
    outputTokens: outputTokens ?? likelyTokens(JSON.stringify(content)),
    estimated: true,
  }
}
