import { join } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { eventId, newCatch, type TinyEvent, tinyEvent } from '../../test/tiny-event.ts'
import { backboneDir, tinyModel } from '../../test/tiny-model.ts'
import { tinyPack } from '../../test/tiny-pack.ts'
import { recordCatch } from '../catching/store.ts'
import { backboneIdOf, loadModelFiles, type ModelFiles } from '../classifier/model-files.ts'
import type { Context } from '../context.ts'
import { setMenu } from '../events/store.ts'
import { loadPack } from '../packs/load.ts'
import { modelsDir, packsDir } from '../paths.ts'
import { addCandidate, championOf, ensureShipped, followChampion, promote, writeVersion } from './index.ts'
import { calibrationPhotos } from './learned-store.ts'
import { filesForMenu } from './menu-files.ts'

const organiser = { actor: 'organiser', at: 1 }

const pack = loadPack(join(packsDir, 'malaysia'))
const modelDir = join(modelsDir, 'malaysia')

let event: TinyEvent
let shipped: ModelFiles
beforeEach(async () => {
  event = await tinyEvent()
  shipped = await loadModelFiles(modelDir)
  await ensureShipped(event.db, modelDir, 1)
})
afterEach(() => event.close())

/** A server whose workers take what they are given; `taken` is that. */
function serving() {
  const log = pino({ level: 'silent' })
  const taken: ModelFiles[] = []
  const looking: ModelFiles[] = []
  const classifier = {
    card: shipped.card,
    backbone: 'b/int8',
    shadow: null as ModelFiles['card'] | null,
    async useHead(files: ModelFiles, shadow?: ModelFiles) {
      taken.push(files)
      if (shadow) looking.push(shadow)
      this.card = files.card
      this.shadow = shadow?.card ?? null
    },
  }
  const { db, home } = event
  const context = {
    db,
    config: { home },
    pack,
    classifier,
    clock: () => 4,
    known: {},
    log,
  } as unknown as Context
  return { taken, looking, context }
}

/** A trained version, which knows three foods. */
async function train(version: string): Promise<void> {
  const files = await tinyModel(version)
  const card = { ...files.card, pack: pack.id }
  const cardSha256 = await writeVersion(event.home, { ...files, card }, [])
  const comparedWith = (await championOf(event.db, pack.id)).version
  const found = { status: 'candidate', cardSha256, comparedWith, jobId: null, report: null } as const
  await addCandidate(event.db, { version, pack: pack.id, ...found, examples: [], now: 2 })
  const registry = { db: event.db, home: event.home, backboneId: await backboneIdOf(backboneDir) }
  await promote(registry, version, { by: 'gate', now: 3 })
}

describe('the menu', () => {
  test('is taken once, and given up again', async () => {
    const { taken, context } = serving()
    await followChampion(context)
    expect(taken).toEqual([])
    await setMenu(event.db, eventId, ['satay', 'laksa', 'teh_tarik'], organiser)
    await Promise.all([followChampion(context), followChampion(context)])
    expect(taken).toHaveLength(1)
    expect(taken[0]?.menu?.claimed).toEqual(['laksa', 'satay'])
    expect(taken[0]?.menu?.temperature).not.toBe(shipped.card.temperature)
    // The card is as it was: what a food's page says of it does not depend on the day.
    expect(taken[0]?.card).toEqual(shipped.card)
    await setMenu(event.db, eventId, null, organiser)
    await followChampion(context)
    expect(taken).toHaveLength(2)
    expect(taken[1]?.menu).toBeUndefined()
  })

  test('is there after a restart, and when another model takes over', async () => {
    await setMenu(event.db, eventId, ['satay', 'laksa'], organiser)
    const { taken, looking, context } = serving()
    await followChampion(context)
    expect(taken.map(({ menu }) => menu?.claimed)).toEqual([['laksa', 'satay']])
    await train('v1')
    await followChampion(context)
    expect(taken.map(({ card }) => card.version)).toEqual([shipped.card.version, 'v1'])
    expect(taken[1]?.menu?.claimed).toEqual(['satay', 'laksa'])
    // The version before, which looks on, is compared by what it would answer today.
    expect(looking.map(({ card }) => card.version)).toEqual([shipped.card.version])
    expect(looking[0]?.menu).toEqual(taken[0]?.menu)
  })

  test.each([
    ['the model claims one of its foods only', ['satay', 'teh_tarik']],
    ['its foods have left the pack', ['pizza', 'sushi']],
  ])('masks nothing where %s', async (_, menu) => {
    await setMenu(event.db, eventId, menu, organiser)
    const { taken, context } = serving()
    await followChampion(context)
    await followChampion(context)
    expect(taken.map(files => files.menu)).toEqual([undefined])
  })

  test('serves with the numbers of all foods where there is nothing to fit others by, and the log says so', async () => {
    const lines: string[] = []
    const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) })
    const kitchen = { db: event.db, pack: { ...pack, id: 'no-such-pack' }, log }
    const { menu } = await filesForMenu(kitchen, shipped, ['satay', 'laksa'])
    expect(menu?.rejection).toEqual(shipped.card.rejection)
    expect(menu?.claimed).toEqual(['laksa', 'satay'])
    expect(lines.join()).toContain('menu could not be fitted')
  })
})

test('what a version was calibrated by here is read with its label and group; what is erased is not', async () => {
  const player = await event.join('ali')
  const entry = newCatch(player)
  await recordCatch(event.db, tinyPack(), entry)
  const example = {
    id: Bun.randomUUIDv7(),
    ...{ event_id: eventId, label: 'not_food', kind: 'outlier', source: 'organiser', fingerprint: 'f' },
    ...{ width: 1, height: 1, bytes: 1, look_group: 'g', backbone: 'b', created_at: 1 },
    embedding: new Uint8Array(new Float32Array(1280).fill(0.5).buffer),
  }
  await event.db.insertInto('example').values(example).execute()
  await event.db
    .insertInto('model')
    .values({
      ...{ version: 'v1', pack: 'malaysia', status: 'candidate', origin: 'trained', card_sha256: 'x' },
      created_at: 1,
    })
    .execute()
  const used = (origin: string, example_id: string, label: string, split: string) => ({
    ...{ version: 'v1', origin, example_id, label, split, look_group: 'g' },
  })
  await event.db
    .insertInto('model_example')
    .values([
      used('catch', entry.id, 'satay', 'calibration'),
      used('example', example.id, 'not_food', 'calibration'),
      used('catch', 'erased', 'satay', 'calibration'),
      used('example', 'other', 'satay', 'train'),
    ])
    .execute()
  const photos = await calibrationPhotos(event.db, 'v1', ['satay'])
  expect(photos.map(({ label, kind, group }) => [label, kind, group])).toEqual([
    ['satay', 'food', 'local/g'],
    ['not_food', 'outlier', 'local/g'],
  ])
  expect(photos[0]?.embedding).toEqual(entry.prediction.embedding)
  expect(photos[1]?.embedding[7]).toBe(0.5)
})
