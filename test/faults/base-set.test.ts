import { cpSync, mkdtempSync, rmSync, symlinkSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { organise, run, serve } from '../binary/serving.ts'

const root = join(import.meta.dirname, '../..')
/** A program whose shipped files may be damaged. */
const tree = mkdtempSync(join(tmpdir(), 'tangkap-tree-'))
const base = join(tree, 'data/packs/malaysia/base')
const program = [process.execPath, join(tree, 'src/main.ts')]
const words = 'Files that Tangkap came with are damaged or missing.'

beforeAll(() => {
  for (const name of ['src', 'views', 'static', 'data', 'package.json', 'tsconfig.json'])
    cpSync(join(root, name), join(tree, name), { recursive: true })
  for (const name of ['models', 'node_modules']) symlinkSync(join(root, name), join(tree, name))
})
afterAll(() => rmSync(tree, { recursive: true, force: true }))

test.each<[string, () => void, RegExp]>([
  ['empty', () => truncateSync(join(base, 'index.tsv'), 0), /index\.tsv cannot be used/],
  ['not there', () => rmSync(base, { recursive: true }), /The base set in .* is missing/],
])(
  'a base set that is %s: pages open and say so, the log says why, and doctor too',
  async (_, damage, cause) => {
    cpSync(join(root, 'data/packs/malaysia/base'), base, { recursive: true })
    const home = mkdtempSync(join(tmpdir(), 'tangkap-base-'))
    damage()
    try {
      const server = await serve([...program, 'serve'], {
        home,
        cwd: tree,
        settings: { TANGKAP_WORKERS: '1' },
      })
      const cookie = await organise(server)
      for (const path of ['', '/foods', '/foods/satay', '/dataset', '/models', '/review']) {
        const page = await fetch(`${server.address}/organiser${path}`, { headers: { cookie } })
        expect(page.status, path).toBe(200)
        expect(await page.text(), path).toContain(words)
      }
      expect(await (await fetch(`${server.address}/join`)).text()).not.toContain(words)
      expect(server.output().match(new RegExp(`"level":50.*${cause.source}`, 'g'))).toHaveLength(1)
      expect(await server.stop()).toBe(0)
      const doctor = await run([...program, 'doctor'], { cwd: tree, settings: { TANGKAP_HOME: home } })
      expect(doctor.code).toBe(1)
      expect(doctor.out).toMatch(/^BAD {2}base set .*Install Tangkap again/m)
      expect(doctor.out.match(/^BAD/gm)).toHaveLength(1)
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  },
  120_000,
)
