import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { championOf, followChampion, promote, setPinned } from '../../src/registry/index.ts'
import { type Door, openDoor } from './door.ts'
import { sure, unknown } from './playing.ts'
import { keepVersions, type Versions } from './versions.ts'

const day = 24 * 60 * 60 * 1000

let door: Door
let cookie: string
let versions: Versions
beforeEach(async () => {
  door = await openDoor()
  cookie = await door.organises()
  versions = await keepVersions(door, 'tiny-a')
  await versions.keep('tiny-b')
  const [backboneId = ''] = door.context.classifier.backbone.split('/')
  const registry = { db: door.context.db, home: door.context.config.home, backboneId }
  await promote(registry, 'tiny-b', { by: 'gate', now: door.now.time })
  await followChampion(door.context)
})
afterEach(() => door.close())

let seed = 0
/** Sends a photo that shows `truth` and lets a reviewer say so; the two versions say what `says` has. */
async function sendAndSettle(player: string, truth: string): Promise<void> {
  const id = await door.sends(player, seed++)
  const settled = await door.ask('POST', `/organiser/review/${id}`, { as: cookie, form: { decision: truth } })
  expect(settled.status).toBe(303)
}
const pinned = async (pin: boolean) => {
  const { db, pack } = door.context
  expect(await setPinned(db, await championOf(db, pack.id), pin, { by: 'user-1', now: door.now.time })).toBe(
    true,
  )
}
const page = async (path: string) => await (await door.ask('GET', path, { as: cookie })).text()

describe('the version before looks on', () => {
  test('and what people would have been shown otherwise is kept with the prediction', async () => {
    expect(versions.taken).toEqual(['tiny-b + tiny-a'])
    const player = await door.joins('Aina')
    for (const shadow of [sure('satay', 0.6), sure('popiah'), unknown]) {
      versions.says = { shown: sure('satay'), shadow }
      await sendAndSettle(player, 'food:satay')
    }
    const kept = await door.context.db.selectFrom('shadow').select(['model', 'verdict', 'food']).execute()
    expect(kept).toEqual([
      { model: 'tiny-a', verdict: 'recognised', food: 'popiah' },
      { model: 'tiny-a', verdict: 'unknown', food: null },
    ])
  })

  test('for a week, and not while an organiser keeps the one that serves', async () => {
    await pinned(true)
    await followChampion(door.context)
    await pinned(false)
    await followChampion(door.context)
    door.now.time += 7 * day
    await followChampion(door.context)
    await followChampion(door.context)
    expect(versions.taken).toEqual(['tiny-b + tiny-a', 'tiny-b', 'tiny-b + tiny-a', 'tiny-b'])
  })
})

test('nobody is promised that one comes back whose files were damaged since', async () => {
  expect(await page('/organiser/models')).toContain('looks on')
  await appendFile(join(door.context.config.home, 'models/tiny-a/card.json'), ' ')
  expect(await page('/organiser/models')).not.toContain('looks on')
})

test('a reviewer reads which version answered, by its name', async () => {
  await door.sends(await door.joins('Aina'), seed++)
  const review = await page('/organiser/review')
  expect(review).toMatch(/model “1 Jan [^”]*”/)
  expect(review).toMatch(/<option value="tiny-b">1 Jan /)
})

describe('a version that turns out worse', () => {
  beforeEach(() => {
    versions.says = { shown: sure('popiah'), shadow: sure('satay') }
  })

  test('is rolled back by itself, and organisers are told until one has read it', async () => {
    for (let i = 0; i < 7; i++) {
      expect(await versions.champion()).toBe('tiny-b')
      await sendAndSettle(await door.joins(`Player ${i}`), 'food:satay')
    }
    expect(await versions.champion()).toBe('tiny-a')
    // Nobody watches the one that was found better.
    expect(versions.taken).toEqual(['tiny-b + tiny-a', 'tiny-a'])
    const { db } = door.context
    const logged = await db.selectFrom('audit_log').selectAll().where('action', '=', 'promoted').execute()
    expect(logged.at(-1)).toMatchObject({ actor: 'watch', subject: 'tiny-a' })
    const told = /The model “1 Jan [^”]*” turned out worse, so “1 Jan [^”]*” took over again\./
    expect(await page('/organiser')).toMatch(told)
    expect(await page('/organiser')).toContain('the one that answered 0 times, the other 7 times.')
    expect(await page('/organiser/models')).toContain('because the one after it was worse')
    const { id } = await db.selectFrom('model_notice').select('id').executeTakeFirstOrThrow()
    await door.ask('POST', `/organiser/models/notices/${id}/seen`, { as: cookie, form: {} })
    expect(await page('/organiser')).not.toMatch(told)
  })

  test('is not, on one player’s word', async () => {
    const troll = await door.joins('Troll')
    for (let i = 0; i < 12; i++) await sendAndSettle(troll, 'food:satay')
    expect(await versions.champion()).toBe('tiny-b')
  })

  test('is not, while an organiser keeps it', async () => {
    await pinned(true)
    for (let i = 0; i < 9; i++) await sendAndSettle(await door.joins(`Player ${i}`), 'food:satay')
    expect(await versions.champion()).toBe('tiny-b')
  })
})

test('a version an organiser went back from does not come back by itself', async () => {
  const went = await door.ask('POST', '/organiser/models/tiny-a/promote', {
    as: cookie,
    form: { from: 'tiny-b' },
  })
  expect(went.status).toBe(303)
  versions.says = { shown: sure('popiah'), shadow: sure('satay') }
  for (let i = 0; i < 8; i++) await sendAndSettle(await door.joins(`Player ${i}`), 'food:satay')
  expect(await versions.champion()).toBe('tiny-a')
  expect(versions.taken).toEqual(['tiny-b + tiny-a', 'tiny-a'])
  expect(await page('/organiser/models')).not.toContain('looks on')
})

test('a version that is right more often stays', async () => {
  versions.says = { shown: sure('satay'), shadow: sure('popiah') }
  for (let i = 0; i < 9; i++) await sendAndSettle(await door.joins(`Player ${i}`), 'food:satay')
  expect(await versions.champion()).toBe('tiny-b')
  expect(await page('/organiser/models')).toMatch(/“1 Jan [^”]*” looks on/)
})
