import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Random, seededRandom } from '../../src/training/random.ts'
import { animated, pngBomb, quarters } from '../pictures.ts'
import { inspect, problemsIn } from './inspect.ts'
import { type Answer, join, type Phone, upload } from './phone.ts'
import { havePhotos, type TestPhoto, testPhotos } from './photos.ts'
import { newHome, removeHome, type Server, startServer } from './server.ts'

let home: string
let server: Server

beforeAll(async () => {
  home = await newHome()
  // One thread: a crowd has to be able to fill the queue.
  server = await startServer(home, { TANGKAP_WORKERS: '1' })
})
afterAll(() => removeHome(home))

const bytes = (buffer: Uint8Array) => new Uint8Array(buffer)
const text = (words: string) => new TextEncoder().encode(words)
const jpeg = () => quarters(640, 480).jpeg().toBuffer()

interface Case {
  file: () => Promise<Uint8Array> | Uint8Array
  status: number
  /** Somewhere in what the player reads. */
  words?: string
}

const cases: Record<string, Case> = {
  '0 bytes': { file: () => new Uint8Array(), status: 400, words: 'There was no photo' },
  text: { file: () => text('nasi lemak'), status: 415, words: 'This is text, not a photo' },
  'a web page': { file: () => text('<!doctype html><p>hi'), status: 415, words: 'web page' },
  'a truncated JPEG': {
    file: async () => (await jpeg()).subarray(0, -2000),
    status: 422,
    words: 'its end is missing',
  },
  'a JPEG of three bytes': { file: () => new Uint8Array([0xff, 0xd8, 0xff]), status: 422, words: 'photo' },
  'a PNG bomb of 60,000 x 60,000': {
    file: () => pngBomb(60_000, 60_000),
    status: 413,
    words: 'too many pixels',
  },
  SVG: {
    file: () => text('<svg xmlns="http://www.w3.org/2000/svg"><rect width="900" height="900"/></svg>'),
    status: 415,
    words: 'SVG',
  },
  '40 MB': { file: () => new Uint8Array(40 * 1024 * 1024), status: 413, words: 'at most 12 MB' },
  'a JPEG of a little more than 12 MB': {
    file: async () => Buffer.concat([await jpeg(), Buffer.alloc(12 * 1024 * 1024)]),
    status: 413,
    words: 'at most 12 MB',
  },
  '1 px': {
    file: () =>
      sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
        .png()
        .toBuffer(),
    status: 422,
    words: 'too small',
  },
  'random bytes': { file: () => randomBytes(5000), status: 415, words: 'not a photo' },
  'an animated GIF': { file: () => animated('gif'), status: 303 },
  'an animated WebP': { file: () => animatedWebp(), status: 303 },
  'a CMYK JPEG': { file: () => quarters(320, 200).toColourspace('cmyk').jpeg().toBuffer(), status: 303 },
  'a 16-bit PNG': { file: () => quarters(300, 200).toColourspace('rgb16').png().toBuffer(), status: 303 },
}

describe.each(Object.entries(cases))('%s', (name, { file, status, words }) => {
  // One player each: nobody may send more than thirty a minute.
  let phone: Phone
  beforeAll(async () => {
    phone = await comes(name)
  })
  test.each([
    ['from a form', false],
    ['from the camera script', true],
  ])('%s', async (_, script) => {
    const before = (await inspect(home)).rows.catch
    const answer = await upload(server.address, phone, { photo: bytes(await file()), script })
    // The script gets the part itself where a form is sent on to the page.
    expect(answer.status).toBe(status === 303 && script ? 200 : status)
    if (words) {
      expect(answer.text).toContain(words)
      expect(answer.path).toBe(null)
    }
    expect(answer.text).not.toMatch(/\.tsx?:\d|node_modules|at async /)
    const after = await inspect(home)
    // Sent again from the script, an accepted one is the same picture and so the same catch.
    expect(after.rows.catch - before).toBe(status === 303 && !script ? 1 : 0)
    expect(after.orphans).toEqual([])
  })
})

test('damaged photos are refused with words or shown as far as they go', async () => {
  const random = seededRandom(5)
  const phone = await comes('fuzz')
  const picture = quarters(400, 300)
  for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const) {
    const whole = await picture.clone().toFormat(format).toBuffer()
    for (let i = 0; i < 5; i++) {
      const answer = await upload(server.address, phone, { photo: damaged(whole, random) })
      expect([303, 400, 413, 415, 422], `${format} ${i}`).toContain(answer.status)
    }
  }
  const found = await inspect(home)
  expect(found.orphans).toEqual([])
  expect(await problemsIn(found)).toEqual([])
})

test('none of them was the fault of the server', () => {
  expect(server.output()).not.toContain('"level":50')
})

describe.skipIf(!havePhotos)('a crowd', () => {
  test('more photos at once than the queue holds: caught or told to come again, and none is lost', async () => {
    const players = await Promise.all(Array.from({ length: 10 }, (_, i) => comes(`player ${i}`)))
    const photos = await testPhotos(100, seededRandom(11))
    // Twelve megapixels take long enough to decode that the queue fills behind them.
    const heavy = await sharp(photos[0]?.bytes).resize(4000, 3000, { fit: 'fill' }).jpeg().toBuffer()
    const before = (await inspect(home)).rows.catch
    const [blocking, first] = await Promise.all([
      Promise.all(players.map(player => upload(server.address, player, { photo: bytes(heavy) }))),
      sendAll(photos, players),
    ])
    expect(blocking.filter(answer => answer.status === 303)).toHaveLength(1)
    const refused = photos.filter(photo => first.get(photo)?.status === 503)
    expect(refused.length).toBeGreaterThan(0)

    let waiting = refused
    for (let round = 0; waiting.length > 0 && round < 10; round++) {
      const some = waiting.slice(0, 20)
      const again = await sendAll(some, players)
      waiting = waiting.filter(photo => again.get(photo)?.status !== 303)
    }
    expect(waiting).toEqual([])
    const found = await inspect(home)
    expect(await problemsIn(found)).toEqual([])
    expect(found.rows.catch - before).toBe(photos.length + 1)
    expect(found.orphans).toEqual([])
  })
})

/** Each photo by the player whose turn it is. Every answer is a catch, or asks for patience and says how much. */
async function sendAll(photos: readonly TestPhoto[], players: readonly Phone[]) {
  const answers = new Map<TestPhoto, Answer>()
  await Promise.all(
    photos.map(async (photo, i) => {
      const player = players[i % players.length]
      if (!player) throw new Error('Nobody plays')
      // The same id each time, as a phone has it: taken from the photo.
      const id = photo.fingerprint.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
      const answer = await upload(server.address, player, { id, photo: photo.bytes })
      answers.set(photo, answer)
      expect([303, 503]).toContain(answer.status)
      if (answer.status === 303) expect(answer.path).toBe(`/catches/${id}`)
      else expect(Number(answer.retryAfter)).toBeGreaterThan(0)
    }),
  )
  return answers
}

const comes = (nickname: string) => join(server.address, server.output(), nickname.slice(0, 20))

/** Another animation than the GIF's: its first frame would be the same picture. */
async function animatedWebp(): Promise<Buffer> {
  const frames = await Promise.all(
    ['#a33', '#3a3'].map(background =>
      sharp({ create: { width: 200, height: 90, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  return sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer()
}

/** A few bytes that are others, or missing. */
function damaged(photo: Buffer, random: Random): Uint8Array<ArrayBuffer> {
  const broken = bytes(photo)
  const start = Math.floor(random() * broken.length)
  if (random() < 0.3) return broken.slice(0, start)
  for (let at = start; at < Math.min(start + 8, broken.length); at++) broken[at] = Math.floor(random() * 256)
  return broken
}

function randomBytes(length: number): Uint8Array {
  const random = seededRandom(3)
  return Uint8Array.from({ length }, () => Math.floor(random() * 256))
}
