import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { havePhotos, testPhotos } from '../shared-photos.ts'
import { desk, joinAs, openPage, phone, sendPhoto } from './chromium.ts'
import { openOrganisedEvent } from './event.ts'

describe.skipIf(!havePhotos)('today’s menu in a browser, with the real model and real photos', () => {
  const event = openOrganisedEvent(phone)
  const rambutan = havePhotos ? testPhotos('rambutan') : []

  beforeAll(async () => {
    const { page } = event.organiser
    await page.getByRole('link', { name: 'Tick today’s foods' }).click()
  })

  const counted = (page: Page, words: string) =>
    page.locator('[data-menu-count]').getByText(words, { exact: true }).waitFor()
  const state = (page: Page) => page.locator('[data-state]').getAttribute('data-state')
  /** Names of one word that stand on two lines. */
  const brokenWords = (page: Page) =>
    page.locator('.menu-tile-name').evaluateAll(names =>
      names
        .filter(name => {
          const range = document.createRange()
          range.selectNodeContents(name)
          return !/[ -]/.test(name.textContent ?? '') && range.getClientRects().length > 1
        })
        .map(name => name.textContent),
    )
  const save = async (page: Page) => {
    await page.getByRole('button', { name: 'Save today’s menu' }).click()
    await page.waitForURL(/saved/)
  }

  test('is ticked with a thumb: none, some that are looked for, one by one', async () => {
    const { page } = event.organiser
    await counted(page, '42 ticked')
    await page.getByRole('link', { name: 'Tick none' }).click()
    await counted(page, '0 ticked')
    await page.getByLabel('Find a food').fill('kuih')
    // What is found stands between the field, at the top, and the one bar that is left.
    expect((await page.getByLabel('Find a food').boundingBox())?.y).toBeLessThan(40)
    expect(await page.locator('.tabs').isVisible()).toBe(false)
    await page.getByRole('link', { name: 'Tick all' }).click()
    // One of them is called so in Malay only.
    await counted(page, '5 ticked')
    await page.getByLabel('Find a food').fill('')
    for (const name of ['Laksa', 'Satay', 'Popiah', 'Teh tarik']) await page.getByLabel(name).tap()
    await counted(page, '9 ticked')
    expect(new URL(page.url()).search).toBe('')
    for (const box of await page.locator('.menu-tile').all()) {
      const { width = 0, height = 0 } = (await box.boundingBox()) ?? {}
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44)
    }
  })

  test('serves when it is saved, and says what it does not know yet', async () => {
    const { page } = event.organiser
    await save(page)
    expect(await state(page)).toBe('serving')
    // Laksa, satay, popiah and three of the five kuih.
    const words = await page.locator('.menu-now').textContent()
    expect(words).toContain('looks for 6 foods')
    expect(words).toContain('still learning 3 more')
    for (const size of [phone.viewport, { width: 360, height: 740 }, desk.viewport]) {
      await page.setViewportSize(size)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide).toBeLessThanOrEqual(size.width)
      expect(await brokenWords(page)).toEqual([])
    }
    await page.setViewportSize(phone.viewport)
    expect(event.organiser.complaints).toEqual([])
  })

  test('players read it, and are asked about a food that is not on it; they can claim it', async () => {
    const aina = await openPage(event.browser, phone)
    await joinAs(aina.page, event.appliance.address, event.appliance.code, 'Aina')
    expect(await aina.page.locator('.today').textContent()).toContain('Laksa, Satay')
    expect(await sendPhoto(aina.page, rambutan[0] ?? '')).toBe('Not on today’s menu?')
    await aina.page.getByRole('button', { name: 'It is Rambutan' }).click()
    await aina.page.getByText('Waiting for the organiser').waitFor()
    await aina.page.goto(`${event.appliance.address}/collection`)
    expect(await aina.page.locator('.slot .slot-today').count()).toBe(9)
    expect(aina.complaints).toEqual([])
    await aina.page.context().close()
  })

  test('works where scripts are off; a menu that is too small is refused in words', async () => {
    const storageState = await event.organiser.page.context().storageState()
    const { page } = await openPage(event.browser, { ...phone, javaScriptEnabled: false, storageState })
    await page.goto(`${event.appliance.address}/organiser/menu`)
    await page.getByRole('link', { name: 'Tick none' }).click()
    await page.getByLabel('Laksa').check()
    await page.getByRole('button', { name: 'Save today’s menu' }).click()
    await page.getByText('the camera knows only Laksa').waitFor()
    expect(await page.getByLabel('Laksa').isChecked()).toBe(true)
    await page.getByLabel('Rambutan').check()
    await save(page)
    expect(await state(page)).toBe('serving')
    await page.context().close()
  })

  test('the same food is caught once it is on the menu, and without a menu', async () => {
    const { page } = event.organiser
    const badrul = await openPage(event.browser, phone)
    await joinAs(badrul.page, event.appliance.address, event.appliance.code, 'Badrul')
    expect(await sendPhoto(badrul.page, rambutan[1] ?? '')).toBe('Rambutan!')
    await page.goto(`${event.appliance.address}/organiser/menu`)
    await page.getByRole('button', { name: 'Everything is served' }).click()
    await page.waitForURL(/saved/)
    expect(await state(page)).toBe('everything')
    await badrul.page.goto(event.appliance.address)
    expect(await badrul.page.locator('.today').count()).toBe(0)
    expect(await sendPhoto(badrul.page, rambutan[2] ?? '')).toBe('Rambutan!')
    await badrul.page.context().close()
  })
})
