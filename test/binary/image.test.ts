import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { seededRandom } from '../../src/training/random.ts'
import { havePhotos, testPhotos } from '../faults/photos.ts'
import { run } from './serving.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'tangkap-image-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// Chroots are root's alone. In CI the test may not be skipped: there it fails where it cannot run.
const canRun = havePhotos && (process.getuid?.() === 0 || Bun.env.CI === 'true')

test.runIf(canRun)(
  'the Dockerfile’s steps make an image whose user serves and classifies',
  async () => {
    const photos: string[] = []
    for (const [i, photo] of (await testPhotos(3, seededRandom(6))).entries()) {
      const file = join(folder, `${i}.jpg`)
      writeFileSync(file, photo.bytes)
      photos.push(file)
    }
    const settings = { ...(Bun.env as Record<string, string>) }
    const there = await run([join(root, 'scripts/image-chroot'), ...photos], { cwd: root, settings })
    expect(there.code, there.said).toBe(0)
    expect(there.said).toContain('healthy')
    const here = await run([process.execPath, join(root, 'src/main.ts'), 'classify', '--json', ...photos], {
      cwd: root,
    })
    expect(answersIn(there.out)).toEqual(answersIn(here.out))
    expect(answersIn(there.out)).toHaveLength(photos.length)
  },
  400_000,
)

/** All but where the photo lay and the time it took. */
const answersIn = (out: string): unknown[] =>
  out
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Record<string, unknown>)
    .map(answer => ({ ...answer, file: basename(String(answer.file)), ms: 0 }))
