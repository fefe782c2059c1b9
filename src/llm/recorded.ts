/** A provider that looks answers up in a recording: no network, no cost, and every figure made from it says so. */
import type { RecordedModel } from '../model/language-model.ts'
import { promptHash } from './label.ts'
import type { Attempt, ModelCall, ProviderPlug } from './provider.ts'
import { type RecordingLine, readRecording } from './recording.ts'

export const recorded: ProviderPlug<RecordedModel> = {
  open(config, context) {
    const file = context.resolve(config.file)
    const changed = new Set<string>()
    let lines: Map<string, RecordingLine> | undefined

    async function ask(call: ModelCall): Promise<Attempt> {
      lines ??= readRecording(file)
      const line = lines.get(call.label)
      if (!line) {
        const message = `No recorded answer for "${call.label}" in ${config.file}`
        return { kind: 'failed', reason: 'missing', message, retry: false }
      }
      if (line.promptHash !== undefined && line.promptHash !== promptHash(call.messages)) {
        changed.add(call.label)
      }
      return { kind: 'reply', reply: line.reply }
    }

    function notes(): string[] {
      const [first] = changed
      if (first === undefined) return []
      return [
        `${changed.size} recorded ${changed.size === 1 ? 'answer of' : 'answers of'} "${context.name}" belong to another prompt than today's, the first "${first}"`,
      ]
    }
    return { recorded: true, ask, notes }
  },
}
