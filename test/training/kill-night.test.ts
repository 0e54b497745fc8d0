import { join } from 'node:path'
import { expect, test } from 'vitest'
import { seededRandom } from '../../src/training/random.ts'
import { havePhotos } from '../faults/photos.ts'
import { withHome } from '../faults/server.ts'
import { killNights } from './kill-night.ts'
import { photosOf } from './labelled-photos.ts'
import { beginWithSmallModel, openNight, writeSmallBase } from './night.ts'

/** Another run, other instants; TEST_SEED repeats one as far as a machine with other work can. */
const seed = Number(Bun.env.TEST_SEED ?? Date.now() % 1_000_000)

test.skipIf(!havePhotos)(
  'kill -9, eight times across the night job: it goes on where it was, and one champion loads',
  () =>
    withHome(async home => {
      const night = await openNight(home)
      try {
        const base = join(home, 'base')
        await beginWithSmallModel(night)
        await writeSmallBase(base)
        await night.addFood('khao_soi', 'Khao soi')
        for (const file of photosOf('khao_soi', 'train', 4)) await night.addExample(file, 'khao_soi')
        const random = seededRandom(seed)
        const report = await killNights(night, { kills: 8, killsEach: 4, settings: { base }, random })
        console.log(JSON.stringify({ seed, ...report }))
        expect(report.problems, `TEST_SEED=${seed}`).toEqual([])
        expect(report.kills).toBe(8)
      } finally {
        await night.close()
      }
    }),
  600_000,
)
