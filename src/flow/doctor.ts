/** The verb that says what this machine and workspace have and what is missing; it changes nothing. */
import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findWorkspace, readConfig, secret, storeLocation } from '../config.ts'
import type { Check, DoctorReport } from '../model/doctor.ts'
import { messageOf, UserError } from '../model/errors.ts'
import { withoutPassword } from '../model/source.ts'
import { checkPostgres, checkSqlite, checkSqliteFile } from '../store/health.ts'

const NODE = { major: 20, minor: 19 }
const SPACE_GB = 1

/** Looks at everything that Concord needs; without a workspace at the machine alone. */
export async function doctor({ workspace }: { workspace?: string | undefined }): Promise<DoctorReport> {
  const place = findPlace(workspace)
  const checks = [nodeCheck(), coresCheck(), sqliteCheck()]
  const folder = typeof place === 'string' ? place : tmpdir()
  checks.push(await storeCheck(place), spaceCheck(folder))
  if (typeof place === 'string') checks.push(...settingsChecks(place))
  else
    checks.push({ name: 'workspace', ok: workspace === undefined, found: place.none, mend: 'concord init' })
  return { checks }
}

function findPlace(workspace: string | undefined): string | { none: string } {
  try {
    return findWorkspace(workspace)
  } catch (thrown) {
    if (thrown instanceof UserError) return { none: workspace === undefined ? 'none here' : thrown.message }
    throw thrown
  }
}

function nodeCheck(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const ok = major > NODE.major || (major === NODE.major && minor >= NODE.minor)
  return {
    name: 'node',
    ok,
    found: process.versions.node,
    ...(ok ? {} : { mend: 'Install Node 20.19 or newer' }),
  }
}

function coresCheck(): Check {
  return { name: 'cores', ok: true, found: String(availableParallelism()) }
}

function sqliteCheck(): Check {
  try {
    return { name: 'sqlite', ok: true, found: checkSqlite() }
  } catch (thrown) {
    return {
      name: 'sqlite',
      ok: false,
      found: messageOf(thrown),
      mend: 'Install Concord afresh on this machine',
    }
  }
}

/** The store: the server answers, or a file can be written where the store is or would be. */
async function storeCheck(place: string | { none: string }): Promise<Check> {
  const name = 'store'
  try {
    const folder = mkdtempSync(join(tmpdir(), 'concord-doctor-'))
    try {
      const location = storeLocation(typeof place === 'string' ? place : folder)
      if (location.engine === 'postgres') {
        const version = await checkPostgres(location.url)
        return { name, ok: true, found: `PostgreSQL ${version} at ${withoutPassword(location.url)}` }
      }
      checkSqliteFile(location.file)
      const where =
        typeof place === 'string' ? location.file : `a file in each workspace (tried in ${dirname(folder)})`
      return { name, ok: true, found: where }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  } catch (thrown) {
    const mend =
      thrown instanceof UserError && thrown.hint ? thrown.hint : 'Check its folder and your rights there'
    return { name, ok: false, found: messageOf(thrown), mend }
  }
}

function spaceCheck(folder: string): Check {
  const { bavail, bsize } = statfsSync(folder)
  const gigabytes = (bavail * bsize) / 1e9
  const ok = gigabytes >= SPACE_GB
  const mend = ok ? {} : { mend: `Free some space: ${SPACE_GB} GB is little` }
  return { name: 'disk', ok, found: `${gigabytes.toFixed(1)} GB free in ${folder}`, ...mend }
}

/** The workspace's settings, and for each model whether its key is there: by name, never by value. */
function settingsChecks(workspace: string): Check[] {
  try {
    const { models } = readConfig(workspace)
    const settings = {
      name: 'settings',
      ok: true,
      found: `${Object.keys(models).length} models in ${workspace}`,
    }
    const keys = Object.entries(models).map(([model, config]): Check => {
      const name = `model ${model}`
      if (config.provider === 'recorded')
        return { name, ok: true, found: `recorded answers in ${config.file}` }
      const { apiKeyEnv } = config
      const where = `${config.model} at ${withoutPassword(config.baseUrl)}`
      if (apiKeyEnv === undefined) return { name, ok: true, found: `${where}, without a key` }
      const there = secret(apiKeyEnv) !== undefined
      const found = `${where}, key in ${apiKeyEnv}${there ? '' : ', which is not set'}`
      return { name, ok: there, found, ...(there ? {} : { mend: `Set ${apiKeyEnv}` }) }
    })
    return [settings, ...keys]
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    return [
      { name: 'settings', ok: false, found: thrown.message, ...(thrown.hint ? { mend: thrown.hint } : {}) },
    ]
  }
}
