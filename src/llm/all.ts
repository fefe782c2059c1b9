/** Every model provider. */
import type { LanguageModel } from '../model/language-model.ts'
import { openAiCompatible } from './openai-compatible.ts'
import type { Provider, ProviderContext, ProviderPlug } from './provider.ts'
import { recorded } from './recorded.ts'

export const PROVIDERS = {
  'openai-compatible': openAiCompatible,
  recorded,
} satisfies { [Name in LanguageModel['provider']]: ProviderPlug<Extract<LanguageModel, { provider: Name }>> }

/** Opens the provider that a configuration names. */
export function openProvider(config: LanguageModel, context: ProviderContext): Provider {
  return (PROVIDERS[config.provider] as ProviderPlug).open(config, context)
}
