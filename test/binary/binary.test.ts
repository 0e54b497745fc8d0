import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/training/random.ts'
import { version } from '../../src/version.ts'
import { join as comeIn, get, upload } from '../faults/phone.ts'
import { havePhotos, testPhotos } from '../faults/photos.ts'
import { type Call, haveStrace, straceTo, traceIn } from '../faults/system-calls.ts'
import { photosOf } from '../training/labelled-photos.ts'
import { openNight, writeSmallBase } from '../training/night.ts'
import { organise, run, serve } from './serving.ts'

const root = join(import.meta.dirname, '../..')
const source = [process.execPath, join(root, 'src/main.ts')]
/** A folder with nothing in it but the binary, out of reach of any node_modules. */
const folder = mkdtempSync(join(tmpdir(), 'tangkap-alone-'))
const binary = [join(folder, 'tangkap')]
const photoFolder = mkdtempSync(join(tmpdir(), 'tangkap-photos-'))
const photos: string[] = []
/** A fifth of the shipped photos, so that a fit takes seconds. */
const base = join(photoFolder, 'base')
const quick = ['--base', base, '--set', 'epochs=2', '--set', 'crops=0']

beforeAll(async () => {
  const built = await run([join(root, 'scripts/build'), join(root, 'dist/tangkap')], {
    cwd: root,
    settings: { HOME: Bun.env.HOME ?? root },
  })
  expect(built.code, built.said).toBe(0)
  copyFileSync(join(root, 'dist/tangkap'), join(folder, 'tangkap'))
  await writeSmallBase(base)
  if (!havePhotos) return
  for (const [i, photo] of (await testPhotos(12, seededRandom(4))).entries()) {
    const file = join(photoFolder, `${i}.jpg`)
    writeFileSync(file, photo.bytes)
    photos.push(file)
  }
}, 120_000)

afterAll(() => {
  for (const dir of [folder, photoFolder]) rmSync(dir, { recursive: true, force: true })
})

describe('one file, alone in a folder', () => {
  test('is under 260 MB', () => {
    expect(statSync(join(folder, 'tangkap')).size).toBeLessThan(260_000_000)
  })

  test('knows its version, and writes nothing to say it', async () => {
    expect((await run([...binary, 'version'], { cwd: folder })).out).toBe(`${version}\n`)
    expect(readdirSync(folder)).toEqual(['tangkap'])
  })

  test.runIf(havePhotos)('gives real photos the scores the source run gives', async () => {
    const args = ['classify', '--json', ...photos]
    const [there, here] = [
      await run([...binary, ...args], { cwd: folder }),
      await run([...source, ...args], { cwd: root }),
    ]
    expect(there.code, there.said).toBe(0)
    expect(answersIn(there.out)).toEqual(answersIn(here.out))
    expect(answersIn(there.out)).toHaveLength(photos.length)
    expect(readdirSync(folder).sort()).toEqual(['tangkap', 'var'])
    expect(readdirSync(join(folder, 'var'))).toEqual(['program'])
  })

  test.runIf(havePhotos)('serves pages, styles and catches, and ends when asked', async () => {
    const home = join(folder, 'home')
    const server = await serve([...binary, 'serve'], { home, cwd: folder })
    const { address } = server
    const phone = await comeIn(address, server.output(), 'Aina')
    const [photo] = await testPhotos(1, seededRandom(5))
    if (!photo) throw new Error('no photo')
    const answer = await upload(address, phone, { photo: photo.bytes })
    expect(answer.status).toBe(303)
    const page = await get(address, phone, answer.path ?? '')
    expect(page.status).toBe(200)
    expect(await page.text()).toContain(`Tangkap ${version}`)
    expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ status: 'ok', version })
    expect((await get(address, phone, '/static/app.css')).status).toBe(200)
    expect((await get(address, phone, '/collection')).status).toBe(200)

    const port = new URL(address).port
    const asked = await run([...binary, 'healthcheck'], { cwd: folder, settings: { PORT: port } })
    expect(asked).toMatchObject({ code: 0, out: 'ready\n' })
    expect(await server.stop()).toBe(0)
    const after = await run([...binary, 'healthcheck'], { cwd: folder, settings: { PORT: port } })
    expect(after.code).toBe(1)
    expect(after.said).toMatch(/^Nobody answers at http:\S+\n$/)
  })

  test.runIf(havePhotos)('backs up and restores, beside the files it carries', async () => {
    const file = join(folder, 'backup.tar.zst')
    const made = await run([...binary, 'backup', file], {
      cwd: folder,
      settings: { TANGKAP_HOME: join(folder, 'home') },
    })
    expect(made.code, made.said).toBe(0)
    const settings = { TANGKAP_HOME: join(folder, 'restored') }
    const drill = await run([...binary, 'restore', '--check', file], { cwd: folder, settings })
    expect(drill.code, drill.said).toBe(0)
    expect(readdirSync(settings.TANGKAP_HOME)).toEqual(['program'])
    const restored = await run([...binary, 'restore', file], { cwd: folder, settings })
    expect(restored.code, restored.said).toBe(0)
    expect(readdirSync(settings.TANGKAP_HOME).sort()).toEqual(['photos', 'program', 'secret', 'tangkap.db'])
  })

  // ONNX Runtime sends reports to its maker unless it is forbidden to; whatever a new version brings shows here.
  test.runIf(havePhotos && haveStrace)('writes to its own folder alone, and calls nobody', async () => {
    const file = join(photoFolder, 'trace')
    const home = join(folder, 'quiet')
    const server = await serve([...straceTo(file, 'openat,creat,mkdir,rename,connect'), ...binary, 'serve'], {
      home,
      cwd: folder,
    })
    const phone = await comeIn(server.address, server.output(), 'Aina')
    const [photo] = await testPhotos(1, seededRandom(5))
    if (!photo) throw new Error('no photo')
    expect((await upload(server.address, phone, { photo: photo.bytes })).status).toBe(303)
    await server.stop()

    const calls = await traceIn(file)
    const written = calls.filter(
      ({ name, text }) => name !== 'connect' && (name !== 'openat' || /O_CREAT|O_WRONLY|O_RDWR/.test(text)),
    )
    expect(written.length).toBeGreaterThan(100)
    const path = ({ text }: Call) => /"([^"]*)"/.exec(text)?.[1] ?? ''
    expect(written.map(path).filter(each => !each.startsWith(home) && !each.startsWith('/dev/'))).toEqual([])
    expect(calls.filter(({ name, text }) => name === 'connect' && !text.includes('AF_UNIX'))).toEqual([])
  })

  test('fits a head, with the WebAssembly it carries', async () => {
    const refused = await run([...binary, 'fit'], { cwd: folder })
    expect(refused).toMatchObject({
      code: 1,
      said: expect.stringMatching(/Name another folder with --out\.\n$/),
    })
    const out = join(folder, 'model')
    const fitted = await run([...binary, 'fit', ...quick, '--out', out], { cwd: folder })
    expect(fitted.code, fitted.said).toBe(0)
    expect(readdirSync(out)).toContain('head.onnx')
  }, 300_000)

  test.runIf(havePhotos)(
    'learns in a process of its own, and catches go on meanwhile',
    async () => {
      const home = join(folder, 'night')
      const night = await openNight(home)
      await night.addFood('khao_soi', 'Khao soi')
      for (const file of photosOf('khao_soi', 'train', 6)) await night.addExample(file, 'khao_soi')
      await night.close()

      const server = await serve([...binary, 'serve'], { home, cwd: folder })
      const phone = await comeIn(server.address, server.output(), 'Aina')
      const settings = { TANGKAP_HOME: home }
      let training = true
      const trained = run([...binary, 'train', '--wait', ...quick], { cwd: folder, settings }).finally(() => {
        training = false
      })
      const photos = (await testPhotos(20, seededRandom(7))).values()
      for (const photo of photos) {
        if (!training) break
        expect((await upload(server.address, phone, { photo: photo.bytes })).status).toBe(303)
      }
      const { code, said, out } = await trained
      expect(code, said).toBe(0)
      const { version, used } = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '')
      expect(used).toMatchObject({ train: 6 })
      expect(readdirSync(join(home, 'models', version))).toContain('head.onnx')
      expect(await server.stop()).toBe(0)
    },
    300_000,
  )

  test('serves with a menu, which a thread of its own fits', async () => {
    const server = await serve([...binary, 'serve'], { home: join(folder, 'menu'), cwd: folder })
    const cookie = await organise(server)
    const organiser = { nickname: 'Cikgu', cookie }
    const saved = await fetch(`${server.address}/organiser/menu`, {
      method: 'POST',
      body: new URLSearchParams(['satay', 'laksa', 'rambutan', 'popiah'].map(food => ['food', food])),
      headers: { cookie },
      redirect: 'manual',
    })
    expect(saved.headers.get('location'), await saved.text()).toBe('/organiser/menu?saved')
    const page = await (await get(server.address, organiser, '/organiser/menu')).text()
    expect(/data-state="(\w+)"/.exec(page)?.[1]).toBe('serving')
    expect(await server.stop()).toBe(0)
  }, 120_000)

  test('judges the shipped model as the source run does', async () => {
    const judged = await run([...binary, 'evaluate', '--json'], { cwd: folder })
    expect(judged.code, judged.said).toBe(0)
    const here = await run([...source, 'evaluate', '--json'], { cwd: root })
    expect(JSON.parse(judged.out)).toEqual(JSON.parse(here.out))
  })

  test('two first starts at once do not get in each other’s way', async () => {
    const settings = { TANGKAP_HOME: join(folder, 'both') }
    const runs = await Promise.all(
      [1, 2].map(() => run([...binary, 'doctor', '--json'], { cwd: folder, settings })),
    )
    for (const { code, said, out } of runs) {
      expect(code, said + out).toBe(0)
    }
    expect(readdirSync(join(folder, 'both/program'))).toHaveLength(1)
  })

  test('a folder it cannot write to is said in one line', async () => {
    const settings = { TANGKAP_HOME: '/dev/null/x' }
    const { code, said } = await run([...binary, 'doctor'], { cwd: folder, settings })
    expect(code).toBe(1)
    expect(said).toMatch(
      /^The program cannot write its libraries to \/dev\/null\/x\/program .*Set TANGKAP_HOME.*\n$/,
    )
  })
})

/** All but the time it took. */
function answersIn(out: string): unknown[] {
  return out
    .split('\n')
    .filter(line => line !== '')
    .map(line => ({ ...(JSON.parse(line) as Record<string, unknown>), ms: 0 }))
}
