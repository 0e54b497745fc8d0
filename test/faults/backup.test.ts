import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../../src/training/random.ts'
import { inspect, problemsIn } from './inspect.ts'
import { get, join, type Phone } from './phone.ts'
import { havePhotos, testPhotos } from './photos.ts'
import { party } from './players.ts'
import { newHome, poll, removeHome, runProgram, runToEnd, type Server, startServer } from './server.ts'

/** Other instants each run; TEST_SEED repeats them as far as a machine with other work can. */
const seed = Number(Bun.env.TEST_SEED ?? Date.now() % 1_000_000)
const random = seededRandom(seed)
const kills = 5

let home: string
let folder: string
let server: Server
let phones: Phone[]
/** Ids of the catches that were answered before the first backup began. */
let answered: string[]
/** Photos that have been looked at once. */
const decoded = new Set<string>()

const backUp = (name: string) => runToEnd(['backup', joinPath(folder, name)], { TANGKAP_HOME: home })
const restore = (name: string, to: string, ...flags: string[]) =>
  runToEnd(['restore', joinPath(folder, name), ...flags], { TANGKAP_HOME: to, TANGKAP_WORKERS: '1' })

beforeAll(async () => {
  home = await newHome()
  folder = mkdtempSync(joinPath(tmpdir(), 'tangkap-backups-'))
  if (!havePhotos) return
  server = await startServer(home, { TANGKAP_WORKERS: '1' })
  phones = []
  for (const name of ['Aina', 'Bala', 'Chong']) phones.push(await join(server.address, server.output(), name))
  const players = party(phones, await testPhotos(40, random), random)
  await players.play(server, 15)
  answered = players.sendings.filter(each => each.answered).map(({ id }) => id)
  // Photos go on coming while the backup is made.
  const playing = players.play(server, 40)
  const made = await backUp('first.tar.zst')
  expect(made.code, made.output).toBe(0)
  await playing
  expect(players.sendings.filter(each => !each.answered)).toEqual([])
}, 120_000)

afterAll(async () => {
  await removeHome(home)
  rmSync(folder, { recursive: true, force: true })
})

test.runIf(havePhotos)(
  'a backup of a server that photos are sent to: each answered before is in it, whole',
  async () => {
    const drill = await restore('first.tar.zst', home, '--check')
    expect(drill.code, drill.output).toBe(0)
    expect(drill.output).toContain('It would have worked.')
    expect(readdirSync(tmpdir()).filter(name => name.startsWith('tangkap-drill-'))).toEqual([])

    const to = joinPath(folder, 'home')
    const { code, output } = await restore('first.tar.zst', to)
    expect(code, output).toBe(0)
    const found = await inspect(to)
    expect(await problemsIn(found, decoded)).toEqual([])
    expect(found.orphans).toEqual([])
    const there = new Set(found.catches.map(({ id }) => id))
    expect(answered.filter(id => !there.has(id))).toEqual([])

    // The phones of before play on.
    const again = await startServer(to, { TANGKAP_WORKERS: '1' })
    const [phone] = phones
    const own = found.catches.find(({ nickname }) => nickname === phone?.nickname)
    if (!phone || !own) throw new Error('nobody has caught anything')
    expect((await get(again.address, phone, `/catches/${own.id}`)).status).toBe(200)
    expect((await get(again.address, phone, `/photos/${own.photo}/photo`)).status).toBe(200)
    expect(await again.stop()).toBe(0)
    const refused = await restore('first.tar.zst', to)
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('There is a Tangkap in') })
    rmSync(to, { recursive: true })
  },
  120_000,
)

test.runIf(havePhotos)(
  'kill -9 while a backup is made: there is no file of that name, or a whole one',
  async () => {
    const half = () => readdirSync(folder).some(name => name.startsWith('.tangkap-part-'))
    for (let kill = 0; kill < kills; kill++) {
      const file = joinPath(folder, 'killed.tar.zst')
      const program = runProgram(['backup', file], { TANGKAP_HOME: home })
      await poll(() => half() || program.process.exitCode !== null, 30_000, 'at work')
      await Bun.sleep(random() * 250)
      program.process.kill('SIGKILL')
      await program.process.exited
      if (existsSync(file)) {
        const whole = await restore('killed.tar.zst', joinPath(folder, 'home'))
        expect(whole.code, `TEST_SEED=${seed} ${whole.output}`).toBe(0)
        expect(await problemsIn(await inspect(joinPath(folder, 'home')), decoded)).toEqual([])
        rmSync(joinPath(folder, 'home'), { recursive: true })
        rmSync(file)
      }
      for (const name of readdirSync(folder)) {
        if (name.startsWith('.tangkap-part-')) rmSync(joinPath(folder, name), { recursive: true })
      }
    }
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200)
  },
  120_000,
)

test.runIf(havePhotos)('stopped by Ctrl+C, a backup leaves nothing', async () => {
  const program = runProgram(['backup', joinPath(folder, 'stopped.tar.zst')], { TANGKAP_HOME: home })
  const before = readdirSync(folder).sort()
  await poll(() => readdirSync(folder).some(name => name.startsWith('.tangkap-part-')), 30_000, 'at work')
  program.process.kill('SIGINT')
  // Where it was done a moment before, that is well too.
  const ended = await program.ended
  rmSync(joinPath(folder, 'stopped.tar.zst'), { force: true })
  expect([0, 130]).toContain(ended)
  expect(readdirSync(folder).sort()).toEqual(before)
})

test.runIf(havePhotos)(
  'kill -9 while one is restored: nothing of it, or all; and the next try brings all',
  async () => {
    const to = joinPath(folder, 'cut-off')
    const all = (await inspect(home)).catches.length
    expect((await backUp('second.tar.zst')).code).toBe(0)
    let interrupted = 0
    for (let kill = 0; kill < kills; kill++) {
      const program = runProgram(['restore', joinPath(folder, 'second.tar.zst')], { TANGKAP_HOME: to })
      const begun = () => existsSync(to) && readdirSync(to).some(name => name.startsWith('.restore-'))
      await poll(() => begun() || program.process.exitCode !== null, 30_000, 'at work')
      await Bun.sleep(random() * 400)
      program.process.kill('SIGKILL')
      await program.process.exited
      if (existsSync(joinPath(to, 'tangkap.db'))) {
        const found = await inspect(to)
        expect(await problemsIn(found, decoded), `TEST_SEED=${seed}`).toEqual([])
        expect(found.catches).toHaveLength(all)
        rmSync(to, { recursive: true })
      } else if (begun()) {
        interrupted++
        const start = await runToEnd(['serve'], { TANGKAP_HOME: to, PORT: '0', HOST: '127.0.0.1' })
        expect(start).toMatchObject({ code: 1, output: expect.stringContaining('Run it again') })
      }
    }
    expect(interrupted, `TEST_SEED=${seed}`).toBeGreaterThan(0)
    rmSync(to, { recursive: true, force: true })
    // Cut off at the last instant: all but the database is in its place.
    const { code, output } = await restore('second.tar.zst', to)
    expect(code, output).toBe(0)
    mkdirSync(joinPath(to, '.restore-abcdef'))
    cpSync(joinPath(to, 'tangkap.db'), joinPath(to, '.restore-abcdef/tangkap.db'))
    rmSync(joinPath(to, 'tangkap.db'))
    expect((await restore('second.tar.zst', to)).code).toBe(0)
    expect(readdirSync(to).sort()).toEqual(['photos', 'secret', 'tangkap.db'])
    const found = await inspect(to)
    expect(await problemsIn(found, decoded)).toEqual([])
    expect(found.catches).toHaveLength(all)
    rmSync(to, { recursive: true })
  },
  180_000,
)

// Only root mounts.
test.runIf(havePhotos && (process.getuid?.() === 0 || Bun.env.CI === 'true'))(
  'a full disk is said in words, and leaves nothing',
  async () => {
    const disk = joinPath(folder, 'disk')
    mkdirSync(disk)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=0700', 'tmpfs', disk])
    expect(mounted.status, String(mounted.stderr)).toBe(0)
    try {
      const filler = joinPath(disk, 'filler')
      const leaveFree = (bytes: number) => {
        rmSync(filler, { force: true })
        const { bavail, bsize } = statfsSync(disk)
        writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytes)))
      }
      // No room for the copy of the database, and then for the photos.
      for (const free of [100_000, 1_600_000]) {
        leaveFree(free)
        const full = await backUp('disk/full.tar.zst')
        expect(full.code).toBe(1)
        expect(full.output).toMatch(/^The (backup|database) .*(no room left|full).*\n$/)
        expect(readdirSync(disk).filter(name => !name.startsWith('tangkap-erased'))).toEqual(['filler'])
      }
      const small = await restore('first.tar.zst', joinPath(disk, 'home'))
      expect(small).toMatchObject({ code: 1, output: expect.stringMatching(/unpacks to .* has room for/) })
      expect(existsSync(joinPath(disk, 'home'))).toBe(false)
    } finally {
      spawnSync('umount', [disk])
    }
  },
  60_000,
)
