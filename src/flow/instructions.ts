/** The verb that keeps what the writers of questions are told about a data set: a versioned text, only added to. */
import { readFileSync } from 'node:fs'
import { messageOf, nearest, UserError } from '../model/errors.ts'
import type { Instruction, InstructionReport } from '../model/instruction.ts'
import { addInstruction, instructedDatasets, instructionsOf } from '../store/instructions.ts'
import { countBy } from '../store/questions.ts'
import { listSources } from '../store/sources.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'

/**
 * A version of what is said of a data set, the last one if none is named.
 *
 * @throws {UserError} if there is no such data set or version
 */
export async function showInstructions(
  { store }: Pick<Workbench, 'store'>,
  dataset: string,
  version?: number,
): Promise<InstructionReport> {
  await knownDataset(store.db, dataset)
  const all = await instructionsOf(store.db, dataset)
  const found = version === undefined ? all.at(-1) : all.find((one) => one.version === version)
  if (version !== undefined && !found) {
    throw new UserError(
      `Cannot show version ${version} of the instructions for "${dataset}": there ${all.length === 1 ? 'is 1 version' : `are ${all.length} versions`}`,
    )
  }
  return reportOf(dataset, found, all.length)
}

/** Every data set with its last version. */
export async function listInstructions({ store }: Pick<Workbench, 'store'>): Promise<InstructionReport[]> {
  const datasets = [...(await datasetsOf(store.db))].sort()
  return Promise.all(
    datasets.map(async (dataset) => {
      const all = await instructionsOf(store.db, dataset)
      return reportOf(dataset, all.at(-1), all.length)
    }),
  )
}

/**
 * Adds the next version; the same text as the last version adds none.
 *
 * @throws {UserError} if there is no such data set, or the text is empty
 */
export async function editInstructions(
  { store, clock, person }: Pick<Workbench, 'store' | 'clock' | 'person'>,
  { dataset, text }: { readonly dataset: string; readonly text: string },
): Promise<InstructionReport & { readonly added: boolean }> {
  await knownDataset(store.db, dataset)
  const wanted = text.trimEnd()
  if (wanted.trim() === '') {
    throw new UserError(`Cannot edit the instructions for "${dataset}": the new text is empty`)
  }
  for (;;) {
    const all = await instructionsOf(store.db, dataset)
    const last = all.at(-1)
    if (last?.text === wanted) return { ...reportOf(dataset, last, all.length), added: false }
    const version = (last?.version ?? 0) + 1
    const next = { dataset, version, text: wanted, by: person, at: clock().toISOString() }
    if (await addInstruction(store.db, next)) {
      return { ...reportOf(dataset, next, version), added: true }
    }
  }
}

/**
 * The text of a file, `-` for what comes in on the standard input.
 *
 * @throws {UserError} if it cannot be read
 */
export function readInstructions(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (thrown) {
    throw new UserError(
      `Cannot read the instructions in "${file}": ${messageOf(thrown)}`,
      'Name a text file with --file',
      {
        cause: thrown,
      },
    )
  }
}

async function knownDataset(db: Db, dataset: string): Promise<void> {
  const known = await datasetsOf(db)
  if (known.has(dataset)) return
  const near = nearest(dataset, [...known])
  throw new UserError(
    `Cannot find the data set "${dataset}"`,
    near
      ? `Did you mean "${near}"?`
      : known.size > 0
        ? `Data sets are ${[...known].sort().join(', ')}`
        : `Add a database to it with concord source add NAME URL --dataset ${dataset}`,
  )
}

async function datasetsOf(db: Db): Promise<Set<string>> {
  const sources = await listSources(db)
  const asked = await countBy(db, 'dataset', { withdrawn: true })
  return new Set([...sources.map((one) => one.dataset), ...asked.keys(), ...(await instructedDatasets(db))])
}

function reportOf(dataset: string, found: Instruction | undefined, versions: number): InstructionReport {
  const { version = null, text = null, by = null, at = null } = found ?? {}
  return { dataset, version, versions, text, by, at }
}
