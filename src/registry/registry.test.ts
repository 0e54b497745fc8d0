import { existsSync } from 'node:fs'
import { appendFile, mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keepExamples } from '../../test/keep-examples.ts'
import { type TinyEvent, tinyEvent } from '../../test/tiny-event.ts'
import { backboneDir, tinyModel } from '../../test/tiny-model.ts'
import { backboneIdOf, type ModelFiles, sha256 } from '../classifier/model-files.ts'
import type { Context } from '../context.ts'
import { readHead, writeHead } from '../onnx/head.ts'
import { modelsDir } from '../paths.ts'
import {
  addCandidate,
  championOf,
  ensureShipped,
  followChampion,
  isPinned,
  loadChampion,
  loadVersion,
  type NewVersion,
  promote,
  prune,
  type Registry,
  servedVersions,
  setPinned,
  writeVersion,
} from './index.ts'
import { versionFolder } from './model-folder.ts'
import { deleteVersions, findVersion, listVersions } from './store.ts'

/** Its shipped model is the real one, its trained ones are tiny. */
const pack = 'malaysia'
const log = pino({ level: 'silent' })

let event: TinyEvent
let registry: Registry
let shipped: string
beforeEach(async () => {
  event = await tinyEvent()
  registry = { db: event.db, home: event.home, backboneId: await backboneIdOf(backboneDir) }
  shipped = (await ensureShipped(event.db, join(modelsDir, pack), 1)).version
})
afterEach(() => event.close())

async function filesOf(version: string, seed = 1): Promise<ModelFiles> {
  const files = await tinyModel(version, seed)
  return { ...files, card: { ...files.card, pack } }
}

async function add(version: string, change: Partial<NewVersion> = {}): Promise<string> {
  const cardSha256 = await writeVersion(event.home, await filesOf(version), [])
  const comparedWith = (await championOf(event.db, pack)).version
  const found = { status: 'candidate', cardSha256, comparedWith, jobId: null, report: null } as const
  await addCandidate(event.db, { version, pack, ...found, examples: [], now: 2, ...change })
  return version
}

const promoted = (version: string, by = 'gate', now = 3) => promote(registry, version, { by, now })
const serving = async () => (await championOf(event.db, pack)).version
const logged = () =>
  event.db.selectFrom('audit_log').select(['actor', 'action', 'subject', 'details']).orderBy('id').execute()
const damage = (version: string, file: string) =>
  appendFile(join(versionFolder(event.home, version), file), ' ')

test('another pack’s versions are none of this one’s', async () => {
  const other = { pack: 'another', status: 'champion', origin: 'trained', card_sha256: '0' }
  await event.db
    .insertInto('model')
    .values({ version: 'another-1', ...other, created_at: 0, promoted_at: 0 })
    .execute()
  await add('v1')
  await setPinned(event.db, await championOf(event.db, pack), true, { by: 'user-1', now: 2 })
  expect(await promoted('v1', 'user-1')).toBe('promoted')
  expect(await serving()).toBe('v1')
  expect((await championOf(event.db, 'another')).version).toBe('another-1')
  expect((await listVersions(event.db, pack)).map(({ pack }) => pack)).toEqual([pack, pack])
})

describe('versions on disk', () => {
  test('are written whole, once, and loaded as they were written', async () => {
    const files = await filesOf('v1')
    const hash = await writeVersion(event.home, files, [{ name: 'card.md', content: '# v1' }])
    expect((await readdir(versionFolder(event.home, 'v1'))).toSorted()).toEqual([
      'card.json',
      'card.md',
      'head.onnx',
    ])
    const found = await loadVersion(event.home, { version: 'v1', pack, origin: 'trained', cardSha256: hash })
    expect(found.card).toEqual(files.card)
    expect(await writeVersion(event.home, files, [])).toBe(hash)
    expect(existsSync(join(versionFolder(event.home, 'v1'), 'card.md'))).toBe(true)
  })

  test('take the place of what is not whole, and of what a kill left', async () => {
    const files = await filesOf('v1')
    const hash = await writeVersion(event.home, files, [])
    await damage('v1', 'head.onnx')
    await mkdir(`${versionFolder(event.home, 'v1')}.part`)
    await writeFile(join(`${versionFolder(event.home, 'v1')}.part`, 'half'), '')
    expect(await writeVersion(event.home, files, [])).toBe(hash)
    await loadVersion(event.home, { version: 'v1', pack, origin: 'trained', cardSha256: hash })
    expect(await readdir(join(event.home, 'models'))).toEqual(['v1'])
  })

  test.each(['card.json', 'head.onnx'])('are never loaded when %s has other bytes', async file => {
    await add('v1')
    await damage('v1', file)
    const version = await findVersion(event.db, 'v1')
    await expect(loadVersion(event.home, version ?? expect.fail())).rejects.toThrow(file)
    await expect(promoted('v1')).rejects.toMatchObject({ status: 409 })
    expect(await serving()).toBe(shipped)
  })

  test.each(['..', '../x', '.hidden', 'a/b', 'UPPER', ''])('are never called %j', version => {
    expect(() => versionFolder(event.home, version)).toThrow('could not find')
  })
})

describe('promoting', () => {
  test('moves the pointer once, keeps who did it and whom it took over from', async () => {
    await add('v1')
    expect(await promoted('v1')).toBe('promoted')
    expect(await promoted('v1')).toBe('already')
    expect(await championOf(event.db, pack)).toMatchObject({
      version: 'v1',
      promotedAt: 3,
      promotedBy: 'gate',
      predecessor: shipped,
    })
    expect(await findVersion(event.db, shipped)).toMatchObject({ status: 'retired', retiredAt: 3 })
    expect(await promoted(shipped, 'user-1', 4)).toBe('promoted')
    expect(await findVersion(event.db, shipped)).toMatchObject({ status: 'champion', retiredAt: null })
    expect(await logged()).toMatchObject([
      { actor: 'shipped', subject: shipped },
      { actor: 'gate', subject: 'v1' },
      { actor: 'user-1', subject: shipped },
    ])
    expect((await servedVersions(event.db, pack)).map(({ version }) => version).toSorted()).toEqual([
      shipped,
      'v1',
    ])
  })

  test('holds only against the champion the gate compared with', async () => {
    await add('v1')
    await add('v2')
    await promoted('v1')
    expect(await promoted('v2')).toBe('moved')
    expect(await promote(registry, 'v2', { by: 'user-1', from: shipped, now: 4 })).toBe('moved')
    expect(await serving()).toBe('v1')
  })

  test('is not for what was refused, what is not there, or what another backbone reads', async () => {
    await add('v1', { status: 'rejected' })
    await add('v2')
    await expect(promoted('v1', 'user-1')).rejects.toMatchObject({ status: 409 })
    await expect(promoted('v9', 'user-1')).rejects.toMatchObject({ status: 404 })
    const other = { ...registry, backboneId: 'other' }
    await expect(promote(other, 'v2', { by: 'gate', now: 3 })).rejects.toMatchObject({ status: 409 })
    expect(await serving()).toBe(shipped)
  })

  test('by the gate or the watch stops at a pin; by hand it takes the pin away', async () => {
    await add('v1')
    await setPinned(event.db, await championOf(event.db, pack), true, { by: 'user-1', now: 2 })
    expect(await isPinned(event.db, pack)).toBe(true)
    expect(await promoted('v1')).toBe('pinned')
    expect(await promoted('v1', 'watch')).toBe('pinned')
    expect(await promoted('v1', 'user-1')).toBe('promoted')
    expect(await isPinned(event.db, pack)).toBe(false)
    // Nor does it come back with the version that was pinned.
    await promoted(shipped, 'user-1')
    expect(await isPinned(event.db, pack)).toBe(false)
    await promoted('v1', 'user-1')
    // Twice is once.
    for (const now of [4, 5])
      await setPinned(event.db, await championOf(event.db, pack), true, { by: 'user-1', now })
    await setPinned(event.db, await championOf(event.db, pack), false, { by: 'user-2', now: 5 })
    expect(await isPinned(event.db, pack)).toBe(false)
    const pins = (await logged()).filter(({ action }) => action !== 'promoted')
    expect(pins).toMatchObject([
      { action: 'pinned', subject: shipped },
      { action: 'pinned', subject: 'v1' },
      { action: 'unpinned', actor: 'user-2' },
    ])
  })
})

test.each(['food', 'outlier'] as const)(
  'a head whose logits of %s are no numbers is never used',
  async kind => {
    const files = await filesOf('v1')
    const layers = readHead(files.headOnnx)
    layers[kind].weights.fill(Number.NaN)
    const headOnnx = writeHead(layers)
    const head = { sha256: sha256(headOnnx), bytes: headOnnx.length }
    const cardSha256 = await writeVersion(event.home, { headOnnx, card: { ...files.card, head } }, [])
    await add('v1', { cardSha256 })
    await expect(promoted('v1')).rejects.toMatchObject({ status: 409 })
    expect(await serving()).toBe(shipped)
  },
)

describe('candidates', () => {
  const example = (exampleId: string) =>
    ({ origin: 'example', exampleId, label: 'laksa', split: 'train', group: exampleId }) as const

  /** Photos there are to learn from. */
  async function kept(count: number) {
    const many = Array.from({ length: count }, (_, i) => example(`e${i}`))
    await keepExamples(
      event.db,
      'event-1',
      many.map(({ exampleId }) => exampleId),
    )
    return many
  }

  test('are stored with what they used; judged again, with what they used then', async () => {
    await add('v1', { examples: await kept(4100) })
    const count = async () =>
      (await event.db.selectFrom('model_example').selectAll().where('version', '=', 'v1').execute()).length
    expect(await count()).toBe(4100)
    await add('v1', { status: 'rejected', examples: [example('e1')], report: '{}' })
    expect(await count()).toBe(1)
    expect(await findVersion(event.db, 'v1')).toMatchObject({ status: 'rejected', report: '{}' })
  })

  test('that used what is gone by now are not stored', async () => {
    const examples = await kept(3)
    await event.db.deleteFrom('example').where('id', '=', 'e1').execute()
    await expect(add('v1', { examples })).rejects.toThrow('was erased or taken out while it learned')
    expect(await findVersion(event.db, 'v1')).toBe(null)
  })

  test('that served stay as they were judged', async () => {
    await add('v1')
    await promoted('v1')
    await add('v1', { status: 'rejected' })
    expect(await serving()).toBe('v1')
  })
})

describe('a start', () => {
  const start = () => loadChampion(registry, pack, { log, now: 9 })

  test('loads the champion, not always the shipped one', async () => {
    await add('v1')
    await promoted('v1')
    await ensureShipped(event.db, join(modelsDir, pack), 8)
    expect((await start()).card.version).toBe('v1')
  })

  test.each([
    ['its bytes changed', () => damage('v2', 'head.onnx'), 'v1'],
    ['its folder is gone', () => rm(versionFolder(event.home, 'v2'), { recursive: true }), 'v1'],
    [
      'its predecessor is no better',
      () => Promise.all([damage('v1', 'card.json'), damage('v2', 'card.json')]),
      'shipped',
    ],
  ])('falls back when %s, and says so', async (_, harm, expected) => {
    await add('v1')
    await promoted('v1')
    await add('v2')
    await promoted('v2')
    await harm()
    const instead = expected === 'shipped' ? shipped : expected
    expect((await start()).card.version).toBe(instead)
    expect(await serving()).toBe(instead)
    expect((await logged()).at(-1)).toMatchObject({ actor: 'start', subject: instead })
    const notices = () => event.db.selectFrom('model_notice').selectAll().execute()
    expect(await notices()).toMatchObject([{ kind: 'fell back', version: 'v2', instead, dismissed_at: null }])
    // A night tells nobody; whoever picks another has seen it.
    await add('v3')
    await promoted('v3')
    expect(await notices()).toMatchObject([{ dismissed_at: null }])
    await promoted(instead, 'user-1', 12)
    expect(await notices()).toMatchObject([{ dismissed_at: 12 }])
  })

  test('with another backbone refuses what was made for the one before', async () => {
    registry = { ...registry, backboneId: 'other' }
    await expect(start()).rejects.toThrow('fitted for the backbone')
  })

  test("after an update takes the newer program's version, unless a trained one serves", async () => {
    await event.db.updateTable('model').set({ version: 'malaysia-old' }).execute()
    expect((await ensureShipped(event.db, join(modelsDir, pack), 8)).version).toBe(shipped)
    expect((await listVersions(event.db, pack)).map(({ version }) => version)).toEqual([shipped])
    await add('v1')
    await promoted('v1')
    expect((await ensureShipped(event.db, join(modelsDir, pack), 9)).version).toBe('v1')
  })

  describe('with a newer program, while a trained version serves', () => {
    beforeEach(async () => {
      await add('v1')
      await promoted('v1')
      await event.db
        .updateTable('model')
        .set({ version: 'malaysia-old' })
        .where('version', '=', shipped)
        .execute()
      await ensureShipped(event.db, join(modelsDir, pack), 9)
    })

    test('compares the next nights with what came along too', async () => {
      const served = (await servedVersions(event.db, pack)).map(({ version }) => version)
      expect(served.toSorted()).toEqual([shipped, 'v1'].toSorted())
    })

    test('leaves it the program’s own, should a night make the same one', async () => {
      await add(shipped, { status: 'rejected', cardSha256: '0' })
      expect(await findVersion(event.db, shipped)).toMatchObject({ origin: 'shipped', status: 'candidate' })
      expect(await promoted(shipped, 'user-1')).toBe('promoted')
    })
  })
})

describe('a server', () => {
  /** Its workers take what they are given; `taken` is what they were given. */
  function serverWith(first: ModelFiles) {
    const taken: string[] = []
    const classifier = {
      card: first.card,
      shadow: null as ModelFiles['card'] | null,
      backbone: 'b/int8',
      async useHead(files: ModelFiles, shadow?: ModelFiles) {
        taken.push([files, ...(shadow ? [shadow] : [])].map(each => each.card.version).join(' + '))
        this.card = files.card
        this.shadow = shadow?.card ?? null
      },
    }
    const known = { nearest: async () => [], forget() {} }
    const { db, home } = event
    const context = { db, config: { home }, pack: { id: pack }, classifier, clock: () => 3, known, log }
    return { taken, known, context: context as unknown as Context }
  }

  test('takes another champion once, with what photos are compared with, and keeps what it has otherwise', async () => {
    const { context, taken, known } = serverWith(await filesOf(shipped))
    await followChampion(context)
    expect(context.known).toBe(known)
    await add('v1')
    await promoted('v1')
    await Promise.all([followChampion(context), followChampion(context)])
    expect(taken).toEqual([`v1 + ${shipped}`])
    expect(context.known).not.toBe(known)
    await add('v2')
    await promoted('v2')
    await damage('v2', 'head.onnx')
    await followChampion(context)
    expect(taken).toHaveLength(1)
  })

  test('tries a version that cannot look on only once', async () => {
    const { context, taken } = serverWith(await filesOf(shipped))
    for (const version of ['v1', 'v2']) {
      await add(version)
      await promoted(version)
    }
    await damage('v1', 'head.onnx')
    for (let look = 0; look < 3; look++) await followChampion(context)
    expect(taken).toEqual(['v2'])
  })
})

describe('pruning', () => {
  test('keeps the last ten that served and the last ten that did not, the champion, its predecessor and the shipped one', async () => {
    const made = Array.from({ length: 12 }, (_, i) => i + 1)
    for (const i of made) {
      await add(`served${i}`, { now: i })
      await promoted(`served${i}`, 'gate', i)
    }
    // Back at the two oldest by hand; and then every night was refused.
    await promoted('served1', 'user-1', 20)
    await promoted('served2', 'user-1', 21)
    for (const i of made) await add(`refused${i}`, { now: 30 + i, status: 'rejected' })
    const gone = ['refused1', 'refused2', 'served3', 'served4']
    expect((await prune(event.db, event.home, pack, Date.now())).toSorted()).toEqual(gone)
    const kept = (await listVersions(event.db, pack)).map(({ version }) => version)
    expect(kept).toHaveLength(21)
    expect(kept).toContain(shipped)
    expect((await readdir(join(event.home, 'models'))).toSorted()).toEqual(
      kept.filter(each => each !== shipped).toSorted(),
    )
  })

  test('keeps the champion and its predecessor also where the clock was set back since', async () => {
    // Promoted in that order, the last two by an earlier time.
    const times = [...Array.from({ length: 12 }, (_, i) => 1000 + i), 2, 1]
    for (const [i, promotedAt] of times.entries()) {
      await add(`v${i}`)
      await promoted(`v${i}`, 'user-1', promotedAt)
    }
    expect((await prune(event.db, event.home, pack, Date.now())).toSorted()).toEqual(['v0', 'v1'])
    expect(await serving()).toBe('v13')
  })

  test('leaves a version alone that serves by now', async () => {
    for (const version of ['v1', 'v2']) await add(version)
    await promoted('v1', 'user-1')
    expect(await deleteVersions(event.db, ['v1', 'v2'])).toEqual(['v2'])
    expect(await serving()).toBe('v1')
  })

  test('removes what a kill left, once it is old', async () => {
    await add('v1')
    await writeVersion(event.home, await filesOf('new'), [])
    await writeVersion(event.home, await filesOf('old'), [])
    await utimes(versionFolder(event.home, 'old'), 1, 1)
    await prune(event.db, event.home, pack, Date.now())
    expect((await readdir(join(event.home, 'models'))).toSorted()).toEqual(['new', 'v1'])
  })
})
