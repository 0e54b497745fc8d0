import { Database } from 'bun:sqlite'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../../src/training/random.ts'
import { type Serving, serve } from '../binary/serving.ts'
import { join as comeIn, get, type Phone, upload } from './phone.ts'
import { havePhotos, testPhotos } from './photos.ts'

const root = join(import.meta.dirname, '../..')
const page = 4096

// Only root mounts. In CI the test may not be skipped: there it fails where it cannot mount.
const canRun = havePhotos && (process.getuid?.() === 0 || Bun.env.CI === 'true')

/** A disk of 12 MB. */
const disk = mkdtempSync(join(tmpdir(), 'tangkap-full-'))
const home = join(disk, 'home')
const filler = join(disk, 'filler')
let server: Serving
let phones: Phone[] = []

beforeAll(async () => {
  if (!canRun) return
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m,mode=0700', 'tmpfs', disk])
  expect(mounted.status, String(mounted.stderr)).toBe(0)
  server = await serve([process.execPath, join(root, 'src/main.ts'), 'serve'], { home, cwd: root })
  phones = await Promise.all(
    ['Aina', 'Bala', 'Chong', 'Devi'].map(name => comeIn(server.address, server.output(), name)),
  )
})

afterAll(async () => {
  await server?.stop()
  if (canRun) spawnSync('umount', [disk])
  rmSync(disk, { recursive: true, force: true })
})

/** Leaves so many pages free, and no more. */
function leaveFree(pages: number): void {
  rmSync(filler, { force: true })
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - pages * page)))
}

test.runIf(canRun)(
  'a disk that fills up is said in words, stores nothing by halves, and works again with room',
  async () => {
    const [photo, later] = await testPhotos(2, seededRandom(8))
    if (!photo || !later) throw new Error('no photos')
    const refusals = new Map<string, number>()
    let stored = -1
    // From no room at all to room for everything: on the way the photo fits and its row does not.
    for (let pages = 0; pages <= 100 && stored < 0; pages++) {
      leaveFree(pages)
      const phone = phones[pages % phones.length]
      if (!phone) throw new Error('nobody has joined')
      const answer = await upload(server.address, phone, { photo: photo.bytes })
      if (answer.status === 303) {
        stored = pages
        break
      }
      expect(answer.status, server.output().slice(-2000)).toBe(507)
      const words = /There is no room left[^<]*/.exec(answer.text)?.[0] ?? answer.text
      refusals.set(words, (refusals.get(words) ?? 0) + 1)
      expect(whatIsStored(), `with ${pages} pages free`).toEqual({ rows: 0, catches: 0, files: [] })
      expect((await get(server.address, phone, '/collection')).status).toBe(200)
    }
    expect(stored, 'stored in the end').toBeGreaterThan(4)
    // Photos and rows ran out of room each in their turn.
    expect([...refusals.keys()].sort()).toEqual([
      'There is no room left for photos. Tell the organiser.',
      'There is no room left on this server, so nothing can be saved. Tell the organiser.',
    ])
    expect(whatIsStored()).toMatchObject({ rows: 1, catches: 1, files: [{}, {}] })

    leaveFree(0)
    const [first] = phones
    if (!first) throw new Error('nobody has joined')
    expect((await upload(server.address, first, { photo: later.bytes })).status).toBe(507)
    rmSync(filler)
    expect((await upload(server.address, first, { photo: later.bytes })).status).toBe(303)
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200)
    expect(whatIsStored()).toMatchObject({ rows: 2, catches: 2, files: [{}, {}, {}, {}] })
  },
)

function whatIsStored() {
  const db = new Database(join(home, 'tangkap.db'), { readonly: true })
  try {
    const count = (table: string) =>
      Number(Object.values(db.query(`select count(*) from ${table}`).get() ?? {})[0])
    const files = readdirSync(join(home, 'photos'), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => ({ name: entry.name }))
    return { rows: count('photo'), catches: count('catch'), files }
  } finally {
    db.close()
  }
}
