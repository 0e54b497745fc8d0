import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openZip } from '../../src/dataset/import-zip.ts'
import { labelledPhotos } from '../../src/dataset/store.ts'
import { countLabelledSince } from '../../src/dataset/waiting-store.ts'
import { eventId } from '../tiny-event.ts'
import { writeZip, zipOf } from '../zips.ts'
import { type Door, openDoor } from './door.ts'
import { picture, unknown } from './playing.ts'

let door: Door
let organiser: string
const open = async () => {
  door = await openDoor()
  organiser = await door.organises()
}

const bytesOf = async (seed: number) => new Uint8Array(await (await picture(seed)).arrayBuffer())

const send = (zip: Uint8Array, headers = {}, to = door, as = organiser) =>
  to.handle(
    new Request('http://tangkap.test/organiser/dataset/import', {
      method: 'POST',
      headers: { host: 'tangkap.test', cookie: as, 'content-type': 'application/zip', ...headers },
      body: zip as Uint8Array<ArrayBuffer>,
    }),
  )

/** The page that says what became of an import, once that is known. */
async function ended(at = door, as = organiser): Promise<string> {
  for (;;) {
    const page = await (await at.ask('GET', '/organiser/dataset/import', { as })).text()
    if (!page.includes('hx-trigger')) return page
    await Bun.sleep(5)
  }
}

const dataset = (path = '', as = organiser) => door.ask('GET', `/organiser/dataset${path}`, { as })
const move = (form: Record<string, string>) =>
  door.ask('POST', '/organiser/dataset/photos', { as: organiser, form })
const photos = (at = door) => labelledPhotos(at.context.db, eventId)
const audit = () =>
  door.context.db.selectFrom('audit_log').select(['action', 'subject', 'details']).orderBy('id').execute()

async function goodZip(): Promise<Buffer> {
  return await zipOf({
    'mine/index.csv': [
      'path,label,kind,split,group,source',
      's/1.jpg,satay,food,train,plate 1,"Book, page 3"',
      's/2.jpg,satay,food,train,plate 1,',
      'teh.jpg,teh,food,test,,',
      'hand.jpg,not_food,outlier,calibration,,',
      'again.jpg,teh,food,test,,',
      'other.jpg,satay,food,test,,',
      'laksa.jpg,laksa,food,,,',
      'text.jpg,teh,food,,,',
      'missing.jpg,teh,food,,,',
      's/3.jpg,satay,food,test,plate 1,',
      'odd.jpg,spaceship,outlier,,,',
    ].join('\r\n'),
    'mine/s/1.jpg': await bytesOf(1),
    'mine/s/2.jpg': await bytesOf(2),
    'mine/s/3.jpg': await bytesOf(3),
    'mine/teh.jpg': await bytesOf(4),
    'mine/again.jpg': await bytesOf(4),
    'mine/other.jpg': await bytesOf(4),
    'mine/hand.jpg': await bytesOf(5),
    'mine/laksa.jpg': await bytesOf(6),
    'mine/odd.jpg': await bytesOf(7),
    'mine/text.jpg': 'not a photo at all',
    'mine/unnamed.jpg': await bytesOf(8),
  })
}

describe('an import', () => {
  beforeEach(open)
  afterEach(() => door.close())

  test('stores what the index names, and says what it refused', async () => {
    expect((await send(await goodZip())).status).toBe(303)
    const page = await ended()
    expect(page).toContain('4 photos stored, 1 there already, 6 refused')
    expect(page).toContain('laksa: 1 photo')
    for (const words of [
      'There is no food called “laksa” here',
      'This is text, not a photo',
      'The zip holds no such file',
      'Group plate 1 is in two splits',
      'no kind of outlier',
      'This very picture is here already, as The teh',
    ])
      expect(page).toContain(words)
    const stored = await photos()
    expect(stored.map(({ label, kind, split, source }) => [label, kind, split, source])).toEqual([
      ['satay', 'food', 'train', 'Book, page 3'],
      ['satay', 'food', 'train', 'import'],
      ['teh', 'food', 'test', 'import'],
      ['not_food', 'outlier', 'calibration', 'import'],
    ])
    expect(stored[0]?.group).toBe(stored[1]?.group)
    expect(new Set(stored.map(photo => photo.group)).size).toBe(3)
    expect(await Bun.file(`${door.context.config.home}/imports`).exists()).toBe(false)

    await send(await goodZip())
    expect(await ended()).toContain('0 photos stored, 5 there already')
    expect(await photos()).toHaveLength(4)
  })

  test('goes on when the server was busy for a moment', async () => {
    const { AppError } = await import('../../src/errors.ts')
    const answer = door.script.next
    door.script.next = new AppError(503, 'busy', { retryAfter: 0.01 })
    door.script.during = async () => {
      if (door.script.asked > 3) door.script.next = answer
    }
    await send(await goodZip())
    expect(await ended()).toContain('4 photos stored')
  })
})

describe('an import that is not taken', () => {
  beforeAll(open)
  afterAll(() => door.close())

  test.each<[string, () => Promise<Uint8Array>, RegExp]>([
    ['no index', async () => zipOf({ 'a.jpg': await bytesOf(1) }), /no index\.tsv/],
    ['two', () => zipOf({ 'index.tsv': 'path', 'b/index.csv': 'path' }), /more than one index/],
    ['columns', () => zipOf({ 'index.tsv': 'path\tlabel\na\tb' }), /no column kind/],
    ['nothing', () => zipOf({ 'index.tsv': 'path\tlabel\tkind\n' }), /names no photo/],
    ['quotes', () => zipOf({ 'index.csv': 'path,label,kind\n"a,b,c' }), /cannot be read/],
    [
      'a link',
      async () =>
        zipOf({
          'index.tsv': 'path\tlabel\tkind\na.jpg\tsatay\tfood\n',
          'a.jpg': await bytesOf(1),
          'b.jpg': { bytes: '/etc/passwd', mode: 0o120777 },
        }),
      /a link/,
    ],
  ])('is refused whole: %s', async (_, make, words) => {
    await send(await make())
    const page = await ended()
    expect(page).toMatch(words)
    expect(page).toContain('Nothing was brought in.')
    expect(await photos()).toEqual([])
  })

  test('is refused before it is read', async () => {
    const zip = await goodZip()
    expect((await send(zip, { 'content-type': 'text/plain' })).status).toBe(415)
    const tooBig = await send(zip, { 'content-length': String(2 ** 31) })
    expect([tooBig.status, await tooBig.text()]).toEqual([413, expect.stringContaining('1024 MB')])
    const [first, second] = await Promise.all([send(zip), send(zip)])
    expect([first.status, second.status].toSorted()).toEqual([303, 409])
    await ended()
  })
})

describe('labelled photos', () => {
  beforeEach(open)
  afterEach(() => door.close())

  test('what is saved as a zip is the same labelled set elsewhere', async () => {
    await send(await goodZip())
    await ended()
    const cookie = await door.joins('Secret Name')
    door.script.next = unknown
    const id = await door.sends(cookie, 20)
    await door.ask('POST', `/organiser/review/${id}`, { as: organiser, form: { decision: 'food:durian' } })

    const saved = await dataset('/export.zip')
    expect(saved.headers.get('content-disposition')).toContain('tangkap-tiny.zip')
    const zip = new Uint8Array(await saved.arrayBuffer())
    const read = await openZip(await writeZip(door.context.config.home, zip), () => {})
    const text = `${read.names} ${Buffer.from(await read.read('index.tsv'))}`
    read.close()
    expect(text).toContain('path\tpack\tlabel\tkind\tsplit\tgroup\tsource\tlicence\toriginal_name\n')
    const { id: player } = await door.context.db.selectFrom('player').select('id').executeTakeFirstOrThrow()
    for (const secret of ['Secret Name', player, id]) expect(text).not.toContain(secret)

    const other = await openDoor()
    try {
      const as = await other.organises()
      await send(zip, {}, other, as)
      expect(await ended(other, as)).toContain('5 photos stored, 0 there already, 0 refused')
      const shape = (all: Awaited<ReturnType<typeof photos>>) =>
        all
          .map(({ label, kind, split, source, group }) =>
            [label, kind, split ?? 'train', source, all.filter(each => each.group === group).length].join(),
          )
          .toSorted()
      expect(shape(await photos(other))).toEqual(shape(await photos()))
    } finally {
      await other.close()
    }
  })

  test('what is saved as a zip comes in once, and an erased player’s photo never again', async () => {
    await send(await goodZip())
    await ended()
    const cookie = await door.joins('Ali')
    door.script.next = unknown
    const id = await door.sends(cookie, 20)
    const settle = (decision: string) =>
      door.ask('POST', `/organiser/review/${id}`, { as: organiser, form: { decision } })
    await settle('food:durian')
    const zip = new Uint8Array(await (await dataset('/export.zip')).arrayBuffer())
    await send(zip)
    expect(await ended()).toContain('0 photos stored, 5 there already, 0 refused')

    await move({ photo: id, to: 'food:teh' })
    await send(zip)
    const moved = await ended()
    expect(moved).toContain('0 photos stored, 4 there already, 1 refused')
    expect(moved).toContain('This very picture is here already, as The teh')

    const { id: player } = await door.playerCalled('Ali')
    await door.ask('POST', `/organiser/players/${player}/erase`, { as: organiser, form: {} })
    await send(zip)
    const page = await ended()
    expect(page).toContain('0 photos stored, 4 there already, 1 refused')
    expect(page).toContain('It was of a player who has been erased')
    expect(await photos()).toHaveLength(4)
  })

  test('a photo that is erased while they are saved breaks the download off', async () => {
    await send(await goodZip())
    await ended()
    const saved = await dataset('/export.zip')
    for (const { id } of await photos()) await door.context.photos.remove(id)
    await expect(saved.arrayBuffer()).rejects.toThrow('ENOENT')
  })

  describe('photos are moved', () => {
    test('an example: label, log and undo', async () => {
      await send(await goodZip())
      await ended()
      const [first] = await photos()
      const back = '/organiser/dataset/photos?label=satay&page=1'
      const { db } = door.context
      const before = door.now.time++
      expect(await countLabelledSince(db, eventId, before)).toBe(0)
      const moved = await move({ photo: first?.id ?? '', to: 'food:popiah', back })
      const address = moved.headers.get('location') ?? ''
      expect(address.startsWith(back)).toBe(true)
      expect((await photos())[0]?.label).toBe('popiah')
      // Learned from under its old name, it teaches anew.
      expect(await countLabelledSince(db, eventId, before)).toBe(1)
      const page = await (await door.ask('GET', address, { as: organiser })).text()
      expect(page).toContain('1 photo moved to <strong>The popiah</strong>.')
      const undo = `food:satay~${first?.id}`
      expect(page).toMatch(
        new RegExp(`name="was" value="food:popiah".*name="undo" value="${undo}".*Undo`, 's'),
      )
      const undone = await move({ undo, was: 'food:popiah' })
      const after = await door.ask('GET', undone.headers.get('location') ?? '', { as: organiser })
      expect(await after.text()).toMatch(/1 photo is what it was before.(?!.*Undo)/s)
      expect((await photos())[0]?.label).toBe('satay')
      expect((await audit()).map(({ action, details }) => [action, JSON.parse(details)])).toEqual([
        ['moved', { from: 'satay', to: 'popiah' }],
        ['moved', { from: 'popiah', to: 'satay' }],
      ])
    })

    test('what was different before is different again after undo, but for what was decided since', async () => {
      await send(await goodZip())
      await ended()
      const id = await door.sends(await door.joins('Ali'), 1)
      await door.ask('POST', `/organiser/review/${id}`, { as: organiser, form: { decision: 'food:teh' } })
      const [first = '', second = ''] = (await photos())
        .filter(photo => photo.id !== id)
        .map(photo => photo.id)
      const before = await labels()
      const moveAll = async (to: Record<string, string>) => {
        const form = new FormData()
        for (const photo of [id, first, second]) form.append('photo', photo)
        for (const [name, value] of Object.entries(to)) form.set(name, value)
        return await follow(form)
      }
      async function follow(form: FormData) {
        const answer = await door.ask('POST', '/organiser/dataset/photos', { as: organiser, form })
        const next = await door.ask('GET', answer.headers.get('location') ?? '', { as: organiser })
        return await next.text()
      }
      async function labels() {
        const all = await photos()
        return [id, first, second].map(one => all.find(photo => photo.id === one)?.label)
      }
      const undo = async (page: string) => {
        const form = new FormData()
        for (const [, name = '', value = ''] of page.matchAll(/name="(undo|was)" value="([^"]*)"/g))
          form.append(name, value)
        return await follow(form)
      }

      const moved = await moveAll({ to: 'food:durian' })
      expect(moved).toContain('3 photos moved to <strong>The durian</strong>.')
      await move({ photo: first, to: 'food:milo' })
      const undone = await undo(moved)
      expect(undone).toContain('2 photos are what they were before.')
      expect(undone).toContain('1 photo stayed')
      expect(await labels()).toEqual([before[0], 'milo', before[2]])

      // What a player sent and was taken out is put back, unless somebody was faster; what was added is gone.
      const out = await moveAll({ out: '1' })
      expect(out).toContain('3 photos were taken out.')
      expect(await undo(out)).toContain('1 photo is what it was before.')
      expect(await labels()).toEqual([before[0], undefined, undefined])
      expect(await undo(out)).toContain('Nothing was changed.')
    })

    test.each([
      ['food:gone~x', 409, 'not in the list any more'],
      ['hidden~x', 409, 'nothing was undone'],
      ['', 409, 'nothing was undone'],
      [
        `food:teh~${Array(61)
          .fill(0)
          .map((_, i) => i)
          .join('.')}`,
        400,
        'at most 60',
      ],
    ])('undo of %j is refused in words', async (undo, status, words) => {
      const answer = await move({ undo, was: 'food:durian' })
      expect(answer.status).toBe(status)
      expect(await answer.text()).toContain(words)
    })

    test('an example that is taken out is gone, files too', async () => {
      await send(await goodZip())
      await ended()
      const [first] = await photos()
      await move({ photo: first?.id ?? '', to: '', out: '1' })
      expect(await photos()).toHaveLength(3)
      expect(await door.context.photos.read(first?.photoId ?? '', 'photo')).toBeNull()
      expect((await audit()).map(row => row.action)).toEqual(['taken out'])
    })

    test('a file that cannot be removed keeps no other, and the page says so', async () => {
      await send(await goodZip())
      await ended()
      const { photos: files } = door.context
      const [stuck = '', other = ''] = (await photos()).map(({ id }) => id).toSorted()
      // No file can be removed where a folder with something in it stands.
      await rm(files.pathOf(stuck, 'photo'))
      await Bun.write(join(files.pathOf(stuck, 'photo'), 'file'), '')
      const form = new FormData()
      for (const id of [stuck, other]) form.append('photo', id)
      form.set('out', '1')
      const answer = await door.ask('POST', '/organiser/dataset/photos', { as: organiser, form })
      expect(await photos()).toHaveLength(2)
      expect(await files.read(other, 'photo')).toBeNull()
      const said = await door.ask('GET', answer.headers.get('location') ?? '', { as: organiser })
      expect(await said.text()).toContain('The file of 1 photo is still on the disk')
    })

    test('a player’s photo is settled anew: its catch follows, and the log has both', async () => {
      const cookie = await door.joins('Ali')
      const id = await door.sends(cookie, 1)
      await door.ask('POST', `/organiser/review/${id}`, { as: organiser, form: { decision: 'food:teh' } })
      await move({ photo: id, to: 'food:durian' })
      const food = () => door.context.db.selectFrom('catch').select(['state', 'food']).executeTakeFirst()
      expect(await food()).toEqual({ state: 'caught', food: 'durian' })
      expect((await audit()).map(row => row.action)).toEqual(['settled', 'reopened', 'settled anew'])
      // Once more changes nothing.
      expect((await move({ photo: id, to: 'food:durian' })).headers.get('location')).toContain('did=0')
      expect(await audit()).toHaveLength(3)
      await move({ photo: id, to: '', out: '1' })
      expect(await photos()).toEqual([])
      await move({ photo: id, to: 'food:teh' })
      expect((await photos()).map(photo => photo.label)).toEqual(['teh'])
      expect(await food()).toEqual({ state: 'caught', food: 'teh' })
    })

    test('on a page that was loaded before, undo leaves what was moved since, and says so', async () => {
      const id = await door.sends(await door.joins('Ali'), 1)
      await door.ask('POST', `/organiser/review/${id}`, { as: organiser, form: { decision: 'food:teh' } })
      const page = await (await door.ask('GET', '/organiser/review', { as: organiser })).text()
      expect(page).toContain('Last: <strong>The teh</strong>')
      const [, batch = ''] = /name="batch" value="([^"]+)"/.exec(page) ?? []
      await move({ photo: id, to: 'food:durian' })
      const reloaded = await door.ask('GET', '/organiser/review', { as: organiser })
      expect(await reloaded.text()).not.toContain('Last:')
      const undo = { as: organiser, form: { batch, whole: '1' }, partial: true }
      const undone = await door.ask('POST', `/organiser/review/${id}/reopen`, undo)
      expect(undone.status).toBe(409)
      expect(await undone.text()).toContain('so nothing was undone')
      expect((await photos()).map(photo => photo.label)).toEqual(['durian'])
    })

    test('what is nobody’s to move stays', async () => {
      const cookie = await door.joins('Ali')
      const id = await door.sends(cookie, 1)
      const location = async (form: Record<string, string>) => (await move(form)).headers.get('location')
      // Nobody has settled it yet; and no address leads elsewhere.
      expect(await location({ photo: id, to: 'food:teh', back: 'https://evil.test' })).toBe(
        '/organiser/dataset?did=0&asked=1&to=food%3Ateh',
      )
      expect((await move({ photo: id, to: 'food:nonsense' })).status).toBe(400)
      expect((await move({ photo: id, to: 'hidden' })).status).toBe(400)
      expect((await move({ to: 'food:teh' })).status).toBe(400)
      expect(await (await dataset('?did=abc')).text()).not.toContain('NaN')
      expect(await audit()).toEqual([])
    })
  })

  test('the page counts, the photos page filters, the check finds a file that is gone', async () => {
    await send(await goodZip())
    await ended()
    const page = await (await dataset()).text()
    expect(page).toContain('4 labelled photos of this event')
    // As every page says it.
    for (const path of ['/organiser/dataset', '/organiser/foods', '/organiser'])
      expect(await (await door.ask('GET', path, { as: organiser })).text()).toMatch(
        /The durian *<\/span><\/a><progress[^>]*aria-label="Photos of The durian"[^>]*><\/progress><span class="learning-count">0 of 10 photos/,
      )
    expect(page).toContain('A food is learned from 10 different photos of this event')
    expect(page).toContain('2 photos in 1 group of look-alikes')
    for (const [query, total] of [
      ['', 4],
      ['?label=satay', 2],
      ['?split=test', 1],
      ['?source=Book%2C+page+3', 1],
      ['?day=2026-11-21', 4],
      ['?day=2026-11-20', 0],
    ]) {
      const shown = await (await dataset(`/photos${query}`)).text()
      expect(shown.match(/type="checkbox" name="photo"/g)?.length ?? 0).toBe(total as number)
    }

    const [first] = await photos()
    await door.context.photos.remove(first?.photoId ?? '')
    await door.ask('POST', '/organiser/dataset/check', { as: organiser, form: {} })
    for (;;) {
      const checked = await (
        await door.ask('GET', '/organiser/dataset', { as: organiser, partial: true })
      ).text()
      if (checked.includes('hx-trigger')) {
        await Bun.sleep(20)
        continue
      }
      expect(checked).toContain('4 photos looked at')
      expect(checked).toContain('Its file is missing')
      // No version serves at this door.
      expect(checked).toContain('whether their labels are right: The satay, The teh.')
      break
    }
  })
})
