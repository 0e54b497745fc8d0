import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { havePhotos, testPhotos } from '../../test/shared-photos.ts'
import { openClassifier } from '../classifier/index.ts'
import { openDatabase } from '../db/open.ts'
import { currentEvent, ensureEvent } from '../events/store.ts'
import { loadPack } from '../packs/load.ts'
import { modelOptions, packsDir } from '../paths.ts'
import { openPhotoFiles } from '../photos/files.ts'
import { ensureShipped } from '../registry/index.ts'
import { inEnglish } from '../web/languages/phrase.ts'
import { addExample } from './add-example.ts'
import { type Checked, judge } from './suspects.ts'
import { checkPhotos, type Findings } from './suspects-check.ts'

/** Unit vectors in a plane, by their angle in degrees. */
const at = (angle: number, label: string, more: Partial<Checked> = {}): Checked => {
  const radians = (angle * Math.PI) / 180
  const embedding = Float32Array.of(Math.cos(radians), Math.sin(radians), 0, 0)
  return { id: `${label}${angle}`, label, kind: 'food', group: `${label}${angle}`, embedding, ...more }
}
const around = (angle: number, label: string, n: number, more: Partial<Checked> = {}) =>
  Array.from({ length: n }, (_, i) => at(angle + i, label, more))

describe('the neighbours’ vote', () => {
  const satay = around(0, 'satay', 20)
  test.each<[string, Checked, Checked[], string | null]>([
    ['agrees', at(5.5, 'satay'), satay, null],
    ['contradicts', at(5.5, 'teh'), satay, 'satay'],
    ['is split', at(10, 'teh'), [...around(0, 'satay', 8), ...around(12, 'teh', 8)], null],
    ['is nobody’s', at(5, 'teh'), [], null],
    ['is not the photo’s own', at(5, 'teh'), [at(5, 'teh'), ...satay], 'satay'],
    [
      'leaves near-duplicates out',
      at(5, 'teh', { group: 'g' }),
      [...around(5, 'teh', 20, { group: 'g' }), ...satay],
      'satay',
    ],
    [
      'takes outliers together',
      at(5, 'satay'),
      [...around(0, 'screen', 6, { kind: 'outlier' }), ...around(6, 'toy', 6, { kind: 'outlier' })],
      'outlier',
    ],
    [
      'does not tell outliers apart',
      at(5, 'toy', { kind: 'outlier' }),
      around(0, 'screen', 20, { kind: 'outlier' }),
      null,
    ],
  ])('%s', (_, photo, others, wanted) => {
    expect(judge(photo, others)?.looksLike ?? null).toBe(wanted)
  })
})

describe.runIf(havePhotos)('real photos, the real model, the shipped base set', () => {
  let home: string
  let found: Findings
  const swapped = new Map<string, string>()

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'tangkap-'))
    const db = await openDatabase(join(home, 'tangkap.db'))
    await ensureEvent(db, { name: 'Fair', pack: 'malaysia', timeZone: 'UTC', now: 1 })
    await ensureShipped(db, modelOptions({ pack: 'malaysia', backbone: 'int8' }).modelDir, 1)
    const event = await currentEvent(db)
    await db
      .insertInto('user')
      .values({
        id: 'rosa',
        name: 'r',
        email: 'r',
        role: null,
        ...{ emailVerified: 0, createdAt: 0, updatedAt: 0 },
      })
      .execute()
    const classifier = await openClassifier({
      ...modelOptions({ pack: 'malaysia', backbone: 'int8' }),
      workers: 1,
    })
    const photos = await openPhotoFiles(join(home, 'photos'))
    const context = {
      ...{ db, classifier, photos, pack: loadPack(join(packsDir, 'malaysia')) },
      ...{ clock: () => 1, newPhotoId: () => Bun.randomUUIDv7() },
    }
    for (const food of ['satay', 'laksa', 'nasi_lemak', 'durian']) {
      for (const [i, file] of testPhotos(food).slice(0, 6).entries()) {
        const label = i === 2 ? (food === 'durian' ? 'satay' : 'durian') : food
        const photo = { label, kind: 'food' as const, split: null, source: 'organiser', addedBy: 'rosa' }
        const { id } = await addExample(context, event.id, { ...photo, bytes: await Bun.file(file).bytes() })
        if (label !== food) swapped.set(id, food)
        if (food === 'laksa' && i === 5) await photos.remove(id)
      }
    }
    // As a dish nobody here knows: its photos look like others.
    for (const file of testPhotos('durian').slice(6, 9)) {
      const photo = { label: 'nasi_kerabu', kind: 'food' as const, split: null, source: 'organiser' }
      await addExample(context, event.id, { ...photo, addedBy: 'rosa', bytes: await Bun.file(file).bytes() })
    }
    await classifier.close()
    await db.destroy()
    found = await checkPhotos({ home, pack: 'malaysia' }, () => {})
  }, 60_000)
  afterAll(() => rm(home, { recursive: true, force: true }))

  test('every swapped label is found, first and with the true one named', () => {
    expect(found.photos).toBe(27)
    const first = found.suspects.slice(0, swapped.size)
    expect(new Map(first.map(({ id, looksLike }) => [id, looksLike]))).toEqual(swapped)
    // Of 20 good ones hardly any is shown.
    expect(found.suspects.length).toBeLessThanOrEqual(swapped.size + 2)
  })

  test('photos of a food that the model does not know accuse nobody, and that is said', () => {
    expect(found.suspects.filter(({ label }) => label === 'nasi_kerabu')).toEqual([])
    expect(found.unjudged).toEqual(['nasi_kerabu'])
  })

  test('a file that is gone is found', () => {
    expect(found.unreadable.map(({ why }) => inEnglish(why))).toEqual(['Its file is missing.'])
  })
})
