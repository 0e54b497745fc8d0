import { Database } from 'bun:sqlite'
import { existsSync } from 'node:fs'
import { open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join as joinPath } from 'node:path'
import { expect, test } from 'vitest'
import { loadModelFiles } from '../../src/classifier/model-files.ts'
import { migrations } from '../../src/db/migrations/index.ts'
import { openDatabase } from '../../src/db/open.ts'
import { modelsDir } from '../../src/paths.ts'
import { writeVersion } from '../../src/registry/index.ts'
import { quarters } from '../pictures.ts'
import { inspect } from './inspect.ts'
import { join, upload } from './phone.ts'
import { poll, runToEnd, startServer, withHome } from './server.ts'

interface Finding {
  what: string
  ok: boolean
  words: string
}

async function doctor(home: string): Promise<{ code: number; bad: Finding[]; all: Finding[] }> {
  const { code, output } = await runToEnd(['doctor', '--json'], { TANGKAP_HOME: home, TANGKAP_WORKERS: '1' })
  const all = JSON.parse(output) as Finding[]
  return { code, all, bad: all.filter(finding => !finding.ok) }
}

test('doctor: well, then without a photo and a model, then with a broken database', async () => {
  await withHome(async home => {
    const server = await startServer(home, { TANGKAP_WORKERS: '1' })
    const phone = await join(server.address, server.output(), 'Ali')
    for (let i = 0; i < 3; i++) {
      const photo = new Uint8Array(
        await quarters(400 + i, 300)
          .jpeg()
          .toBuffer(),
      )
      expect((await upload(server.address, phone, { photo })).status).toBe(303)
    }
    expect(await server.stop()).toBe(0)

    const before = await everythingIn(home)
    const well = await doctor(home)
    expect(well.bad).toEqual([])
    expect(await everythingIn(home)).toEqual(before)
    expect(well.code).toBe(0)
    expect(well.all.find(finding => finding.what === 'photos')?.words).toContain('3')

    expect(well.all.find(finding => finding.what === 'versions')?.words).toContain('serves')

    const shipped = await loadModelFiles(joinPath(modelsDir, 'malaysia'))
    expect(well.all.find(finding => finding.what === 'model')?.words).toContain(`${shipped.card.version} on`)

    const trained = { ...shipped, card: { ...shipped.card, version: 'malaysia-trained' } }
    const hash = await writeVersion(home, trained, [])
    const db = new Database(joinPath(home, 'tangkap.db'))
    db.run(`update model set status = 'retired'`)
    db.run(
      `insert into model (version, pack, status, origin, card_sha256, created_at)
      values ('malaysia-trained', 'malaysia', 'champion', 'trained', ?, 1)`,
      [hash],
    )
    db.run(`insert into model (version, pack, status, origin, card_sha256, created_at)
      values ('malaysia-lost', 'malaysia', 'retired', 'trained', '0', 1)`)
    db.close()
    const { catches, files } = await inspect(home)
    const lost = catches[1]?.photo ?? ''
    await rm(files.get(`${lost}.thumbnail.jpg`) ?? '')
    const missing = await doctor(home)
    expect(missing.code).toBe(1)
    expect(missing.bad).toMatchObject([
      { what: 'photos', words: expect.stringContaining(lost) },
      { what: 'versions', words: expect.stringMatching(/1 of 3 .*malaysia-lost/) },
    ])

    // The version that serves, not the one the program came with.
    expect(missing.all.find(finding => finding.what === 'model')?.words).toContain('malaysia-trained on')

    await flipBytes(joinPath(home, 'tangkap.db'))
    const broken = await doctor(home)
    expect(broken.code).toBe(1)
    expect(broken.bad.map(finding => finding.what)).toContain('database')
    const words = broken.bad.find(finding => finding.what === 'database')?.words ?? ''
    expect(words).toMatch(/newest backup|cannot be opened|malformed/i)
    expect(words).not.toMatch(/\n\s+at /)
  })
})

test('doctor: looks at a database of before without changing it, and says what the next start will do', async () => {
  await withHome(async home => {
    const file = joinPath(home, 'tangkap.db')
    await (await openDatabase(file)).destroy()
    const old = new Database(file)
    const [last = ''] = Object.keys(migrations).slice(-1)
    old.run('drop table erased_photo')
    old.run('delete from kysely_migration where name = ?', [last])
    old.close()
    // A closed connection keeps its log until its statements are collected; that is not doctor's doing.
    const closed = () => {
      Bun.gc(true)
      return !existsSync(`${file}-wal`)
    }
    await poll(closed, 5000, 'closed')
    const before = await everythingIn(home)
    const { code, bad, all } = await doctor(home)
    expect([code, bad]).toEqual([0, []])
    expect(all.find(({ what }) => what === 'database')?.words).toContain(last)
    expect(await everythingIn(home)).toEqual(before)
  })
})

test('doctor: sees what a running server has in its log', async () => {
  await withHome(async home => {
    const server = await startServer(home, { TANGKAP_WORKERS: '1' })
    const { bad, all } = await doctor(home)
    expect(bad).toEqual([])
    expect(all.find(({ what }) => what === 'versions')?.words).toContain('serves')
    expect(await server.stop()).toBe(0)
  })
})

/** Paths, modes and bytes; not of what SQLite shares among those who read. */
async function everythingIn(home: string): Promise<string[]> {
  const entries = await readdir(home, { recursive: true, withFileTypes: true })
  const described = entries.map(async entry => {
    const path = joinPath(entry.parentPath, entry.name)
    const { mode } = await stat(path)
    return `${path} ${mode.toString(8)} ${entry.isFile() && !path.endsWith('-shm') ? Bun.hash(await readFile(path)) : ''}`
  })
  return (await Promise.all(described)).toSorted()
}

/** Turns bits around in every page but the first, as a dying disk would. */
async function flipBytes(path: string): Promise<void> {
  const page = 4096
  const { size } = await stat(path)
  const file = await open(path, 'r+')
  try {
    for (let at = page; at < size; at += page) {
      const bytes = Buffer.alloc(64)
      await file.read(bytes, 0, bytes.length, at)
      await file.write(
        bytes.map(byte => byte ^ 0xff),
        0,
        bytes.length,
        at,
      )
    }
  } finally {
    await file.close()
  }
}
