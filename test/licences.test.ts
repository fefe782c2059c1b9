/** Whoever installs Concord gets nothing whose licence asks more of them than to name its authors. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const PERMISSIVE = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
]

interface Locked {
  readonly dev?: boolean
}

interface Manifest {
  readonly name: string
  readonly license?: unknown
}

const lock = read<{ packages: Readonly<Record<string, Locked>> }>('package-lock.json')
const installed = Object.entries(lock.packages)
  .filter(([path, { dev }]) => path !== '' && !dev && existsSync(fileOf(`${path}/package.json`)))
  .map(([path]) => read<Manifest>(`${path}/package.json`))

it('finds every package of the default install', () => {
  const { dependencies } = read<{ dependencies: Record<string, string> }>('package.json')
  expect(installed.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(dependencies)))
})

it('lets in permissive licences alone', () => {
  const others = installed.filter(({ license }) => !isPermissive(license))
  expect(others.map(({ name, license }) => `${name}: ${JSON.stringify(license)}`)).toEqual([])
})

/** Of a choice one has to be permissive, of licences that hold together each. */
function isPermissive(license: unknown): boolean {
  if (typeof license !== 'string') return false
  const choices = license.replace(/[()]/g, '').split(' OR ')
  return choices.some((choice) => choice.split(' AND ').every((one) => PERMISSIVE.includes(one)))
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(fileOf(file), 'utf8')) as T
}

function fileOf(path: string): URL {
  return new URL(`../${path}`, import.meta.url)
}
