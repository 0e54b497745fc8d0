import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isJobName, listJobs } from '../../src/jobs/index.ts'
import { erase } from '../../src/players/erase-store.ts'
import { ofFew } from '../../src/training/retrain/embed.ts'
import { havePhotos } from '../faults/photos.ts'
import { newHome, removeHome, runToEnd } from '../faults/server.ts'
import { photosOf } from './labelled-photos.ts'
import { type Night, openNight, writeSmallBase } from './night.ts'

const minutes = 60_000

describe.skipIf(!havePhotos)('a night, in processes of its own', () => {
  let night: Night
  let base: string
  const train = (...args: string[]) =>
    runToEnd(
      ['train', '--wait', '--base', base, '--set', 'epochs=2', ...args],
      { TANGKAP_HOME: night.home },
      5 * minutes,
    )

  beforeAll(async () => {
    night = await openNight(await newHome())
    base = join(night.home, 'base')
    await writeSmallBase(base)
  })
  afterAll(async () => {
    await night.close()
    await removeHome(night.home)
  })

  test('without labelled photos there is nothing to learn from', async () => {
    const { code, output } = await train()
    expect(output).toContain('nothing to learn from')
    expect(code).toBe(0)
  })

  test(
    'learns from what was settled, and keeps what it learned from',
    async () => {
      await night.addFood('khao_soi', 'Khao soi')
      for (const file of photosOf('khao_soi', 'train', 6)) await night.addExample(file, 'khao_soi')
      for (const file of photosOf('satay', 'train', 3)) await night.addCatch(file, 'satay')
      const { code, output } = await train()
      expect(code, output).toBe(0)

      const [job] = await listJobs(night.db, 1)
      const outcome = JSON.parse(job?.outcome ?? '{}')
      // Two epochs on a fifth of the photos: the gate has to see that.
      expect(job).toMatchObject({ state: 'done', requestedBy: 'terminal' })
      expect(outcome).toMatchObject({ result: 'refused', photos: 9 })
      const version = await night.db
        .selectFrom('model')
        .selectAll()
        .where('version', '=', outcome.version)
        .executeTakeFirstOrThrow()
      expect(version).toMatchObject({ status: 'rejected', job_id: job?.id })
      const examples = await night.db
        .selectFrom('model_example')
        .selectAll()
        .where('version', '=', outcome.version)
        .execute()
      expect(examples.filter(({ label }) => label === 'khao_soi')).toHaveLength(6)
      const kept = await night.db.selectFrom('example').select('crops').execute()
      for (const { crops } of kept) expect(crops).toHaveLength(ofFew.crops * 1280)
      const champion = await night.db
        .selectFrom('model')
        .select('origin')
        .where('status', '=', 'champion')
        .execute()
      expect(champion).toEqual([{ origin: 'shipped' }])
    },
    5 * minutes,
  )

  test(
    'a version is made again from what is kept with it, and says whose photos are gone',
    async () => {
      const [job] = await listJobs(night.db, 1)
      const { version } = JSON.parse(job?.outcome ?? '{}')
      const reproduce = () =>
        runToEnd(['fit', '--reproduce', version, '--base', base], { TANGKAP_HOME: night.home }, 5 * minutes)
      // Labels may change, and photos may come: the version's own are kept.
      await night.db.updateTable('review').set({ food: 'laksa' }).execute()
      await night.addCatch(photosOf('rojak', 'train', 1)[0] ?? '', 'rojak')
      const again = await reproduce()
      expect(again.output).toContain(`Version ${version}: the same bytes`)

      const taken = await night.db.selectFrom('catch').select('id').limit(3).execute()
      await erase(night.db, { playerId: 'player-Aina', eventId: night.eventId, by: null, now: 1 })
      const gone = await reproduce()
      expect(gone.code).toBe(1)
      expect(gone.output).toMatch(/3 of the 9 photos that \S+ learned from are gone/)
      for (const { id } of taken) expect(gone.output).toContain(`catch ${id}`)
    },
    5 * minutes,
  )

  test('the terminal lists what ran, and refuses what is no job', async () => {
    const { output } = await runToEnd(['job', 'list'], { TANGKAP_HOME: night.home })
    expect(output).toMatch(/nightly-retrain\tdone\trefused malaysia-\w+\tterminal/)
    expect(isJobName('nightly')).toBe(false)
    expect(await runToEnd(['job', 'run', 'nightly'])).toMatchObject({ code: 1 })
  })
})
