import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { run } from '../binary/serving.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'tangkap-install-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** All that scripts/install asks of a machine, apart from npm or Bun. */
const needed = ['bash', 'sh', 'env', 'sed', 'dirname', 'cp', 'cmp', 'mkdir']

/** A machine with nothing but these commands on it, and a clone in which nothing is installed. */
function machine(name: string, commands: string[]): { path: string; clone: string } {
  const path = join(folder, name, 'bin')
  const clone = join(folder, name, 'clone')
  mkdirSync(path, { recursive: true })
  for (const command of [...needed, ...commands])
    symlinkSync(Bun.which(command) ?? command, join(path, command))
  for (const file of ['package.json', 'bun.lock', 'bunfig.toml', 'scripts/install']) {
    cpSync(join(root, file), join(clone, file))
  }
  return { path, clone }
}

/** Installs twice; the second time there is nothing to do, and nothing is said. */
async function install({ path, clone }: { path: string; clone: string }): Promise<string> {
  const settings = { ...(Bun.env as Record<string, string>), PATH: path }
  const script = ['bash', '-c', 'source scripts/install && $bun --version']
  const first = await run(script, { cwd: clone, settings })
  expect(first.code, first.said).toBe(0)
  expect(first.out).toBe(`${Bun.version}\n`)
  expect(readdirSync(join(clone, 'node_modules'))).toContain('onnxruntime-node')
  expect(await Bun.file(join(clone, 'package.json')).text()).toBe(
    await Bun.file(join(root, 'package.json')).text(),
  )
  expect(await run(script, { cwd: clone, settings })).toEqual({ code: 0, out: first.out, said: '' })
  return first.said
}

test.runIf(Bun.which('npm') !== null || Bun.env.CI === 'true')(
  'npm alone is enough to install Bun and the packages',
  async () => {
    expect(await install(machine('npm', ['node', 'npm']))).toContain(
      `Installing Bun ${Bun.version} into .cache/bun`,
    )
  },
  120_000,
)

test('another Bun alone is enough, too', async () => {
  const there = machine('bun', [])
  const other = join(there.path, 'bun')
  // The one these tests run on, which says it is another while it is called by this name.
  writeFileSync(other, `#!/bin/sh\n[ "$1" = --version ] && echo 0.0.1 || exec '${process.execPath}' "$@"\n`)
  chmodSync(other, 0o755)
  expect(await install(there)).toContain(`Installing Bun ${Bun.version} into .cache/bun`)
}, 120_000)

test('where there is neither, it says what to install', async () => {
  const { path, clone } = machine('neither', [])
  const { code, said } = await run(['bash', 'scripts/install'], { cwd: clone, settings: { PATH: path } })
  expect(code).toBe(1)
  expect(said).toBe(
    `Tangkap needs Bun ${Bun.version}. Install Node.js (it brings npm) or Bun, then run this again.\n`,
  )
})
