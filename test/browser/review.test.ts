import type { BrowserContextOptions, Page } from 'playwright-core'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { havePhotos, testPhotos } from '../shared-photos.ts'
import { claimAccount, desk, joinAs, openPage, phone, sendPhoto, type Watched } from './chromium.ts'
import { openOrganisedEvent } from './event.ts'

const labels = ['satay', 'laksa', 'pau', 'durian', 'thosai', 'cendol', 'rambutan', 'pineapple', 'samosa']

describe.skipIf(!havePhotos)('checking photos in a browser, with the real model and real photos', () => {
  const event = openOrganisedEvent(desk)

  const photo = (label: string, i = 0) => testPhotos(label)[i] ?? ''
  const shown = (page: Page) => page.locator('[data-item]').getAttribute('data-item')
  const open = (page: Page, query = '') => page.goto(`${event.appliance.address}/organiser/review${query}`)

  /** Presses a key and waits until another photo, or none, is shown. */
  async function press(page: Page, key: string): Promise<void> {
    const before = await shown(page)
    await page.keyboard.press(key)
    await page.waitForFunction(
      id => document.querySelector('[data-item]')?.getAttribute('data-item') !== id,
      before,
      { polling: 'raf' },
    )
  }

  /** Where the page was scrolled to in the half second that follows. */
  const heights = (page: Page) =>
    page.evaluate(async () => {
      const seen = new Set<number>()
      for (let frame = 0; frame < 30; frame++) {
        seen.add(window.scrollY)
        await new Promise(requestAnimationFrame)
      }
      return [...seen]
    })

  async function player(nickname: string, screen: BrowserContextOptions = phone): Promise<Watched> {
    const opened = await openPage(event.browser, screen)
    await joinAs(opened.page, event.appliance.address, event.appliance.code, nickname)
    return opened
  }

  /** Sends photos without a event.browser, as quickly as they are judged. */
  async function sendAll(nickname: string, photos: Blob[]): Promise<void> {
    const join = new URLSearchParams({ code: event.appliance.code, nickname })
    const joined = await fetch(`${event.appliance.address}/join`, {
      method: 'POST',
      body: join,
      redirect: 'manual',
    })
    const cookie = joined.headers
      .getSetCookie()
      .map(line => line.split(';')[0])
      .join('; ')
    for (const each of photos) {
      const body = new FormData()
      body.set('photo', each, 'photo.jpg')
      const answer = await fetch(`${event.appliance.address}/catches`, {
        method: 'POST',
        body,
        headers: { cookie },
        redirect: 'manual',
      })
      expect(answer.status).toBe(303)
    }
  }

  test.each([
    ['a phone', 'Aina', phone, 0],
    // Beside a new sticker, whose light must not lie over the buttons once it stands still.
    ['a desk', 'Aini', desk, 1],
  ])(
    'on %s: yes, no, it is really …: one word, changed as one likes at first',
    async (_, name, screen, i) => {
      const { page, complaints } = await player(name, screen)
      // What came of a tap is in view, and the page stands still: what moves takes a click along.
      const told = async (words: string) => {
        const message = page.locator('.said:focus', { hasText: words })
        await message.waitFor()
        expect(await heights(page)).toHaveLength(1)
        const box = await message.boundingBox()
        const tabs = screen === phone ? await page.locator('.tabs').boundingBox() : null
        expect(box?.y).toBeGreaterThanOrEqual(0)
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(tabs?.y ?? screen.viewport.height)
      }
      expect(await sendPhoto(page, photo('nasi_lemak', i))).toBe('Nasi lemak!')
      await page.locator('h1:focus').waitFor()
      expect(await heights(page)).toEqual([0])
      await page.evaluate(() => Promise.all(document.getAnimations().map(each => each.finished)))
      await page.getByRole('button', { name: 'Yes', exact: true }).click()
      await told('You said it is right')
      // The message is in view already, so nothing moves.
      const stood = await heights(page)
      await page.getByRole('button', { name: 'No', exact: true }).click()
      await told('You said it is wrong')
      expect(await heights(page)).toEqual(stood)
      await page.locator('.chip', { hasText: 'Laksa' }).click()
      await page.getByRole('button', { name: /checked/i }).click()
      await told('Thanks for telling us that it is really Laksa')

      await page.getByText('Say something else').click()
      // What is wrong stands at the button.
      await page.getByRole('button', { name: /checked/i }).click()
      await page.locator('.claim-form .problem:focus', { hasText: 'Pick a food' }).waitFor()
      // By a name in another language, without its capitals, and with spaces too many.
      await page.getByLabel('Find a food').fill(' roti  bakar KAYA')
      expect(await page.locator('.chip:visible').allTextContents()).toEqual(['Kaya toast', 'Another food'])
      await page.getByLabel('Anything to add?').fill('Nasi dagang')
      expect(await page.getByRole('radio', { name: 'Another food' }).isChecked()).toBe(true)
      await page.getByRole('button', { name: /checked/i }).click()
      await told('Thanks for telling us that it is really Nasi dagang')
      await page.getByText('Say something else').click()
      // What nothing is called need not be typed twice.
      await page.getByLabel('Find a food').fill('Murtabak')
      await page.locator('.chip', { hasText: 'Another food: “Murtabak”' }).click()
      expect(await page.getByLabel('Anything to add?').inputValue()).toBe('Murtabak')
      await page.getByRole('button', { name: 'It is not food' }).click()
      await told('You said it is not food')
      expect(complaints).toEqual([])
      await page.context().close()
    },
  )

  test('a claim is approved with one key, becomes a catch, and its player is told', async () => {
    const { page, complaints } = await player('Ester')
    expect(await sendPhoto(page, photo('scene', 1))).toBe('Not a food I know')
    await page.locator('.chip', { hasText: 'Kottu' }).click()
    await page.getByRole('button', { name: /checked/i }).click()
    await page.getByRole('heading', { name: 'Thanks!' }).waitFor()

    await open(event.organiser.page, '?food=kottu')
    expect(await event.organiser.page.locator('.review-said').textContent()).toContain('It is really Kottu')
    await press(event.organiser.page, 'Enter')
    expect(await event.organiser.page.locator('.review-undo').textContent()).toContain('Kottu')

    await page.goto(event.appliance.address)
    await page.getByText('You were right, it is Kottu!').waitFor()
    await page.getByRole('button', { name: 'OK' }).click()
    await page.locator('.news-item').waitFor({ state: 'detached' })
    // The keyboard goes on at the page, not in front of everything.
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main')
    await page.goto(`${event.appliance.address}/collection`)
    expect(await page.locator('main').textContent()).toContain('1 of 42')
    expect(await page.locator('.news').count()).toBe(0)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('known photos beside it, and with a key where the model looked', async () => {
    await sendAll('Farid', [Bun.file(photo('tom_yam')), Bun.file(photo('tom_yam', 1))])
    const { page, complaints } = event.organiser
    await open(page, '?food=tom_yam')
    const nearest = page.locator('.review-evidence li')
    expect(await nearest.count()).toBe(5)
    expect(await nearest.filter({ hasText: 'Tom yam' }).count()).toBeGreaterThan(2)
    expect(await page.locator('.looked-overlay').count()).toBe(0)

    const before = await shown(page)
    await page.keyboard.press('l')
    const overlay = page.locator('.looked-overlay')
    await overlay.waitFor()
    await overlay.evaluate(image => (image as HTMLImageElement).decode())
    await page.keyboard.press('l')
    expect(await page.getByRole('checkbox', { name: 'Show where it looked' }).isChecked()).toBe(false)
    expect(await shown(page)).toBe(before)
    await press(page, 'Enter')
    // What was settled is known at once, with its photo.
    expect(await page.locator('.review-evidence li').filter({ hasText: 'Tom yam' }).count()).toBeGreaterThan(
      2,
    )
    const today = new Date().toISOString().slice(0, 10)
    await open(page, `?day=${today}`)
    expect(await page.getByLabel('Day').inputValue()).toBe(today)
    await open(page, '?day=2020-02-02')
    await page.getByText('No photo fits these filters').waitFor()
    expect(complaints).toEqual([])
  })

  test('30 photos in a minute with the keyboard; undo brings the last one back', async () => {
    const files = labels.flatMap(label => testPhotos(label).slice(0, 5))
    const photos = files.map(file => Bun.file(file) as Blob)
    await Promise.all([sendAll('Bala', photos.slice(0, 22)), sendAll('Chong', photos.slice(22))])

    const { page, complaints } = event.organiser
    await open(page)
    const started = performance.now()
    const seen = new Set<string | null>()
    for (let i = 0; i < 30; i++) {
      seen.add(await shown(page))
      const sure = (await page.locator('[data-key="Enter"]').count()) > 0
      await press(page, sure ? 'Enter' : 'n')
    }
    const seconds = (performance.now() - started) / 1000
    console.log(`30 photos settled with the keyboard in ${seconds.toFixed(1)} s`)
    expect(seen.size).toBe(30)
    expect(seconds).toBeLessThan(60)

    const last = await shown(page)
    await press(page, 'u')
    expect(await page.locator('.review-undo').textContent()).toContain('unusable')
    await press(page, 'z')
    expect(await shown(page)).toBe(last)

    await page.keyboard.press('f')
    await page.keyboard.type('kaya')
    const before = await shown(page)
    await page.keyboard.press('Enter')
    await page.locator('.review-undo', { hasText: 'Kaya' }).waitFor()
    expect(await shown(page)).not.toBe(before)
    expect(complaints).toEqual([])
  })

  test('on a phone: one tap a photo, photo and buttons on one screen, and the next photo in sight', async () => {
    await sendAll(
      'Gopal',
      testPhotos('tom_yam')
        .slice(4, 12)
        .map(file => Bun.file(file)),
    )
    const storageState = await event.organiser.page.context().storageState()
    // What a browser's own bars leave of a phone's screen.
    const { page, complaints } = await openPage(event.browser, {
      ...phone,
      viewport: { width: 390, height: 680 },
      storageState,
    })
    await open(page, '?food=tom_yam')
    const outOfSight = (selectors: string[]) =>
      page.evaluate(
        all =>
          all.filter(selector => {
            const { top, bottom } = document.querySelector(selector)?.getBoundingClientRect() ?? {
              top: -1,
              bottom: 0,
            }
            return top < 0 || bottom > innerHeight
          }),
        selectors,
      )
    for (let i = 0; i < 3; i++) {
      const before = await shown(page)
      const needed = ['.review-figure img', '[data-key=Enter]', '[value=not_food]', '.review-said']
      await expect.poll(() => outOfSight(needed)).toEqual([])
      if (i === 1)
        await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }))
      await page.locator('[data-key=Enter]').tap()
      await page.waitForFunction(
        id => document.querySelector('[data-item]')?.getAttribute('data-item') !== id,
        before,
        { polling: 'raf' },
      )
    }
    expect(complaints).toEqual([])

    const before = await shown(page)
    await page.context().setOffline(true)
    await page.locator('[value=not_food]').tap()
    await page.getByRole('alert').getByText('No connection').waitFor()
    expect(await shown(page)).toBe(before)
    await page.context().close()
  })

  test('what was settled is listed and can be reopened', async () => {
    const { page } = event.organiser
    await page.goto(`${event.appliance.address}/organiser/review/settled`)
    const rows = page.locator('.settled-list li')
    const before = await rows.count()
    const thumbnail = await rows.first().locator('img').getAttribute('src')
    await rows.first().getByRole('button', { name: 'Reopen' }).click()
    // It is there to be decided anew.
    await page.waitForURL(/\/organiser\/review\?photo=/)
    const photoShown = await page.locator('.review-figure img').getAttribute('src')
    expect(photoShown?.replace(/\/photo$/, '')).toBe(thumbnail?.replace(/\/thumbnail$/, ''))
    await page.goto(`${event.appliance.address}/organiser/review/settled`)
    expect(await rows.count()).toBe(before - 1)
  })

  test('two reviewers at once never get the same photo', async () => {
    await event.organiser.page.goto(`${event.appliance.address}/organiser`)
    await event.organiser.page.getByRole('link', { name: 'Reviewers' }).click()
    await event.organiser.page.getByRole('button', { name: 'Make a link' }).click()
    const link = (await event.organiser.page.locator('.join-url').textContent()) ?? ''
    const helper = await openPage(event.browser, desk)
    await claimAccount(
      helper.page,
      `${event.appliance.address}${new URL(link).pathname}`,
      'helper@example.org',
    )
    expect((await helper.page.goto(`${event.appliance.address}/organiser`))?.status()).toBe(404)

    const seen: (string | null)[] = []
    await Promise.all(
      [event.organiser.page, helper.page].map(async page => {
        await open(page)
        for (let i = 0; i < 5; i++) {
          seen.push(await shown(page))
          await press(page, 'u')
        }
      }),
    )
    expect(new Set(seen).size).toBe(10)
    expect(helper.complaints).toEqual([])
    await helper.page.context().close()
  })

  test('look-alikes are marked and settled together', async () => {
    const original = sharp(photo('pineapple', 10)).autoOrient()
    const copies = [90, 80, 70, 60].map(async quality => {
      return new Blob([new Uint8Array(await original.clone().jpeg({ quality }).toBuffer())])
    })
    await sendAll('Devi', await Promise.all(copies))
    const { page, complaints } = event.organiser
    await open(page)
    const option = page.locator('select[name=player] option', { hasText: 'Devi' })
    await open(page, `?player=${await option.getAttribute('value')}`)
    expect(await page.locator('.look-alike').count()).toBe(3)
    // On a phone the row stands above buttons that stay at the bottom, one above the other.
    await page.setViewportSize(phone.viewport)
    const sure = await page.locator('[data-key=Enter]').boundingBox()
    const others = await page.locator('.review-others').boundingBox()
    expect((sure?.y ?? 0) + (sure?.height ?? 0)).toBeLessThanOrEqual(others?.y ?? 0)
    expect((others?.y ?? 0) + (others?.height ?? 0)).toBeLessThanOrEqual(phone.viewport.height)
    await page.setViewportSize(desk.viewport)
    await page.keyboard.press('a')
    expect(await page.locator('.look-alike :checked').count()).toBe(3)
    await press(page, 'o')
    expect(await page.locator('.review-undo').textContent()).toContain('a food not listed, 4 photos')
    await page.getByText('No photo fits these filters').waitFor()
    expect(complaints).toEqual([])
  })

  test.each([390, 1280])('the pages fit a screen of %i px', async width => {
    const { page } = event.organiser
    await page.setViewportSize({ width, height: 844 })
    for (const path of ['/organiser/review', '/organiser/review/settled', '/organiser']) {
      await page.goto(`${event.appliance.address}${path}`)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide).toBeLessThanOrEqual(width)
    }
  })
})
