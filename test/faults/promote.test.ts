import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pino from 'pino'
import { expect, test } from 'vitest'
import { backboneIdOf } from '../../src/classifier/model-files.ts'
import { integrityProblems, openDatabase } from '../../src/db/open.ts'
import { damagedVersions, loadChampion } from '../../src/registry/index.ts'
import { seededRandom } from '../../src/training/random.ts'
import { backboneDir } from '../tiny-model.ts'
import { withHome } from './server.ts'

const kills = 20
/** Milliseconds: several rounds of writing, storing, promoting and pruning. */
const longest = 400
const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000)

test(`a kill at any instant of promoting leaves one champion that loads (seed ${seed})`, async () => {
  const random = seededRandom(seed)
  const backboneId = await backboneIdOf(backboneDir)
  const champions = new Set<string>()
  const found = { part: 0, candidates: 0 }
  await withHome(async home => {
    for (let kill = 0; kill < kills; kill++) {
      await promoteUntilKilled(home, random() * longest)
      const db = await openDatabase(join(home, 'tangkap.db'))
      const rows = await db.selectFrom('model').select(['version', 'status', 'created_at']).execute()
      const champion = rows.filter(({ status }) => status === 'champion').map(({ version }) => version)
      expect(champion).toHaveLength(1)
      const { card } = await loadChampion({ db, home, backboneId }, 'malaysia', {
        log: pino({ level: 'silent' }),
        now: 1,
      })
      expect(card.version).toBe(champion[0])
      expect((await damagedVersions(db, home, 'malaysia')).damaged).toEqual([])
      expect(await db.selectFrom('model_notice').selectAll().execute()).toEqual([])
      expect(await integrityProblems(db)).toEqual([])
      const served = await db
        .selectFrom('audit_log')
        .select('subject')
        .where('action', '=', 'promoted')
        .execute()
      expect(served.filter(({ subject }) => subject === champion[0])).toHaveLength(1)
      await db.destroy()

      champions.add(card.version)
      const folders = await readdir(join(home, 'models')).catch(() => [])
      if (folders.some(name => name.endsWith('.part'))) found.part++
      if (rows.some(({ status }) => status === 'candidate')) found.candidates++
    }
  })
  console.log(
    `${kills} kills: ${champions.size} champions, ${found.part} left a folder half written, ${found.candidates} a candidate that was not promoted`,
  )
  expect(champions.size).toBeGreaterThan(3)
}, 240_000)

async function promoteUntilKilled(home: string, after: number): Promise<void> {
  const child = Bun.spawn([process.execPath, join(import.meta.dirname, 'promote-loop.ts'), home], {
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'inherit',
  })
  const reader = child.stdout.getReader()
  try {
    await Promise.race([reader.read(), child.exited])
    await Bun.sleep(after)
    expect(child.exitCode).toBe(null)
  } finally {
    child.kill('SIGKILL')
    await child.exited
  }
}
