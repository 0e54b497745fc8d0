import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { havePhotos, testPhotos } from '../../test/shared-photos.ts'
import { eventId, newCatch, type TinyEvent, tinyEvent } from '../../test/tiny-event.ts'
import { backboneDir, writeTinyModel } from '../../test/tiny-model.ts'
import { tinyPack } from '../../test/tiny-pack.ts'
import { removeOrphans } from '../catching/index.ts'
import { recordCatch } from '../catching/store.ts'
import { type Classifier, openClassifier } from '../classifier/index.ts'
import { openPhotoFiles, type PhotoFiles } from '../photos/files.ts'
import { addExample, type NewExample } from './add-example.ts'
import { labelledPhotos } from './store.ts'
import { takeOutExamples } from './take-out.ts'

let dir: string
let classifier: Classifier
let event: TinyEvent
let photos: PhotoFiles

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tangkap-'))
  const modelDir = await writeTinyModel(join(dir, 'model'))
  classifier = await openClassifier({ backboneDir, modelDir, variant: 'int8', workers: 1 })
})
afterAll(async () => {
  await classifier.close()
  await rm(dir, { recursive: true })
})
beforeEach(async () => {
  event = await tinyEvent()
  await event.join('cikgu')
  photos = await openPhotoFiles(join(event.home, 'photos'))
})
afterEach(() => event.close())

const context = () => ({
  db: event.db,
  photos,
  classifier,
  pack: tinyPack(),
  clock: () => 1000,
  newPhotoId: () => Bun.randomUUIDv7(),
  log: pino({ level: 'silent' }),
})
const add = (bytes: Uint8Array, change: Partial<NewExample> = {}) =>
  addExample(context(), eventId, {
    bytes,
    label: 'satay',
    kind: 'food',
    split: null,
    source: 'organiser',
    addedBy: 'user-cikgu',
    ...change,
  })
const takeOut = (id: string, event = eventId) =>
  takeOutExamples(context(), [id], { eventId: event, actor: 'user-cikgu', batch: 'b', now: 1 })
const files = async () => {
  const ids: string[] = []
  for await (const { id } of photos.list()) ids.push(id)
  return ids.toSorted()
}
const stored = () => event.db.selectFrom('example').select(['id', 'look_group as group']).execute()

describe.runIf(havePhotos)('a real photo', () => {
  const [first = '', second = ''] = havePhotos ? testPhotos('khao_soi') : []
  const bytesOf = (file: string) => Bun.file(file).bytes()

  test('is kept with its files and all that training needs', async () => {
    const added = await add(await bytesOf(first))
    expect(added).toEqual({ outcome: 'stored', id: expect.any(String), label: 'satay', group: added.id })
    expect(await files()).toEqual([added.id])
    const [photo, ...others] = await labelledPhotos(event.db, eventId)
    expect(others).toEqual([])
    expect(photo).toMatchObject({
      origin: 'example',
      id: added.id,
      label: 'satay',
      kind: 'food',
      split: null,
    })
    expect(photo?.backbone).toBe(classifier.backbone)
    expect(photo?.embedding.reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(1, 4)
  })

  test('is stored once, however often and at once it comes', async () => {
    const bytes = await bytesOf(first)
    const answers = await Promise.all(Array.from({ length: 5 }, () => add(bytes, { label: 'popiah' })))
    expect(answers.filter(answer => answer.outcome === 'stored')).toHaveLength(1)
    expect(new Set(answers.map(answer => answer.id)).size).toBe(1)
    // Under another label it is the same picture still, and it is told which label it has.
    expect(await add(bytes, { label: 'satay' })).toMatchObject({ outcome: 'same', label: 'popiah' })
    expect(await files()).toEqual([answers[0]?.id])
  })

  test('saved again smaller is of the same group, another photo is not', async () => {
    const bytes = await bytesOf(first)
    const smaller = await sharp(bytes).resize(300).jpeg({ quality: 60 }).toBuffer()
    const ids = [await add(bytes), await add(smaller), await add(await bytesOf(second))].map(({ id }) => id)
    const groups = new Map((await stored()).map(row => [row.id, row.group]))
    expect(ids.map(id => groups.get(id))).toEqual([ids[0], ids[0], ids[2]])
  })

  test('is of the group of what a player sent, before or after', async () => {
    const ali = await event.join('ali')
    const bytes = await bytesOf(first)
    const { id } = await add(bytes)
    const example = await event.db.selectFrom('example').selectAll().executeTakeFirstOrThrow()
    const embedding = new Float32Array(example.embedding.slice().buffer)
    const entry = newCatch(ali, { prediction: { embedding, backbone: example.backbone } })
    entry.photo.look = example.look
    await recordCatch(event.db, tinyPack(), entry)
    const photo = await event.db.selectFrom('photo').select('look_group').executeTakeFirstOrThrow()
    expect(photo.look_group).toBe(id)

    await takeOut(id)
    await add(bytes)
    expect((await stored())[0]?.group).toBe(id)
  })

  test('survives the sweep that a start makes, and is gone when taken out', async () => {
    const { id } = await add(await bytesOf(first))
    await photos.write(Bun.randomUUIDv7(), { kept: Buffer.from('photo'), thumbnail: Buffer.from('small') })
    expect(await removeOrphans(context(), Date.now() + 60_000)).toBe(1)
    expect(await files()).toEqual([id])

    expect(await takeOut(id, 'event-2')).toEqual({ taken: [], left: 0 })
    expect(await takeOut(id)).toEqual({ taken: [{ id, label: 'satay' }], left: 0 })
    expect([await files(), await stored()]).toEqual([[], []])
    expect(await event.db.selectFrom('example_band').selectAll().execute()).toEqual([])
  })

  test('leaves no file where its row is refused', async () => {
    await expect(add(await bytesOf(first), { addedBy: 'nobody' })).rejects.toThrow()
    expect([await files(), await stored()]).toEqual([[], []])
  })
})

test.each([
  ['a file that is no photo', { bytes: Buffer.from('hello, I am a text') }, 415],
  ['an empty file', { bytes: new Uint8Array() }, 400],
  ['a food that is not there', { label: 'ghost' }, 422],
  ['a path for an outlier', { label: '../photos', kind: 'outlier' as const }, 422],
])('%s is refused in words and leaves nothing', async (_, change, status) => {
  await expect(add(new Uint8Array(3), change)).rejects.toMatchObject({ status })
  expect([await files(), await stored()]).toEqual([[], []])
})
