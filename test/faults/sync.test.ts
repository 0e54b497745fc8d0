import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { seededRandom } from '../../src/training/random.ts'
import { serve } from '../binary/serving.ts'
import { join as comeIn, upload } from './phone.ts'
import { havePhotos, testPhotos } from './photos.ts'
import { type Call, haveStrace, straceTo, traceIn } from './system-calls.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'tangkap-sync-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const traced =
  'openat,write,writev,pwrite64,pwritev,sendto,sendmsg,fsync,fdatasync,sync_file_range,rename,renameat,renameat2'

test.runIf(havePhotos && haveStrace)(
  'photo, thumbnail and their folder are synced before the row is written, and the row before the answer',
  async () => {
    const file = join(folder, 'trace')
    const home = join(folder, 'home')
    const server = await serve(
      [...straceTo(file, traced), process.execPath, join(root, 'src/main.ts'), 'serve'],
      {
        home,
        cwd: root,
      },
    )
    const [photo] = await testPhotos(1, seededRandom(7))
    if (!photo) throw new Error('no photo')
    const phone = await comeIn(server.address, server.output(), 'Aina')
    expect((await upload(server.address, phone, { photo: photo.bytes })).status).toBe(303)
    await server.stop()
    const calls = await traceIn(file)

    const allRenamed = calls.filter(call => call.name.startsWith('rename') && call.text.includes('.jpg.part'))
    // Before it /readyz has tried whether a photo can be written.
    const newest = allRenamed.at(-1)?.text ?? ''
    const id = /([0-9a-f-]{36})\.(?:thumbnail\.)?jpg\.part/.exec(newest)?.[1] ?? 'no photo was renamed'
    const renamed = allRenamed.filter(call => call.text.includes(id))
    expect(renamed).toHaveLength(2)
    const subfolder = `/photos/${id.slice(-2)}>`

    const row = only(
      calls,
      call => call.name.startsWith('pwrite') && call.text.includes('db-wal>') && call.text.includes(id),
    )
    for (const suffix of ['.jpg', '.thumbnail.jpg']) {
      const part = `${id}${suffix}.part`
      const written = last(calls, call => /^p?write/.test(call.name) && call.text.includes(`${part}>`))
      const synced = only(calls, call => isSync(call) && call.text.includes(`${part}>`))
      const named = only(renamed, call => call.text.includes(`/${part}"`))
      expect(synced.begun, `${part} is synced after it is written`).toBeGreaterThan(written.ended)
      expect(named.begun, `${part} gets its name after it is synced`).toBeGreaterThan(synced.ended)
    }
    const folderSynced = only(
      calls,
      call =>
        isSync(call) &&
        call.text.includes(subfolder) &&
        call.begun > Math.max(...renamed.map(each => each.ended)),
    )
    expect(row.begun, 'the row is written after the folder is synced').toBeGreaterThan(folderSynced.ended)
    const rowSynced = only(
      calls,
      call => isSync(call) && call.text.includes('db-wal>') && call.begun > row.ended,
    )
    const answered = only(
      calls,
      call => /^(send|write)/.test(call.name) && call.text.includes('HTTP/1.1 303') && call.begun > row.begun,
    )
    expect(answered.begun, 'the answer goes out after the row is synced').toBeGreaterThan(rowSynced.ended)
    for (const call of calls.filter(isSync)) expect(call.failed, call.text).toBe(false)
  },
)

test.runIf(haveStrace)(
  'every file of a version and its folder are synced before it has its name, and that before its row is written',
  async () => {
    const file = join(folder, 'version-trace')
    const home = join(folder, 'version-home')
    const loop = [process.execPath, join(import.meta.dirname, 'promote-loop.ts'), home, '1']
    const maker = Bun.spawn([...straceTo(file, traced), ...loop], { stdout: 'ignore', stderr: 'inherit' })
    expect(await maker.exited).toBe(0)
    const calls = await traceIn(file)

    const named = only(calls, call => call.name.startsWith('rename') && /\/loop-[^"]*\.part"/.test(call.text))
    const version = /\/(loop-[^"/]*)\.part"/.exec(named.text)?.[1] ?? 'no version was renamed'
    const part = `/models/${version}.part`
    for (const name of ['head.onnx', 'card.json', 'card.md']) {
      const written = last(
        calls,
        call => /^p?write/.test(call.name) && call.text.includes(`${part}/${name}>`),
      )
      const synced = only(calls, call => isSync(call) && call.text.includes(`${part}/${name}>`))
      expect(synced.begun, `${name} is synced after it is written`).toBeGreaterThan(written.ended)
      expect(named.begun, `the version has its name after ${name} is synced`).toBeGreaterThan(synced.ended)
    }
    const folderSynced = only(calls, call => isSync(call) && call.text.includes(`${part}>`))
    expect(named.begun, 'the version has its name after its folder is synced').toBeGreaterThan(
      folderSynced.ended,
    )
    const nameSynced = only(
      calls,
      call => isSync(call) && call.text.includes('/models>') && call.begun > named.ended,
    )
    const row = only(
      calls,
      call => call.name.startsWith('pwrite') && call.text.includes('db-wal>') && call.text.includes(version),
    )
    expect(row.begun, 'the row is written after the name is synced').toBeGreaterThan(nameSynced.ended)
    for (const call of calls.filter(isSync)) expect(call.failed, call.text).toBe(false)
  },
)

const isSync = (call: Call) => call.name === 'fsync' || call.name === 'fdatasync'

function only(calls: readonly Call[], fits: (call: Call) => boolean): Call {
  const found = calls.find(fits)
  if (!found) throw new Error(`there is no call for which ${fits}`)
  return found
}

const last = (calls: readonly Call[], fits: (call: Call) => boolean) => only(calls.toReversed(), fits)
