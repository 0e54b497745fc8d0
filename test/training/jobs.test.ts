import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/db/open.ts'
import { openHome } from '../../src/home.ts'
import { birthOf } from '../../src/jobs/process.ts'
import { mostTries } from '../../src/jobs/rules.ts'
import { adopt, startJob } from '../../src/jobs/start-job.ts'
import { findJob, type JobRow, runningJob, takeOver } from '../../src/jobs/store.ts'
import { startWatched } from '../../src/jobs/watch.ts'
import { havePhotos } from '../faults/photos.ts'
import { newHome, poll, removeHome, runToEnd, startServer } from '../faults/server.ts'
import { photosOf } from './labelled-photos.ts'
import { type Night, openNight, writeSmallBase } from './night.ts'

const patience = 120_000
const gone = (pid: number | null) => pid === null || birthOf(pid) === null

describe.skipIf(!havePhotos)('the process of a job', () => {
  let night: Night
  let settings: object
  let child: Bun.Subprocess
  const context = () => ({
    db: night.db,
    clock: Date.now,
    config: { home: night.home, pack: 'malaysia', backbone: 'int8' as const },
  })
  const terminal = (...args: string[]) => runToEnd(args, { TANGKAP_HOME: night.home }, patience)

  async function start(): Promise<JobRow> {
    const onSpawn = (spawned: Bun.Subprocess) => {
      child = spawned
    }
    const started = await startJob(context(), 'nightly-retrain', {
      requestedBy: 'terminal',
      settings,
      onSpawn,
    })
    if (!started.started) throw new Error('one runs already')
    return started.job
  }
  const jobOf = async (id: string): Promise<JobRow> => {
    const job = await findJob(night.db, id)
    if (!job) throw new Error('the job is gone')
    return job
  }
  const reaches = (id: string, step: string) =>
    poll(async () => (await jobOf(id)).step === step, patience, `at ${step}`)

  beforeAll(async () => {
    night = await openNight(await newHome())
    const base = join(night.home, 'base')
    await writeSmallBase(base)
    settings = { base, fit: { epochs: 2 } }
    for (const file of photosOf('satay', 'train', 4)) await night.addCatch(file, 'satay')
  })
  afterAll(async () => {
    await night.close()
    await removeHome(night.home)
  })

  test(
    'a second start is refused, at the terminal in words',
    async () => {
      const { id } = await start()
      expect(await startJob(context(), 'nightly-retrain', { requestedBy: 'schedule' })).toMatchObject({
        started: false,
        running: { id },
      })
      const refused = await terminal('train')
      expect(refused.code).toBe(1)
      expect(refused.output).toContain('runs already')
      child.kill('SIGKILL')
      await child.exited
      await night.db.updateTable('job').set({ state: 'failed' }).execute()
    },
    patience,
  )

  test(
    'killed, its job is taken over by the server; cancelled, it ends and leaves nothing',
    async () => {
      const server = await startServer(night.home)
      try {
        const { id, pid } = await start()
        await reaches(id, 'fit')
        child.kill('SIGKILL')
        await child.exited
        await poll(async () => ![pid, null].includes((await jobOf(id)).pid), patience, 'taken over')
        const taken = await jobOf(id)
        expect(taken.state).toBe('running')
        // Not from the start: what was done lies in its folder.
        expect(existsSync(join(night.home, 'jobs', id, 'split.done'))).toBe(true)

        const { code, output } = await terminal('job', 'cancel', 'nightly-retrain')
        expect(code, output).toBe(0)
        await poll(() => gone(taken.pid), patience, 'ended')
        expect(await jobOf(id)).toMatchObject({ state: 'cancelled', outcome: null })
        await poll(
          async () => (await readdir(join(night.home, 'jobs'))).length === 0,
          patience,
          'cleared away',
        )
        expect(await night.db.selectFrom('model').select('origin').execute()).toEqual([{ origin: 'shipped' }])
        expect((await terminal('job', 'cancel', 'nightly-retrain')).output).toContain('does not run')
      } finally {
        await server.stop()
      }
    },
    3 * patience,
  )

  test(
    'ends when a server stops, and the next one goes on with it',
    async () => {
      const first = await startServer(night.home)
      const { id } = await start()
      await reaches(id, 'fit')
      // As if the first server had started it.
      child.kill('SIGTERM')
      await child.exited
      // The server may have looked already, in the instant between.
      const left = await jobOf(id)
      expect(left).toMatchObject({ state: 'running', step: 'fit' })
      expect(left.pid).not.toBe(child.pid)
      await poll(async () => (await jobOf(id)).pid !== null, patience, 'taken over')
      const { pid } = await jobOf(id)
      expect(await first.stop()).toBe(0)
      await poll(() => gone(pid), patience, 'ended with its server')
      expect((await jobOf(id)).state).toBe('running')

      const second = await startServer(night.home)
      await poll(async () => (await jobOf(id)).state === 'done', patience, 'done')
      await second.stop()
      expect(JSON.parse((await jobOf(id)).outcome ?? '{}')).toMatchObject({ result: 'refused', photos: 4 })
    },
    3 * patience,
  )

  test(
    'may die on a full disk without taking the server along',
    async () => {
      const db = await openDatabase(openHome(night.home).database)
      const failed = Promise.withResolvers<unknown>()
      const log = { ...pino({ level: 'silent' }), warn: () => {}, error: failed.resolve } as never
      const config = readConfig({ TANGKAP_HOME: night.home })
      const started = await startWatched({ db, clock: Date.now, config, log }, 'nightly-retrain', {
        requestedBy: 'terminal',
        settings,
      })
      if (!started.started) throw new Error('one runs already')
      // Nothing can be written any more.
      await db.destroy()
      process.kill(started.job.pid ?? 0, 'SIGKILL')
      expect(await failed.promise).toMatchObject({ err: expect.any(Error) })
      await night.db.updateTable('job').set({ state: 'failed' }).execute()
    },
    patience,
  )

  test(
    'ends by itself when its job has become another’s',
    async () => {
      const job = await start()
      await reaches(job.id, 'fit')
      const before = await jobOf(job.id)
      await poll(
        async () => takeOver(night.db, await jobOf(job.id), 'another', Date.now()),
        patience,
        'taken',
      )
      await child.exited
      expect(await jobOf(job.id)).toMatchObject({ state: 'running', owner: 'another', step: before.step })
      await night.db.updateTable('job').set({ state: 'failed' }).where('id', '=', job.id).execute()
    },
    patience,
  )

  test('what kills it every time at the same step is given up', async () => {
    const { id } = await start()
    child.kill('SIGKILL')
    await child.exited
    await night.db
      .updateTable('job')
      .set({ tries: mostTries - 1 })
      .where('id', '=', id)
      .execute()
    expect(await adopt(context(), await jobOf(id), { gone: true })).toBeNull()
    expect(await jobOf(id)).toMatchObject({ state: 'failed' })
    expect((await jobOf(id)).outcome).toContain('again and again')
    expect(await runningJob(night.db, 'nightly-retrain')).toBeNull()
  })
})
