/** The verb that makes a workspace: a folder with a commented `concord.yaml`. */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CONFIG_FILE } from '../config.ts'
import { UserError } from '../model/errors.ts'
import { makeFolder } from './outputs/make-folder.ts'
import { whyNot } from './outputs/why-not.ts'

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
 * Makes a workspace: the settings come last, so that a folder with them is a whole one.
 *
 * @throws {UserError} if one is there, or the folder cannot be written
 */
export function init(folder: string): InitReport {
  const workspace = resolve(folder)
  if (existsSync(join(workspace, CONFIG_FILE))) throw taken(folder)
  makeFolder(workspace)
  const ignored = writeNew(folder, '.gitignore', IGNORED) // keeps the store out of a team's repository
  if (!writeNew(folder, CONFIG_FILE, SETTINGS)) throw taken(folder)
  return { workspace, files: [CONFIG_FILE, ...(ignored ? ['.gitignore'] : [])] }
}

function taken(folder: string): UserError {
  return new UserError(
    `Cannot make a workspace in "${folder}": it has a ${CONFIG_FILE} already`,
    'Name another folder',
  )
}

/** Writes a file whole or not at all; false, and left alone, if one is there. */
function writeNew(folder: string, name: string, text: string): boolean {
  const path = join(resolve(folder), name)
  try {
    writeFileSync(path, text, { flag: 'wx', flush: true })
    return true
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false
    rmSync(path, { force: true })
    throw new UserError(
      `Cannot make a workspace in "${folder}": ${whyNot(thrown)}`,
      'Make room or name another folder, and run it again',
      { cause: thrown },
    )
  }
}
