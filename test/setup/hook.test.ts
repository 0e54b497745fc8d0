import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../binary/serving.ts'

const root = join(import.meta.dirname, '../..')
const clone = mkdtempSync(join(tmpdir(), 'tangkap-hook-'))
afterAll(() => rmSync(clone, { recursive: true, force: true }))

/** Git with no settings but a name; the Bun of these tests. */
const settings = {
  PATH: `${dirname(process.execPath)}:${Bun.env.PATH}`,
  HOME: clone,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Aina',
  GIT_AUTHOR_EMAIL: 'aina@example.org',
  GIT_COMMITTER_NAME: 'Aina',
  GIT_COMMITTER_EMAIL: 'aina@example.org',
}
const at = (...command: string[]) => run(command, { cwd: clone, settings })
const commit = () => at('git', 'commit', '--quiet', '--message', 'One')

const tsconfig = `${JSON.stringify({ compilerOptions: { strict: true, types: [] }, include: ['src'] })}\n`

beforeAll(async () => {
  const scripts = ['install', 'install-hooks', 'hooks/pre-commit'].map(name => `scripts/${name}`)
  for (const path of [...scripts, 'package.json', 'bun.lock', 'biome.json', '.gitignore']) {
    cpSync(join(root, path), join(clone, path))
  }
  // Types are looked at in the whole tree: one small file of it is enough here.
  writeFileSync(join(clone, 'tsconfig.json'), tsconfig)
  // Another clone's packages are as good as its own, and are all there.
  mkdirSync(join(clone, 'node_modules'))
  for (const name of readdirSync(join(root, 'node_modules'))) {
    symlinkSync(join(root, 'node_modules', name), join(clone, 'node_modules', name))
  }
  rmSync(join(clone, 'node_modules/.installed'), { force: true })
  cpSync(join(root, 'bun.lock'), join(clone, 'node_modules/.installed'))
  expect((await at('git', 'init', '--quiet')).code).toBe(0)
})

test('one command installs the hook, and it refuses what is badly formatted or typed', async () => {
  expect(await at('scripts/install-hooks')).toMatchObject({ code: 0 })
  expect((await at('scripts/install-hooks')).code, 'a second time does no harm').toBe(0)

  const file = join(clone, 'src/one.ts')
  mkdirSync(dirname(file))
  const tries = [
    { text: 'export const one: number   = 1;\n', refused: /Formatter would have printed/ },
    { text: "export const one: number = 'one'\n", refused: /error TS2322/ },
    { text: 'export const one: number = 1\n', refused: null },
  ]
  for (const { text, refused } of tries) {
    writeFileSync(file, text)
    await at('git', 'add', 'src')
    const { code, out, said } = await commit()
    if (refused) expect(out + said).toMatch(refused)
    expect(code === 0, out + said).toBe(refused === null)
  }
  expect((await at('git', 'log', '--format=%s')).out).toBe('One\n')
}, 120_000)

test('hooks somebody else has put there are left alone', async () => {
  await at('git', 'config', 'core.hooksPath', 'theirs')
  const { code, said } = await at('scripts/install-hooks')
  expect(code).toBe(1)
  expect(said).toBe('Git takes its hooks from theirs here. Run: git config --unset core.hooksPath\n')
})
