/** The lock holds whatever `npm ci` asks for on any platform, and no package needs a script to be installed. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface Locked {
  readonly version: string
  readonly hasInstallScript?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const lock = read<{ packages: Readonly<Record<string, Locked>> }>('package-lock.json')
const manifest = read<{ allowScripts: Readonly<Record<string, boolean>> }>('package.json')

it('names the binaries of every platform, not only of the one on which it was written', () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(name, path)),
  )
  expect(missing).toEqual([])
})

it('runs no install script: each package that has one is denied by name', () => {
  const withScripts = Object.entries(lock.packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => nameOf(path))
  const denied = Object.keys(manifest.allowScripts).filter((name) => manifest.allowScripts[name] === false)
  expect([...new Set(withScripts)].sort()).toEqual(denied.sort())
})

/** Whether a package is in the lock where `npm` looks for it: beside the one that asks, or in a folder above. */
function isLocked(name: string, path: string): boolean {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true
    if (at === '') return false
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')) as T
}
