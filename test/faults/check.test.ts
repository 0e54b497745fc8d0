import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import { currentEvent } from '../../src/events/store.ts'
import { openPhotoFiles } from '../../src/photos/files.ts'
import { keepExamples } from '../keep-examples.ts'
import { poll, type Server, startServer, withHome } from './server.ts'

/** A labelled photo whose file is a pipe nobody writes to: whoever looks for mistakes never comes to its end. */
async function addEndlessPhoto(home: string): Promise<void> {
  const id = Bun.randomUUIDv7()
  const photos = await openPhotoFiles(join(home, 'photos'))
  await writeFile(photos.pathOf(id, 'thumbnail'), 'small')
  expect(Bun.spawnSync(['mkfifo', photos.pathOf(id, 'photo')]).exitCode).toBe(0)
  const db = await openDatabase(join(home, 'tangkap.db'))
  await keepExamples(db, (await currentEvent(db)).id, [id])
  await db.destroy()
}

async function startChecking(server: Server): Promise<void> {
  const post = (address: string, form: Record<string, string>, cookie = '') =>
    fetch(address, {
      ...{ method: 'POST', redirect: 'manual', headers: { cookie } },
      body: new URLSearchParams(form),
    })
  const link = /http:\S+\/organiser\/claim\/\S+/.exec(server.output())?.[0] ?? ''
  const claimed = await post(link, { email: 'cikgu@example.org', password: 'three long words' })
  const cookies = claimed.headers.getSetCookie().map(line => line.split(';')[0])
  const started = await post(`${server.address}/organiser/dataset/check`, {}, cookies.join('; '))
  expect(started.status).toBe(303)
}

/** Processes that look for mistakes in this home. */
async function checking(home: string): Promise<string[]> {
  const of = (pid: string, file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')
  const found: string[] = []
  for (const pid of await readdir('/proc')) {
    if (!(await of(pid, 'cmdline')).includes('check-photos')) continue
    if ((await of(pid, 'environ')).split('\0').includes(`TANGKAP_HOME=${home}`)) found.push(pid)
  }
  return found
}

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'looking for mistakes ends with a server ended by %s',
  async signal => {
    await withHome(async home => {
      const server = await startServer(home)
      await addEndlessPhoto(home)
      await startChecking(server)
      await poll(async () => (await checking(home)).length === 1, 10_000, 'looking')
      try {
        if (signal === 'SIGTERM') expect(await server.stop()).toBe(0)
        else await server.kill()
        await poll(async () => (await checking(home)).length === 0, 20_000, 'ended')
      } finally {
        for (const pid of await checking(home)) process.kill(Number(pid), 'SIGKILL')
      }
    })
  },
)
