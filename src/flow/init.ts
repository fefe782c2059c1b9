/** The verb that makes a workspace: a folder with a commented `concord.yaml`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CONFIG_FILE } from '../config.ts'
import { messageOf, UserError } from '../model/errors.ts'

const SETTINGS = `# A Concord workspace. Every key that is left out has a sensible value; an unknown key is an error.
version: 1

# The models that verbs may ask, by names of your own. Any server that speaks the OpenAI protocol will do
# (vLLM, Ollama, llama.cpp, LM Studio, a hosted one). A key is never written here: name the environment
# variable that holds it, or leave apiKeyEnv out where the server wants none.
models: {}
#  drafter:
#    provider: openai-compatible
#    baseUrl: http://127.0.0.1:8000/v1
#    model: some-model
#    apiKeyEnv: DRAFTER_KEY
#    concurrency: 8                        # calls at once
#    price: { input: 0.5, output: 1.5 }    # USD per million tokens

# Which model a verb asks; reference is what evaluations compare with.
use: {}
#  draft: drafter
#  augment: drafter

# What all calls together may cost, in USD; nothing is called that could pass it.
budgetUsd: 5

# The limits of the agent over one question, and of each query over a database under study.
limits:
  steps: 20
  tokens: 200000
  timeMs: 600000
  queryTimeoutMs: 30000
  queryRows: 10000
  queryMemoryMb: 512

# When a question that an agent alone has answered may be settled without a person: so many samples agree, and
# the error of such answers, audited on at least so many, is below the limit. audit is the share of agreements
# between agent and annotator that a reviewer sees all the same.
policy:
  samples: 3
  maxError: 0.1
  minAudited: 30
  audit: 0.05
`

const IGNORED = '# the store, and what it keeps beside it\n.concord/\n'

export interface InitReport {
  readonly workspace: string
  readonly files: readonly string[]
}

/**
 * Makes a workspace.
 *
 * @throws {UserError} if one is there, or the folder cannot be written
 */
export function init(folder: string): InitReport {
  const workspace = resolve(folder)
  try {
    mkdirSync(workspace, { recursive: true })
    writeFileSync(join(workspace, CONFIG_FILE), SETTINGS, { flag: 'wx' })
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') throw taken(folder, thrown)
    throw new UserError(`Cannot make a workspace in "${folder}": ${messageOf(thrown)}`, undefined, {
      cause: thrown,
    })
  }
  return { workspace, files: [CONFIG_FILE, ...ignoreTheStore(workspace)] }
}

function taken(folder: string, cause: unknown): UserError {
  const what =
    (cause as NodeJS.ErrnoException).syscall === 'mkdir' ? 'it is a file' : `it has a ${CONFIG_FILE} already`
  return new UserError(`Cannot make a workspace in "${folder}": ${what}`, 'Name another folder', { cause })
}

/** Keeps the store out of a team's repository; leaves a file alone that is there. */
function ignoreTheStore(workspace: string): string[] {
  try {
    writeFileSync(join(workspace, '.gitignore'), IGNORED, { flag: 'wx' })
    return ['.gitignore']
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return []
    throw thrown
  }
}
