/** `npm run test:pack`: what a stranger gets who installs the package into an empty folder, and whether it works there. */
import { execFileSync } from 'node:child_process'
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'

interface Packed {
  readonly filename: string
  readonly size: number
  readonly unpackedSize: number
  readonly files: readonly { readonly path: string }[]
}

const WANTED = [
  'LICENSE',
  'README.md',
  'dist/cli/main.js',
  'migrations/001-the-method.sql',
  'prompts/sql-agent.md',
]
const UNWANTED = /\.test\.|\.tsbuildinfo$|^(src|test|node_modules)\/|\.tgz$|\.sqlite$/
/** Models and GPU builds, whose place is not in a default install. */
const HEAVY = /\.(gguf|safetensors|onnx|pt)$|cuda|vulkan|node-llama-cpp/i

const root = join(import.meta.dirname, '..')
const place = mkdtempSync(join(tmpdir(), 'concord-pack-'))
const failures: string[] = []
try {
  const packed = pack(copyOfTree())
  checkContent(packed)
  const folder = install(packed)
  checkWeight(folder)
  checkCommands(folder)
} finally {
  rmSync(place, { recursive: true, force: true })
}
for (const failure of failures) console.error(`FAILED: ${failure}`)
console.log(failures.length === 0 ? 'The package works where it is installed' : `${failures.length} failed`)
process.exitCode = failures.length === 0 ? 0 : 1

/** The files that git knows or would add, so that nothing is packed that only lies about. */
function copyOfTree(): string {
  const tree = join(place, 'tree')
  const listed = run('git', ['ls-files', '-co', '--exclude-standard', '-z'], root).split('\0').filter(Boolean)
  const present = new Set(run('git', ['ls-files', '-d', '-z'], root).split('\0'))
  for (const path of listed) if (!present.has(path)) cpSync(join(root, path), join(tree, path))
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  return tree
}

function pack(tree: string): Packed & { readonly path: string } {
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--silent'], tree)) as [Packed]
  console.log(
    `${packed.filename}: ${packed.files.length} files, ${kilobytes(packed.size)}, unpacked ${kilobytes(packed.unpackedSize)}`,
  )
  return { ...packed, path: join(tree, packed.filename) }
}

function checkContent({ files }: Packed): void {
  const paths = files.map(({ path }) => path)
  for (const path of WANTED) if (!paths.includes(path)) failures.push(`${path} is not in the package`)
  for (const path of paths) if (UNWANTED.test(path)) failures.push(`${path} is in the package`)
}

function install({ path }: { readonly path: string }): string {
  const folder = join(place, 'empty')
  mkdirSync(folder)
  const started = Date.now()
  run('npm', ['install', '--no-audit', '--no-fund', '--silent', path], folder)
  console.log(`installed in ${((Date.now() - started) / 1000).toFixed(1)} s`)
  return folder
}

function checkWeight(folder: string): void {
  const modules = join(folder, 'node_modules')
  const paths = readdirSync(modules, { recursive: true, encoding: 'utf8' })
  const files = paths.filter((path) => lstatSync(join(modules, path)).isFile())
  const bytes = files.reduce((sum, path) => sum + lstatSync(join(modules, path)).size, 0)
  const packages = files.filter((path) =>
    /(^|node_modules\/)(@[^/]+\/)?[^/@]+\/package\.json$/.test(path),
  ).length
  console.log(`node_modules: ${packages} packages, ${files.length} files, ${kilobytes(bytes)}`)
  for (const path of files) if (HEAVY.test(path)) failures.push(`${path} is in the default install`)
}

function checkCommands(folder: string): void {
  const file = join(folder, 'own.sqlite')
  const database = new DatabaseSync(file)
  database.exec(`CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (41)`)
  database.close()
  const help = tried(folder, ['--help'])
  if (!help.includes('evaluate')) failures.push('concord --help names no commands')
  const answer = tried(folder, ['query', `sqlite:${file}`, '--sql', 'SELECT n + 1 FROM t', '--json'])
  if (!answer.includes('[[42]]')) failures.push(`concord query answers ${answer}`)
  if (!/^\s+demo\b/m.test(help)) return void console.log('concord demo is not there yet: not tried')
  const demo = tried(folder, ['demo', 'study', '--json', '--yes'])
  if (!demo.includes('"hash"')) failures.push('concord demo tells no release')
}

/** What `npx concord …` prints; a failure of it is noted. */
function tried(folder: string, words: readonly string[]): string {
  const started = Date.now()
  try {
    const said = run('npx', ['--no-install', 'concord', ...words], folder)
    console.log(`npx concord ${words[0]}: ${Date.now() - started} ms`)
    return said
  } catch (thrown) {
    failures.push(`npx concord ${words[0]}: ${(thrown as Error).message}`)
    return ''
  }
}

function run(program: string, words: readonly string[], cwd: string): string {
  return execFileSync(program, words, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000).toLocaleString('en-US')} kB`
}
