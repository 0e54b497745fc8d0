import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/training/random.ts'
import { inspect, problemsIn } from './inspect.ts'
import { get, join, type Phone, upload } from './phone.ts'
import { havePhotos, type TestPhoto, testPhotos } from './photos.ts'
import { newHome, poll, removeHome, type Server, startServer } from './server.ts'
import { chunk, openWire, statusOf, uploadOnWire } from './wire.ts'

const megabyte = 1024 * 1024

let home: string
let server: Server
let phone: Phone
let photos: TestPhoto[]
let stored = 0

beforeAll(async () => {
  home = await newHome()
  server = await startServer(home)
  phone = await join(server.address, server.output(), 'Ali')
  photos = havePhotos ? await testPhotos(4, seededRandom(7)) : []
})
afterAll(() => removeHome(home))

afterEach(async () => {
  const found = await inspect(home)
  expect(await problemsIn(found)).toEqual([])
  expect(found.rows.catch).toBe(stored)
  // A file of a catch that is not to be would be an orphan.
  expect(found.orphans).toEqual([])
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200)
  // Nothing here is the server's own fault: level 50 is what pino calls an error.
  expect(server.output()).not.toContain('"level":50')
})

const someBytes = (length: number) => new Uint8Array(length).fill(7)
const lines = (pattern: RegExp) => server.output().match(new RegExp(pattern, 'g'))?.length ?? 0

describe('too much', () => {
  test('40 MB that say so', async () => {
    const answer = await upload(server.address, phone, { photo: someBytes(40 * megabyte) })
    expect(answer.status).toBe(413)
    expect(answer.text).toContain('That is too big: at most 12 MB')
  })

  test('40 MB that do not say so', async () => {
    const wire = await openWire(server)
    const { head, body } = uploadOnWire(server, phone, someBytes(40 * megabyte), { chunked: true })
    await wire.send(head)
    // In pieces, for as long as the server listens.
    const sending = (async () => {
      for (let at = 0; at < body.length && !wire.socket.destroyed; at += megabyte) {
        await wire.send(chunk(body.subarray(at, at + megabyte)))
      }
    })()
    const answer = await wire.answer()
    expect(statusOf(answer)).toBe(413)
    expect(answer).toContain('That is too big: at most 12 MB')
    wire.drop()
    await sending
  })

  test('a gigabyte by its own account', async () => {
    const wire = await openWire(server)
    const { head } = uploadOnWire(server, phone, someBytes(10), { says: 1024 * megabyte })
    await wire.send(head)
    expect(statusOf(await wire.answer())).toBe(413)
    wire.drop()
  })

  test('headers', async () => {
    const wire = await openWire(server)
    await wire.send(`GET / HTTP/1.1\r\nhost: x\r\nx-much: ${'m'.repeat(200_000)}\r\n\r\n`)
    const status = statusOf(await wire.answer().catch(() => 'HTTP/1.1 0'))
    expect([400, 431]).toContain(status)
    wire.drop()
  })

  test('a form without a photo of more than 16 kB', async () => {
    const answer = await fetch(`${server.address}/profile`, {
      method: 'POST',
      headers: { cookie: phone.cookie },
      body: new URLSearchParams({ nickname: 'n'.repeat(20_000) }),
    })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('at most 16 kB')
  })
})

describe('not a form', () => {
  test.each(['application/json', 'image/jpeg', 'text/plain', ''])('"%s"', async type => {
    const answer = await fetch(`${server.address}/catches`, {
      method: 'POST',
      headers: { cookie: phone.cookie, 'content-type': type },
      body: someBytes(1000),
    })
    expect(answer.status).toBe(415)
    expect(await answer.text()).toContain('Send this as a form')
  })

  test('a form whose lines between the fields are missing', async () => {
    const answer = await fetch(`${server.address}/catches`, {
      method: 'POST',
      headers: { cookie: phone.cookie, 'content-type': 'multipart/form-data; boundary=nowhere' },
      body: someBytes(1000),
    })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('arrived broken')
  })

  test('not even HTTP', async () => {
    const wire = await openWire(server)
    await wire.send('NOT A REQUEST\r\n\r\n')
    expect(statusOf(await wire.answer())).toBe(400)
    wire.drop()
  })
})

describe.skipIf(!havePhotos)('a line that breaks', () => {
  test.each([
    ['its length said before', false],
    ['its length unknown', true],
  ])('half a photo, then nobody: nothing stays behind (%s)', async (_, chunked) => {
    const before = lines(/Sending was cut off/)
    const wire = await openWire(server)
    const { head, body } = uploadOnWire(server, phone, photo(0).bytes, { chunked })
    const half = body.subarray(0, body.length / 2)
    await wire.send(head)
    await wire.send(chunked ? chunk(half) : half)
    await reached()
    wire.drop()
    await poll(() => lines(/Sending was cut off/) > before, 5000, 'told of it in the log')
  })

  test('a body shorter than it said it would be', async () => {
    const before = lines(/Sending was cut off/)
    const wire = await openWire(server)
    const { head, body } = uploadOnWire(server, phone, photo(0).bytes, { says: 500_000 })
    await wire.send(head)
    await wire.send(body)
    await reached()
    // Half-closed, as by a proxy that gives up: no more will come, and an answer could still be read.
    wire.socket.end()
    await poll(() => lines(/Sending was cut off/) > before, 5000, 'told of it in the log')
  })

  test('whole, but nobody waits for the answer: caught once, and the second try says so', async () => {
    const id = Bun.randomUUIDv7()
    const wire = await openWire(server)
    const { head, body } = uploadOnWire(server, phone, photo(0).bytes, { id })
    await wire.send(head)
    await wire.send(body)
    wire.drop()
    const answer = await upload(server.address, phone, { id, photo: photo(0).bytes })
    expect(answer).toMatchObject({ status: 303, path: `/catches/${id}` })
    stored++
  })

  test('a slow phone is waited for', async () => {
    const id = Bun.randomUUIDv7()
    const wire = await openWire(server)
    const { head, body } = uploadOnWire(server, phone, photo(1).bytes, { id })
    await wire.send(head)
    for (let part = 0; part < 10; part++) {
      await wire.send(body.subarray((body.length * part) / 10, (body.length * (part + 1)) / 10))
      await reached()
    }
    const answer = await wire.answer()
    expect(statusOf(answer)).toBe(303)
    expect(answer).toContain(`/catches/${id}`)
    wire.drop()
    stored++
    expect((await get(server.address, phone, `/catches/${id}`)).status).toBe(200)
  })

  test('the same photo on two lines at once is one catch', async () => {
    const id = Bun.randomUUIDv7()
    const answers = await Promise.all(
      [1, 2, 3].map(() => upload(server.address, phone, { id, photo: photo(2).bytes })),
    )
    for (const answer of answers) expect(answer).toMatchObject({ status: 303, path: `/catches/${id}` })
    stored++
  })
})

describe('heads that no browser sends', () => {
  test.each([
    ['no host, as some watchdogs ask', '/healthz', '1.0', '', 200],
    ['a host that is no name', '/join', '1.1', 'Host: a b\r\n', 200],
    ['a host that is a path', '/nowhere', '1.1', 'Host: evil/..\r\n', 404],
  ])('%s', async (_, path, version, host, status) => {
    const wire = await openWire(server)
    await wire.send(`GET ${path} HTTP/${version}\r\n${host}Connection: close\r\n\r\n`)
    const answer = await wire.answer()
    expect(statusOf(answer)).toBe(status)
    expect(answer.toLowerCase()).toContain('content-security-policy')
    wire.drop()
  })

  test('a link that works is in no line of the log, though it was used wrongly', async () => {
    for (const path of ['/organiser/claim/very-secret', '/back/somebody/very-secret'])
      await fetch(`${server.address}${path}`, { method: 'POST', body: 'x'.repeat(100_000) })
    expect(server.output()).toContain('/organiser/claim/:token')
    expect(server.output()).not.toContain('very-secret')
  })
})

/** The server has had a turn: what was sent before on another line has been read. */
const reached = () => fetch(`${server.address}/healthz`)

function photo(index: number): TestPhoto {
  const found = photos[index]
  if (!found) throw new Error('There are no more photos')
  return found
}
