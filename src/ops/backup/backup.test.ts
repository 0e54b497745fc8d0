import { Database as Sqlite } from 'bun:sqlite'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { type Header, pack } from 'tar-stream'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Door, openDoor } from '../../../test/http/door.ts'
import { oldDatabase } from '../../../test/old-database.ts'
import { loadModelFiles, sha256 } from '../../classifier/model-files.ts'
import { copyDatabase } from '../../db/copy.ts'
import { openDatabase } from '../../db/open.ts'
import { existingHome, openHome } from '../../home.ts'
import { modelsDir } from '../../paths.ts'
import { writeVersion } from '../../registry/index.ts'
import type { Progress } from '../../training/progress.ts'
import { addErased, listBeside, readErased } from './erased-list.ts'
import { makeBackup } from './make-backup.ts'
import { restore } from './restore.ts'

const quiet: Progress = () => {}
const homeOf = (door: Door) => door.context.config.home
const making = { pack: 'tiny', program: '0.0.1', now: Date.UTC(2026, 10, 28), progress: quiet }

let folder: string
/** Of `door`, made once. */
let kept: string
let door: Door
let ali: string
let bea: string
/** Of Ali, then of Bea. */
let photos: string[]

beforeAll(async () => {
  door = await openDoor()
  ali = await door.joins('Ali')
  bea = await door.joins('Bea')
  for (const [seed, as] of [ali, ali, bea, bea].entries()) await door.sends(as, 700 + seed)
  photos = (await door.context.db.selectFrom('photo').select('id').orderBy('id').execute()).map(
    ({ id }) => id,
  )
  writeFileSync(join(homeOf(door), 'secret'), 's'.repeat(43), { mode: 0o600 })
  kept = await mkdtemp(join(tmpdir(), 'tangkap-kept-'))
  await makeBackup(existingHome(homeOf(door)), join(kept, 'one.tar.zst'), making)
})
afterAll(async () => {
  await door.close()
  await rm(kept, { recursive: true, force: true })
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tangkap-backup-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const at = (name: string) => join(folder, name)
const backUp = (name = 'one.tar.zst', change: Partial<typeof making> = {}) =>
  makeBackup(existingHome(homeOf(door)), at(name), { ...making, ...change })
const takeKept = () => cpSync(kept, folder, { recursive: true })
const restored = (name = 'one.tar.zst') => restore(at(name), at('home'), quiet)
const files = (home: string) =>
  readdirSync(join(home, 'photos'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => entry.name)
    .sort()
const rows = (home: string, sql: string) => {
  const db = new Sqlite(join(home, 'tangkap.db'), { readonly: true })
  const found = db.query(sql).values().flat()
  db.close()
  return found
}

test('a backup brings back every row and byte, for this user alone', async () => {
  const made = await backUp()
  expect(made).toMatchObject({ lost: [], manifest: { pack: 'tiny', photos: 4, models: 0, files: 10 } })
  expect(statSync(at('one.tar.zst')).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder).sort()).toEqual(['one.tar.zst', 'tangkap-erased.jsonl'])
  expect(await restored()).toMatchObject({ erased: 0, lost: [] })
  const home = at('home')
  expect(readdirSync(home).sort()).toEqual(['photos', 'secret', 'tangkap.db'])
  expect(readFileSync(join(home, 'secret'), 'utf8')).toBe('s'.repeat(43))
  for (const name of ['secret', 'tangkap.db']) expect(statSync(join(home, name)).mode & 0o777).toBe(0o600)
  expect(files(home)).toEqual(files(homeOf(door)))
  for (const id of photos) {
    const path = (of: string) => join(of, 'photos', id.slice(-2), `${id}.jpg`)
    expect(sha256(await readFile(path(home)))).toBe(sha256(await readFile(path(homeOf(door)))))
  }
  const everything = 'select id, food, state from catch order by id'
  expect(rows(home, everything)).toEqual(rows(homeOf(door), everything))
})

test('trained versions of the model come along, folders that no version names do not', async () => {
  const home = await mkdtemp(join(tmpdir(), 'tangkap-models-'))
  try {
    await (await openDatabase(join(home, 'tangkap.db'))).destroy()
    const shipped = await loadModelFiles(join(modelsDir, 'malaysia'))
    const version = (name: string) => ({ ...shipped, card: { ...shipped.card, version: name } })
    const hash = await writeVersion(home, version('malaysia-ours'), [{ name: 'card.md', content: '# Card' }])
    await writeVersion(home, version('malaysia-nobodys'), [])
    const db = new Sqlite(join(home, 'tangkap.db'))
    db.run(
      `insert into model (version, pack, status, origin, card_sha256, created_at)
       values ('malaysia-ours', 'malaysia', 'champion', 'trained', ?, 1), ('malaysia-gone', 'malaysia', 'retired', 'trained', '0', 1),
         ('malaysia-shipped', 'malaysia', 'retired', 'shipped', '0', 1)`,
      [hash],
    )
    db.close()
    const inside = readdirSync(join(home, 'models/malaysia-ours')).sort()
    // What somebody's file manager left there would not be taken back.
    writeFileSync(join(home, 'models/malaysia-ours/.DS_Store'), '')
    const { manifest } = await makeBackup(existingHome(home), at('one.tar.zst'), making)
    expect(manifest.models).toBe(2)
    await restored()
    expect(readdirSync(at('home/models'))).toEqual(['malaysia-ours'])
    expect(readdirSync(at('home/models/malaysia-ours')).sort()).toEqual(inside)
  } finally {
    await rm(home, { recursive: true, force: true })
  }
})

test('refused: a name that is taken, a folder that is not there', async () => {
  await backUp()
  const before = sha256(readFileSync(at('one.tar.zst')))
  await expect(backUp()).rejects.toThrow(/there already/)
  expect(sha256(readFileSync(at('one.tar.zst')))).toBe(before)
  await expect(backUp('nowhere/one.tar.zst')).rejects.toThrow(/no folder .*nowhere/)
})

test('what a kill left unfinished goes a day later', async () => {
  const left = await mkdtemp(at('.tangkap-part-'))
  mkdirSync(at('.tangkap-part-of-mine'))
  await backUp('two.tar.zst', { now: Date.now() })
  expect(existsSync(left)).toBe(true)
  await backUp('three.tar.zst', { now: Date.now() + 25 * 60 * 60 * 1000 })
  expect(existsSync(left)).toBe(false)
  expect(existsSync(at('.tangkap-part-of-mine'))).toBe(true)
})

describe('who was erased', () => {
  /** A home of its own, for these erase. */
  let own: Door
  beforeEach(async () => {
    own = await openDoor()
    const child = await own.joins('Zorblax')
    const other = await own.joins('Other')
    for (const [seed, as] of [child, child, other].entries()) await own.sends(as, 800 + seed)
    cookie = child
  })
  afterEach(() => own.close())
  let cookie = ''
  const eraseThem = () => own.ask('POST', '/profile/erase', { as: cookie, form: {} })
  const backUpOwn = (name: string, progress = quiet) =>
    makeBackup(existingHome(homeOf(own)), at(name), { ...making, progress })
  const nicknames = () => rows(at('home'), 'select nickname from player')

  test('after a backup, and known by the next one beside it, stays erased', async () => {
    await backUpOwn('one.tar.zst')
    const { id } = await own.playerCalled('Zorblax')
    expect((await eraseThem()).status).toBe(303)
    await backUpOwn('two.tar.zst')
    expect(await restored('one.tar.zst')).toMatchObject({ erased: 1, lost: [] })
    expect(nicknames()).toEqual(['Other'])
    expect(files(at('home'))).toHaveLength(2)
    expect(files(at('home'))).toEqual(files(homeOf(own)))
    expect(rows(at('home'), 'select player_id from erasure')).toEqual([id])
    expect(rows(at('home'), 'select photo_id from erased_photo')).toHaveLength(2)
    expect(readFileSync(at('home/tangkap.db'), 'latin1')).not.toContain('Zorblax')
    expect(readFileSync(at('tangkap-erased.jsonl'), 'utf8')).not.toContain('Zorblax')
  })

  test('the erased who had not joined yet are kept on the list', async () => {
    await backUpOwn('one.tar.zst')
    await addErased(listBeside(at('one.tar.zst')), {
      players: [{ id: 'later', by: null, at: 5 }],
      photos: ['of-later'],
    })
    await restored()
    expect(rows(at('home'), 'select player_id, at from erasure')).toEqual(['later', 5])
    expect(rows(at('home'), 'select photo_id from erased_photo')).toEqual(['of-later'])
  })

  test('while the backup is made, its own list knows', async () => {
    const db = new Sqlite(join(homeOf(own), 'tangkap.db'))
    const ids = db.query<{ id: string }, []>(`select id from photo order by id`).all()
    const { id } = await own.playerCalled('Zorblax')
    const made = await backUpOwn('one.tar.zst', done => {
      if (done !== 2) return
      db.run('pragma foreign_keys = on')
      db.run('delete from player where id = ?', [id])
      db.run('insert into erasure (player_id, at) values (?, 7)', [id])
      for (const photo of ids.slice(0, 2)) {
        for (const end of ['.jpg', '.thumbnail.jpg'])
          rmSync(join(homeOf(own), 'photos', photo.id.slice(-2), photo.id + end))
      }
    })
    db.close()
    expect(made.lost).toEqual([])
    // So does the one beside it, for backups that were made before.
    expect(await readErased(at('tangkap-erased.jsonl'))).toMatchObject({ players: [{ id, at: 7 }] })
    rmSync(at('tangkap-erased.jsonl'))
    expect(await restored()).toMatchObject({ erased: 1, lost: [] })
    expect(nicknames()).toEqual(['Other'])
    expect(files(at('home'))).toHaveLength(2)
  })

  test('an example that is taken out while the backup is made leaves no row without a photo', async () => {
    const db = new Sqlite(join(homeOf(own), 'tangkap.db'))
    const id = '01890000-0000-7000-8000-000000000001'
    db.run(
      `insert into example (id, event_id, label, kind, source, fingerprint, width, height, bytes, look_group, backbone, embedding, created_at)
       values (?, (select id from event), 'satay', 'food', 'organiser', 'f', 1, 1, 1, ?, 'b', x'00', 1)`,
      [id, id],
    )
    await backUpOwn('one.tar.zst', done => {
      if (done === 1) db.run('delete from example where id = ?', [id])
    })
    db.close()
    expect(await restored()).toMatchObject({ lost: [] })
    expect(rows(at('home'), 'select id from example')).toEqual([])
  })

  test('a photo that had lost its file is named, and the rest comes back', async () => {
    const [id = ''] = rows(homeOf(own), 'select id from photo order by id') as string[]
    rmSync(join(homeOf(own), 'photos', id.slice(-2), `${id}.thumbnail.jpg`))
    expect(await backUpOwn('one.tar.zst')).toMatchObject({ lost: [id] })
    expect(await restored()).toMatchObject({ lost: [id] })
    expect(files(at('home'))).toEqual(files(homeOf(own)))
  })

  test('a list that cannot be read stops a restore, and no backup', async () => {
    await backUpOwn('one.tar.zst')
    writeFileSync(at('tangkap-erased.jsonl'), '{"photo":"x"}\n{"player":\n')
    await expect(restored()).rejects.toThrow(/Line 2 of .*tangkap-erased.jsonl/)
    expect(existsSync(at('home'))).toBe(false)
    await eraseThem()
    await backUpOwn('two.tar.zst')
    expect(readFileSync(at('tangkap-erased.jsonl'), 'utf8').split('\n')).toHaveLength(6)
    await expect(readErased(at('none'))).resolves.toEqual({ players: [], photos: [] })
  })

  test('is listed even where the database is too damaged for a backup', async () => {
    await eraseThem()
    await own.context.db.destroy()
    const size = statSync(join(homeOf(own), 'tangkap.db')).size
    // The pages of a table that backups copy and the list does not need.
    const page = rows(
      homeOf(own),
      `select rootpage from sqlite_master where name = 'prediction'`,
    )[0] as number
    const bytes = readFileSync(join(homeOf(own), 'tangkap.db'))
    bytes.fill(0xff, (page - 1) * 4096, page * 4096)
    writeFileSync(join(homeOf(own), 'tangkap.db'), bytes)
    expect(statSync(join(homeOf(own), 'tangkap.db')).size).toBe(size)
    await expect(backUpOwn('one.tar.zst')).rejects.toThrow(/cannot be copied/)
    expect(readdirSync(folder)).toEqual(['tangkap-erased.jsonl'])
    expect((await readErased(at('tangkap-erased.jsonl'))).players).toHaveLength(1)
  })
})

describe('where a backup is restored', () => {
  beforeEach(takeKept)

  test.each([['tangkap.db'], ['photos'], ['secret'], ['models'], ['jobs']])(
    'not where there is a %s',
    async name => {
      openHome(at('home'))
      rmSync(at('home/photos'), { recursive: true })
      writeFileSync(at(`home/${name}`), 'mine')
      await expect(restored()).rejects.toThrow(/There is a Tangkap in .*stop its server.*mv /)
      expect(readdirSync(at('home'))).toEqual([name])
      expect(readFileSync(at(`home/${name}`), 'utf8')).toBe('mine')
    },
  )

  test('beside what the binary wrote, and a backup that lies there', async () => {
    openHome(at('home'))
    rmSync(at('home/photos'), { recursive: true })
    writeFileSync(at('home/program'), 'binary')
    await backUp('home/two.tar.zst')
    await restored('home/two.tar.zst')
    expect(readdirSync(at('home')).sort()).toEqual(
      ['photos', 'program', 'secret', 'tangkap-erased.jsonl', 'tangkap.db', 'two.tar.zst'].sort(),
    )
  })

  // Each is what a kill leaves a moment later than the one before.
  test.each([[[]], [['secret']], [['secret', 'models']], [['secret', 'models', 'photos']]])(
    'a restore that was cut off with %j in place: no server starts, and the next one brings all',
    async names => {
      openHome(at('home'))
      rmSync(at('home/photos'), { recursive: true })
      await mkdtemp(at('home/.restore-'))
      for (const name of names) writeFileSync(at(`home/${name}`), 'half')
      expect(() => openHome(at('home'))).toThrow(/restore into .* cut off. Run it again/)
      await restored()
      expect(readdirSync(at('home')).sort()).toEqual(['photos', 'secret', 'tangkap.db'])
      openHome(at('home'))
      expect(files(at('home'))).toEqual(files(homeOf(door)))
    },
  )

  test('one that was cut off when all was in its place is a home', async () => {
    await restored()
    const left = await mkdtemp(at('home/.restore-'))
    expect(existingHome(at('home')).dir).toBe(at('home'))
    expect(existsSync(left)).toBe(false)
  })

  test('a server that has come meanwhile keeps its own', async () => {
    let started = false
    const late = restore(at('one.tar.zst'), at('home'), () => {
      started = true
      writeFileSync(at('home/tangkap.db'), 'theirs')
    })
    await expect(late).rejects.toThrow(/There is a Tangkap/)
    expect(started).toBe(true)
    expect(readdirSync(at('home'))).toEqual(['tangkap.db'])
  })
})

describe('refused, and nothing is left', () => {
  interface File extends Partial<Header> {
    name: string
    text: string | Buffer
  }
  let good: File[]
  beforeEach(() => {
    takeKept()
    const manifest = {
      ...{ format: 1, program: '9.9.9', pack: 'tiny', createdAt: '2026-11-28T00:00:00.000Z' },
      ...{ migrations: ['0001-start'], photos: 0, models: 0, files: 2, bytes: 100 },
    }
    good = [
      { name: 'tangkap.json', text: JSON.stringify(manifest) },
      { name: 'tangkap.db', text: 'no database' },
      { name: 'erased.jsonl', text: '' },
    ]
  })

  const summed = (list: readonly File[]): File[] => [
    ...list,
    { name: 'SHA256SUMS', text: list.map(({ name, text }) => `${sha256(text)}  ${name}\n`).join('') },
  ]
  async function tarOf(list: readonly File[]): Promise<Buffer> {
    const tar = pack()
    for (const { text, ...header } of list) {
      if (header.type && header.type !== 'file') tar.entry(header)
      else tar.entry(header, text)
    }
    tar.finalize()
    const pieces: Uint8Array[] = []
    for await (const piece of tar as AsyncIterable<Uint8Array>) pieces.push(piece)
    return zstdCompressSync(Buffer.concat(pieces))
  }
  const original = () => readFileSync(at('one.tar.zst'))
  const withManifest = (change: object) => {
    const [first, ...rest] = good
    return summed([
      { name: 'tangkap.json', text: JSON.stringify({ ...JSON.parse(String(first?.text)), ...change }) },
      ...rest,
    ])
  }
  const and = (file: File) => tarOf(summed([...good.slice(0, 2), file, ...good.slice(2)]))
  const photo = 'photos/aa/01890000-0000-7000-8000-0000000000aa.jpg'
  const flipped = (position: number) => {
    const bytes = original()
    const i = Math.floor(bytes.length * position)
    bytes[i] = (bytes[i] ?? 0) ^ 0x10
    return bytes
  }
  /** A byte that changed before it was packed anew, so that zstd finds nothing. */
  const changedInside = () => {
    const tar = zstdDecompressSync(original())
    const inside = tar.indexOf(Buffer.from([0xff, 0xd8, 0xff])) + 200
    tar[inside] = (tar[inside] ?? 0) ^ 1
    return zstdCompressSync(tar)
  }
  /** A row that points at nothing; every sum is right. */
  const unsound = () => {
    const file = at('changed.db')
    copyDatabase(join(homeOf(door), 'tangkap.db'), file)
    const db = new Sqlite(file)
    db.run(`update catch set player_id = 'nobody'`)
    db.close(true)
    const bytes = readFileSync(file)
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
    const [manifest, database, ...rest] = withManifest({ bytes: bytes.length }).slice(0, -1) as [File, File]
    return tarOf(summed([manifest, { ...database, text: bytes }, ...rest]))
  }
  const cutInside = (share: number) => {
    const tar = zstdDecompressSync(original())
    return zstdCompressSync(tar.subarray(0, Math.floor(tar.length * share)))
  }

  test.each<[string, () => Buffer | Promise<Buffer>, RegExp]>([
    ['empty', () => Buffer.alloc(0), /no backup of Tangkap/],
    ['another file', () => Buffer.from('%PDF-1.7 and more of it'), /no backup of Tangkap/],
    ['another tar', () => tarOf([{ name: 'readme.txt', text: 'hello' }]), /no backup of Tangkap/],
    ['no manifest', () => tarOf([{ name: 'tangkap.json', text: '{"a":1}' }]), /no backup of Tangkap/],
    ['half a manifest', () => tarOf([{ name: 'tangkap.json', text: '{"for' }]), /no backup of Tangkap/],
    ['another format', () => tarOf(withManifest({ format: 2 })), /another Tangkap \(9.9.9\)/],
    ['a newer one', () => tarOf(withManifest({ migrations: ['9999-later'] })), /newer than this program/],
    ['too large', () => tarOf(withManifest({ bytes: 1e15 })), /unpacks to 1000 TB.*has room for/],
    ['cut short', () => original().subarray(0, original().length / 2), /damaged/],
    ['a byte at the start', () => flipped(0.0001), /damaged|no backup/],
    ['a byte in the middle', () => flipped(0.5), /damaged/],
    ['a byte at the end', () => flipped(0.999), /damaged/],
    ['a byte inside', changedInside, /damaged: "photos.* is not what was packed/],
    ['cut inside', () => cutInside(0.6), /damaged/],
    ['cut between', () => tarOf(summed(good).slice(0, -1)), /damaged: it ends too early/],
    [
      'no database',
      () => tarOf(summed(good.filter(({ name }) => name !== 'tangkap.db'))),
      /"tangkap.db" is not/,
    ],
    [
      'a file of its list missing',
      () => tarOf(summed([...good, { name: photo, text: 'x' }]).filter(({ name }) => name !== photo)),
      /jpg" is not in it/,
    ],
    ['an unsound database', unsound, /The database in .* is not sound: /],
    ['not a database', () => tarOf(summed(good)), /cannot be opened|not a database/],
    ['up and out', () => and({ name: '../evil', text: 'x' }), /damaged: "..\/evil" is no file of a Tangkap/],
    ['out later', () => and({ name: 'models/../../evil', text: 'x' }), /is no file of a Tangkap/],
    ['absolute', () => and({ name: '/etc/evil', text: 'x' }), /is no file of a Tangkap/],
    ['another name', () => and({ name: 'program/x/libonnxruntime.so', text: 'x' }), /is no file/],
    ['hidden', () => and({ name: 'models/a/.evil', text: 'x' }), /is no file/],
    ['link', () => and({ name: photo, text: '', type: 'symlink', linkname: '/etc/passwd' }), /but a link/],
    ['hard link', () => and({ name: photo, text: '', type: 'link', linkname: 'tangkap.db' }), /but a link/],
    ['folder', () => and({ name: 'photos', text: '', type: 'directory' }), /but a link or something else/],
    ['device', () => and({ name: photo, text: '', type: 'character-device' }), /but a link or something/],
    ['twice', () => and({ name: 'tangkap.db', text: 'x' }), /"tangkap.db" is there twice/],
    ['bomb', () => and({ name: photo, text: '0'.repeat(5e6) }), /holds more than it says/],
    [
      'many',
      () =>
        tarOf(
          summed([
            ...good,
            { name: photo, text: '' },
            { name: `${photo.slice(0, -4)}.thumbnail.jpg`, text: '' },
          ]),
        ),
      /holds more than it says/,
    ],
    ['more after the list', () => tarOf([...summed(good), { name: photo, text: 'x' }]), /follows its list/],
    ['long name', () => and({ name: `models/a/${'b'.repeat(5000)}`, text: 'x' }), /is no file/],
    [
      'a manifest without end',
      () => tarOf([{ name: 'tangkap.json', text: ' '.repeat(3e6) }]),
      /too long|no backup/,
    ],
  ])('%s', async (_, make, words) => {
    writeFileSync(at('two.tar.zst'), await make())
    const refused = await restored('two.tar.zst').catch((error: unknown) => error)
    expect(refused).toMatchObject({ name: 'AppError', message: expect.stringMatching(words) })
    expect((refused as Error).message).not.toMatch(/\n\s+at /)
    expect(readdirSync(folder).sort()).toEqual(['one.tar.zst', 'tangkap-erased.jsonl', 'two.tar.zst'])
  })

  test('a folder that was there stays', async () => {
    mkdirSync(at('home'))
    writeFileSync(at('two.tar.zst'), Buffer.alloc(0))
    await expect(restored('two.tar.zst')).rejects.toThrow(/no backup/)
    expect(readdirSync(at('home'))).toEqual([])
  })

  test('not there', async () => {
    await expect(restored('none.tar.zst')).rejects.toThrow(/none.tar.zst cannot be read/)
    expect(existsSync(at('home'))).toBe(false)
  })
})

test('a database of an older program is packed as it is, and brought up to date where it is restored', async () => {
  const old = await mkdtemp(join(tmpdir(), 'tangkap-old-'))
  try {
    await oldDatabase(join(old, 'tangkap.db'), '0009')
    const { manifest } = await makeBackup(existingHome(old), at('one.tar.zst'), making)
    expect(manifest.migrations.at(-1)).toBe('0008-menu')
    expect(rows(old, 'select max(name) from kysely_migration')).toEqual(['0008-menu'])
    await restored()
    expect(rows(at('home'), 'select max(name) from kysely_migration')).toEqual(
      rows(homeOf(door), 'select max(name) from kysely_migration'),
    )
  } finally {
    await rm(old, { recursive: true, force: true })
  }
})
