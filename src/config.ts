/** The only reader of settings: the workspace's `concord.yaml` and the environment. */
import { existsSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { type Document, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { type Config, config, knownKeys } from './model/config.ts'
import { messageOf, nearest, UserError } from './model/errors.ts'

export const CONFIG_FILE = 'concord.yaml'

/**
 * The workspace: the folder given, or the nearest parent of the current one that holds a `concord.yaml`.
 *
 * @throws {UserError} if there is none
 */
export function findWorkspace(given?: string): string {
  if (given !== undefined) {
    const folder = resolve(given)
    if (existsSync(join(folder, CONFIG_FILE))) return folder
    throw new UserError(
      `Cannot find a workspace in "${given}": there is no ${CONFIG_FILE}`,
      `Make one with concord init ${given}`,
    )
  }
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    if (existsSync(join(folder, CONFIG_FILE))) return folder
    if (folder === dirname(folder)) break
  }
  throw new UserError(
    `Cannot find a workspace: neither "${process.cwd()}" nor a folder above it holds a ${CONFIG_FILE}`,
    'Make one with concord init, or name one with --workspace DIR',
  )
}

/**
 * The settings of a workspace, whole and checked.
 *
 * @throws {UserError} that names the line if `concord.yaml` cannot be read, is no YAML or says something unknown
 */
export function readConfig(workspace: string): Config {
  const file = join(workspace, CONFIG_FILE)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (thrown) {
    const isFolder = (thrown as NodeJS.ErrnoException).code === 'EISDIR'
    throw new UserError(
      `Cannot read "${file}": ${isFolder ? 'it is a folder' : messageOf(thrown)}`,
      isFolder ? 'Move it away and run concord init there' : 'Check that you may read it',
      { cause: thrown },
    )
  }
  return parseConfig(text, file)
}

/** As `readConfig`, from the text. */
export function parseConfig(text: string, file: string = CONFIG_FILE): Config {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const broken = document.errors[0]
  if (broken) {
    const { line } = lines.linePos(broken.pos[0])
    throw new UserError(`Cannot read "${file}": line ${line} is no YAML: ${broken.message}`)
  }
  const raw = whatItSays(document, file)
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    throw new UserError(
      `Cannot read "${file}": it holds no settings`,
      'It begins with "version: 1"; concord init writes a whole one into a new folder',
    )
  }
  const parsed = config.safeParse(raw)
  const issue = parsed.error?.issues[0]
  if (issue) throw issueError(issue, { file, raw, lineOf: (path) => lineOf(document, lines, path) })
  checkUse(parsed.data!, { file, lineOf: (path) => lineOf(document, lines, path) })
  return parsed.data!
}

/** What the document says; its aliases may not make it grow without measure. */
function whatItSays(document: Document, file: string): unknown {
  try {
    return document.toJS()
  } catch (thrown) {
    throw new UserError(
      `Cannot read "${file}": ${lowered(messageOf(thrown))}`,
      'Write each value where it belongs, without aliases (*name)',
      { cause: thrown },
    )
  }
}

interface Place {
  readonly file: string
  readonly lineOf: (path: readonly PropertyKey[]) => number
}

function issueError(issue: z.core.$ZodIssue, { file, raw, lineOf }: Place & { raw: unknown }): UserError {
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!
    const at = issue.path.reduce<unknown>(
      (value, step) => (value as Record<PropertyKey, unknown>)?.[step],
      raw,
    )
    const known = knownKeys(issue.path, at)
    const near = nearest(key, known)
    const where = issue.path.length > 0 ? ` in "${issue.path.join('.')}"` : ''
    return new UserError(
      `Cannot read "${file}": line ${lineOf([...issue.path, key])} has an unknown key "${key}"${where}`,
      near ? `Did you mean "${near}"?` : `Known keys are ${known.join(', ')}`,
    )
  }
  const what = issue.path.length > 0 ? `"${issue.path.join('.')}": ` : ''
  return new UserError(`Cannot read "${file}": line ${lineOf(issue.path)}, ${what}${lowered(issue.message)}`)
}

/** Every model that a verb asks has to be there. */
function checkUse({ models, use }: Config, { file, lineOf }: Place): void {
  for (const [verb, named] of Object.entries(use)) {
    for (const name of [named].flat()) {
      if (name === undefined || models[name]) continue
      const near = nearest(name, Object.keys(models))
      throw new UserError(
        `Cannot read "${file}": line ${lineOf(['use', verb])} uses the model "${name}", which "models" does not name`,
        near ? `Did you mean "${near}"?` : 'Add it to models',
      )
    }
  }
}

/** The line of a key, or of the nearest thing above it that is written down. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true) as
      | { items?: { key?: unknown }[] }
      | undefined
    const key = parent?.items?.find(
      (item) => String((item.key as { value?: unknown })?.value) === path[length - 1],
    )
    const range = (key?.key as { range?: [number, number, number] } | undefined)?.range
    if (range) return lines.linePos(range[0]).line
  }
  return 1
}

function lowered(message: string): string {
  return message
    .replace(/^Invalid (input: |discriminator value\. )/, '')
    .replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())
}

/** Where the store is: PostgreSQL if `DATABASE_URL` names one, else a file in the workspace. */
export function storeLocation(
  workspace: string,
): { engine: 'sqlite'; file: string } | { engine: 'postgres'; url: string } {
  const url = secret('DATABASE_URL')
  if (url === undefined) return { engine: 'sqlite', file: join(workspace, '.concord', 'store.sqlite') }
  if (/^postgres(ql)?:\/\//.test(url)) return { engine: 'postgres', url }
  throw new UserError(
    'Cannot use DATABASE_URL as the store: it does not begin with postgres://',
    'Unset it to keep the store in a file of the workspace',
  )
}

/** A secret by the name of its environment variable; undefined if it is not set or empty. */
export function secret(name: string): string | undefined {
  return process.env[name] || undefined
}

/**
 * A source's URL with each `${NAME}` replaced by that environment variable.
 *
 * @throws {UserError} if one is not set
 */
export function withSecrets(url: string): string {
  return url.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name: string) => {
    const value = secret(name)
    if (value !== undefined) return encodeURIComponent(value)
    throw new UserError(`Cannot open "${url}": the environment variable ${name} is not set`, `Set ${name}`)
  })
}

/** Who acts where nobody is named: the user of this machine. */
export function localPerson(): string {
  try {
    return userInfo().username
  } catch {
    return 'local' // a user id without an entry has no name
  }
}
