import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordCatch } from '../../src/catching/store.ts'
import { showCollection } from '../../src/game/collection.tsx'
import { showFood } from '../../src/game/food.tsx'
import { showLeaderboard } from '../../src/game/leaderboard.tsx'
import { showProfile } from '../../src/game/profile.tsx'
import { newCatch } from '../tiny-event.ts'
import { type Playing, playing, statusOf } from './playing.ts'

let play: Playing
beforeEach(async () => {
  play = await playing()
  await play.event.join('ali')
  await play.event.join('bea')
})
afterEach(() => play.close())

async function caught(player: string, food: string, now = play.now.time) {
  const entry = newCatch(`player-${player}`, { outcome: { state: 'caught', food }, now })
  await recordCatch(play.event.db, play.context.pack, entry)
  return entry
}

describe('the collection', () => {
  const page = async (who: string | null) =>
    (await statusOf(showCollection, play.context, play.visit(who, { path: '/collection' }))).words

  test('shows own photos to a player, outlines to a visitor', async () => {
    const { photo } = await caught('ali', 'satay')
    const [ali, bea, visitor] = [await page('ali'), await page('bea'), await page(null)]
    expect(ali).toContain(`/photos/${photo.id}/thumbnail`)
    expect(ali).toContain('<strong>1</strong> of 5 caught')
    for (const other of [bea, visitor]) {
      expect(other).toContain('The satay')
      expect(other).not.toContain('/photos/')
    }
    expect(visitor).toContain('Join to start yours')
  })

  test('has a page for each kind the pack has, and marks what is still learning', async () => {
    const words = await page('ali')
    const at = ['id="snack"', 'id="drink"', 'id="fruit"'].map(id => words.indexOf(id))
    expect(at.every(place => place > 0)).toBe(true)
    expect(at).toEqual(at.toSorted((a, b) => a - b))
    expect(words).not.toContain('id="dessert"')
    // The durian alone; and its badge says why it is out of reach.
    expect(words.match(/slot-learning/g)).toHaveLength(1)
    expect(words).toContain('1 food is still learning: The durian')
  })
})

describe('a food’s page', () => {
  const page = (who: string | null, id: string) =>
    statusOf(showFood, play.context, play.visit(who, { path: `/foods/${id}`, params: { id } }))

  test('is for anyone; own photos are for their player', async () => {
    const { id, photo } = await caught('ali', 'satay', Date.UTC(2026, 10, 21, 18, 30))
    const own = await page('ali', 'satay')
    expect(own.words).toContain(`/catches/${id}`)
    expect(own.words).toContain(`/photos/${photo.id}/`)
    // The event is in Kuala Lumpur, where the next day has begun.
    expect(own.words).toContain('22 Nov 2026, 02:30')
    for (const who of ['bea', null]) expect((await page(who, 'satay')).words).not.toContain('/photos/')
    expect(own.words).toContain('100–200 g')
    expect(own.words).toContain('https://example.org/book')
    expect((await page('ali', 'durian')).words).toContain('Still learning')
  })

  test.each(['pizza', '', '../satay', 'constructor'])('"%s" is no food', async id => {
    expect((await page('ali', id)).status).toBe(404)
  })
})

describe('the leaderboard', () => {
  const page = async (who: string | null) =>
    (await statusOf(showLeaderboard, play.context, play.visit(who, { path: '/leaderboard' }))).words

  test('ranks, escapes, and marks oneself', async () => {
    await play.event.join('<i>eve</i>')
    await caught('ali', 'satay', 10)
    await caught('bea', 'satay', 5)
    await caught('<i>eve</i>', 'satay', 1)
    await caught('<i>eve</i>', 'teh', 99)
    const words = await page('ali')
    const at = ['eve', '>bea<', '>ali<'].map(name => words.indexOf(name))
    expect(at).toEqual(at.toSorted((a, b) => a - b))
    expect(words).not.toContain('<i>eve')
    expect(words).toContain('3 players')
    expect(words.match(/class="you"/g)).toHaveLength(1)
    expect(await page(null)).not.toContain('class="you"')
  })

  test('gives who has caught nothing no place and no medal', async () => {
    await caught('bea', 'satay')
    const words = await page('ali')
    expect(words).toMatch(/<tr class="self"><td class="ranking-rank"><span>–<\/span>.*ali/s)
    expect(words.match(/data-rank/g)).toHaveLength(1)
    expect(words).not.toContain('ranking-own')
  })

  test('shows own place also below the fiftieth', async () => {
    for (let i = 0; i < 52; i++) {
      await play.event.join(`p${i}`)
      await caught(`p${i}`, 'satay', i)
    }
    const last = await page('p51')
    expect(last.match(/<tr/g)).toHaveLength(1 + 50 + 1)
    expect(last).toContain('ranking-own')
    expect(last).toMatch(/<span>52<\/span>.*p51/s)
    expect((await page(null)).match(/<tr/g)).toHaveLength(1 + 50)
  })

  test('says so when nobody has caught anything', async () => {
    expect(await page(null)).toContain('Nobody has caught anything yet')
  })
})

describe('the profile', () => {
  const page = async (who: string, path = '/profile') =>
    (await statusOf(showProfile, play.context, play.player(who, { path }))).words

  test('shows own catches, rank and badges', async () => {
    await caught('bea', 'satay', 1)
    const { id } = await caught('ali', 'satay', 2)
    const [ali, bea] = [await page('ali'), await page('bea')]
    expect(ali).toContain(`/catches/${id}`)
    expect(bea).not.toContain(`/catches/${id}`)
    expect(ali).toContain('<dd>2</dd>')
    // Joined at eight in the evening UTC: the next day in Kuala Lumpur.
    expect(ali).toContain('21 Nov 2026')
  })

  test('a long one has pages', async () => {
    const ids: string[] = []
    for (let i = 0; i < 61; i++) ids.push((await caught('ali', 'satay', i)).id)
    const [first, second] = [await page('ali'), await page('ali', '/profile?page=2')]
    expect(first).toContain(`/catches/${ids[60]}`)
    expect(first).not.toContain(`/catches/${ids[0]}`)
    expect(second).toContain(`/catches/${ids[0]}`)
    expect(second).not.toContain(`/catches/${ids[1]}"`)
    for (const odd of ['-1', '0', '99', 'x', '1e999']) {
      expect(await page('ali', `/profile?page=${odd}`)).toContain('/catches/')
    }
  })
})
