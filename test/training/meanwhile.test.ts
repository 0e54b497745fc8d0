import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { Files } from '../../src/jobs/folder.ts'
import type { Job } from '../../src/jobs/job.ts'
import { erase } from '../../src/players/erase-store.ts'
import {
  addCandidate,
  championOf,
  findVersion,
  loadVersion,
  promote,
  writeVersion,
} from '../../src/registry/index.ts'
import type { Version } from '../../src/registry/store.ts'
import { writeBaseSet } from '../../src/training/base-set.ts'
import { fitHead } from '../../src/training/fit.ts'
import { gateReportSchema } from '../../src/training/gate/index.ts'
import { trainedVersion } from '../../src/training/retrain/reproduce.ts'
import { retrain } from '../../src/training/retrain/retrain.ts'
import { inEnglish } from '../../src/web/languages/phrase.ts'
import { havePhotos } from '../faults/photos.ts'
import { newHome, removeHome } from '../faults/server.ts'
import { tinyModel } from '../tiny-model.ts'
import { photosOf } from './labelled-photos.ts'
import { type Night, openNight, writeSmallBase } from './night.ts'

const minutes = 60_000

const bytesOf = (files: Files): Record<string, Uint8Array> =>
  Object.fromEntries(
    Object.entries(files).map(([name, content]) => [name, new Uint8Array(Buffer.from(content))]),
  )

describe.skipIf(!havePhotos)('what happens while a night learns', () => {
  let night: Night
  let base: string
  beforeAll(async () => {
    night = await openNight(await newHome())
    base = join(night.home, 'base')
    await writeSmallBase(base)
    const row = { id: 'job', name: 'nightly-retrain', requested_by: 'terminal', step_started_at: 1 }
    await night.db
      .insertInto('job')
      .values({ ...row, state: 'running', created_at: 1 })
      .execute()
  })
  afterAll(async () => {
    await night.close()
    await removeHome(night.home)
  })

  type Kept = Map<string, Record<string, Uint8Array>>
  /** The job in this process; `before` a step something else happens. `kept`: what an earlier process left, and this one leaves. */
  const run = (
    before: Readonly<Record<string, () => Promise<unknown>>>,
    { epochs = 2, kept = new Map() }: { epochs?: number; kept?: Kept } = {},
  ) => {
    const job: Job = {
      ...{ id: 'job', requestedBy: 'terminal', createdAt: 1, settings: { base, fit: { epochs } } },
      async step(name, format, work) {
        await before[name]?.()
        const files = kept.get(name) ?? bytesOf(format.write(await work(() => {})))
        kept.set(name, files)
        return format.read(files)
      },
    }
    return retrain(job, { db: night.db, clock: Date.now, config: readConfig({ TANGKAP_HOME: night.home }) })
  }
  const learnedFrom = async (version: string | null) => {
    const rows = await night.db
      .selectFrom('model_example')
      .select('example_id as id')
      .where('version', '=', version ?? '')
      .execute()
    return rows.map(({ id }) => id).toSorted()
  }

  test(
    'a photo that was reopened still teaches, one that was erased does not, and both is what is kept',
    async () => {
      const reopened = await night.addCatch(photosOf('satay', 'train', 1)[0] ?? '', 'satay')
      const stays = await night.addCatch(photosOf('laksa', 'train', 1)[0] ?? '', 'laksa')
      await night.addCatch(photosOf('popiah', 'train', 1)[0] ?? '', 'popiah', { player: 'Bea' })
      const { version, used } = await run({
        fit: async () => {
          await night.db.deleteFrom('review').where('catch_id', '=', reopened).execute()
          const who = { playerId: 'player-Bea', eventId: night.eventId, by: null, now: 1 }
          expect(await erase(night.db, who)).toHaveLength(1)
        },
      })
      expect(used.train).toBe(3)
      expect(await learnedFrom(version)).toEqual([reopened, stays].toSorted())

      const again = await trainedVersion(night.home, version ?? '', await writeSmallBase(base))
      const { card, headOnnx } = again?.files ?? {}
      const made = await fitHead(again?.set as never, 'malaysia', card?.settings as never, () => {})
      expect(made.card.version).toBe(version ?? '')
      expect(made.headOnnx).toEqual(headOnnx as Uint8Array)
    },
    5 * minutes,
  )

  test(
    'what learned from somebody who was erased then is thrown away, and the photos wait on',
    async () => {
      await night.addCatch(photosOf('rojak', 'train', 1)[0] ?? '', 'rojak', { player: 'Cik' })
      const models = () => night.db.selectFrom('model').select('version').execute()
      const before = await models()
      const erased = { playerId: 'player-Cik', eventId: night.eventId, by: null, now: 2 }
      await expect(run({ gate: () => erase(night.db, erased) })).rejects.toThrow(
        'was erased or taken out while it learned',
      )
      expect(await models()).toEqual(before)
    },
    5 * minutes,
  )

  test(
    'nor does a night go on that was killed once it had learned from somebody who was erased then',
    async () => {
      await night.addCatch(photosOf('rojak', 'train', 2)[1] ?? '', 'rojak', { player: 'Dol' })
      const kept: Kept = new Map()
      const killed = () => Promise.reject(new Error('killed'))
      await expect(run({ calibrate: killed }, { kept })).rejects.toThrow('killed')
      expect([...kept.keys()]).toContain('fit')
      await erase(night.db, { playerId: 'player-Dol', eventId: night.eventId, by: null, now: 3 })
      await expect(run({}, { kept })).rejects.toThrow('was erased or taken out while it learned')
      expect([...kept.keys()]).not.toContain('calibrate')
    },
    5 * minutes,
  )

  test(
    'a damaged version that served once is left out of the comparison, and the report says so',
    async () => {
      const { db, home } = night
      const today = await championOf(db, 'malaysia')
      const tiny = await tinyModel('malaysia-old')
      const files = { ...tiny, card: { ...tiny.card, pack: 'malaysia' } }
      const cardSha256 = await writeVersion(home, files, [])
      const none = { comparedWith: null, jobId: null, report: null, examples: [] }
      await addCandidate(db, {
        ...{ version: 'malaysia-old', pack: 'malaysia', cardSha256, status: 'candidate', now: 1 },
        ...none,
      })
      const registry = { db, home, backboneId: files.card.backbone.id }
      for (const [now, version] of ['malaysia-old', today.version].entries())
        await promote(registry, version, { by: 'user-1', now })
      await appendFile(join(home, 'models', 'malaysia-old', 'head.onnx'), ' ')

      await night.addCatch(photosOf('cendol', 'train', 1)[0] ?? '', 'cendol')
      const { result, version } = await run({})
      expect(result).toBe('refused')
      const stored = await findVersion(db, version ?? '')
      const report = gateReportSchema.parse(JSON.parse(stored?.report ?? ''))
      expect(report.damaged).toEqual(['malaysia-old'])
      expect(report.earlier.map(earlier => earlier.version)).toEqual([today.version])
    },
    5 * minutes,
  )

  test(
    'a food whose only photos were erased with their player is given up, not asked for every night',
    async () => {
      const { db, home, eventId } = night
      await night.addFood('khao_soi', 'Khao soi')
      for (const file of photosOf('khao_soi', 'train', 14))
        await night.addCatch(file, 'khao_soi', { player: 'Didi' })
      const { version } = await run({}, { epochs: 14 })
      // Whatever the gate made of so small a base set.
      await db
        .updateTable('model')
        .set({ status: 'candidate' })
        .where('version', '=', version ?? '')
        .execute()
      const { card } = await loadVersion(home, (await findVersion(db, version ?? '')) as Version)
      expect(card.claimed).toContain('khao_soi')
      const registry = { db, home, backboneId: card.backbone.id }
      await promote(registry, card.version, { by: 'user-1', now: 9 })

      await erase(db, { playerId: 'player-Didi', eventId, by: null, now: 10 })
      await night.addCatch(photosOf('kaya_toast', 'train', 1)[0] ?? '', 'kaya_toast')
      const next = await findVersion(db, (await run({}, { epochs: 14 })).version ?? '')
      const report = gateReportSchema.parse(JSON.parse(next?.report ?? ''))
      expect(report.givenUp).toEqual([{ food: 'khao_soi', name: 'Khao soi', photos: 0 }])
      expect(report.rules.find(({ rule }) => rule === 'foods')).toMatchObject({ passed: true })
      expect(report.summary.map(inEnglish).join(' ')).toContain('Of Khao soi no photo is left')
    },
    5 * minutes,
  )

  test('a base set of another backbone is refused before anything is touched', async () => {
    const other = join(night.home, 'other')
    const set = await writeSmallBase(other)
    await writeBaseSet(other, { ...set, backbone: { id: 'another', variant: 'int8' } })
    base = other
    const before = await night.db.selectFrom('prediction').select(['backbone', 'embedding']).execute()
    await expect(run({})).rejects.toThrow(/is of the backbone another/)
    expect(await night.db.selectFrom('prediction').select(['backbone', 'embedding']).execute()).toEqual(
      before,
    )
  })
})
