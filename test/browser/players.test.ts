import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Appliance, startAppliance } from '../appliance.ts'
import { havePhotos, testPhotos } from '../shared-photos.ts'
import {
  claimAccount,
  joinAs,
  openBrowser,
  openPage,
  phone,
  sendPhoto,
  smallPhone,
  type Watched,
} from './chromium.ts'

describe.skipIf(!havePhotos)('players on a phone, and the organiser', () => {
  let appliance: Appliance
  let browser: Browser
  let organiser: Watched

  beforeAll(async () => {
    appliance = await startAppliance()
    browser = await openBrowser()
    organiser = await openPage(browser, phone)
    await claimAccount(organiser.page, appliance.organiserLink)
  })
  afterAll(async () => {
    await browser?.close()
    await appliance?.stop()
  })

  async function player(nickname: string, food: string): Promise<Watched & { photo: string }> {
    const opened = await openPage(browser, phone)
    await joinAs(opened.page, appliance.address, appliance.code, nickname)
    await sendPhoto(opened.page, testPhotos(food)[0] ?? '')
    const photo = await opened.page.locator('.answer-photo img').first().getAttribute('src')
    return { ...opened, photo: `${appliance.address}${photo}` }
  }

  test('the organiser finds a player and erases them; their phone stands before the door', async () => {
    const aina = await player('Aina', 'satay')
    await player('Wei Ling', 'laksa')
    const { page, complaints } = organiser
    await page.getByRole('link', { name: 'All players' }).click()
    await page.getByLabel('Nickname').fill('ain')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.waitForURL(/find=ain/)
    expect(await page.locator('.player-list li').count()).toBe(1)
    await page.getByRole('link', { name: /Aina/ }).click()
    await page.getByRole('heading', { name: 'Aina' }).waitFor()
    expect(await page.locator('.photos img').count()).toBe(1)
    expect((await page.request.get(aina.photo)).status()).toBe(200)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(phone.viewport.width)

    await page.getByText('Erase this player').click()
    await page.getByRole('button', { name: 'Erase for good' }).click()
    await page.getByText('Erased, with every photo').waitFor()
    expect(await page.locator('.player-list').textContent()).not.toContain('Aina')
    expect((await page.request.get(aina.photo)).status()).toBe(404)
    await page.goto(`${appliance.address}/leaderboard`)
    expect(await page.locator('main').textContent()).not.toContain('Aina')

    await aina.page.goto(`${appliance.address}/collection`)
    expect(await aina.page.locator('main').textContent()).toContain('Join to start yours')
    await aina.page.goto(`${appliance.address}/profile`)
    expect(new URL(aina.page.url()).pathname).toBe('/join')
    expect([...complaints, ...aina.complaints]).toEqual([])
  })

  test('players erase themselves, and may join again as somebody new', async () => {
    const { page, complaints, photo } = await player('Haziq', 'durian')
    await page.goto(`${appliance.address}/profile`)
    await page.getByText('Erase me and my photos').click()
    await page.getByRole('button', { name: 'Erase everything' }).click()
    await page.getByText('You and your photos are gone').waitFor()
    expect((await page.request.get(photo)).status()).toBe(404)
    await joinAs(page, appliance.address, appliance.code, 'Haziq')
    await page.goto(`${appliance.address}/profile`)
    expect(await page.locator('.photos li').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  test('a player whose phone forgot them comes back by the organiser’s link, with what was caught before and meanwhile', async () => {
    const before = await openPage(browser, phone)
    await joinAs(before.page, appliance.address, appliance.code, 'Aina')
    await sendPhoto(before.page, testPhotos('satay')[0] ?? '')

    await organiser.page.setViewportSize(smallPhone.viewport)
    await organiser.page.goto(`${appliance.address}/organiser`)
    await organiser.page.getByRole('link', { name: 'All players' }).click()
    await organiser.page.getByRole('link', { name: /Aina/ }).click()
    await organiser.page.getByRole('button', { name: 'Make a link' }).click()
    const link = (await organiser.page.locator('.join-url').textContent()) ?? ''
    await organiser.page.getByRole('img', { name: link }).waitFor()
    const wide = await organiser.page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(smallPhone.viewport.width)

    const { page, complaints } = await openPage(browser, phone)
    await joinAs(page, appliance.address, appliance.code, 'Aina 2')
    await sendPhoto(page, testPhotos('rambutan')[0] ?? '')
    await page.goto(link)
    await page.getByText('You play as Aina 2 on this device').waitFor()
    await page.getByRole('button', { name: 'I am Aina' }).click()
    await page.waitForURL(`${appliance.address}/`)
    await page.goto(`${appliance.address}/profile`)
    expect(await page.getByLabel('Nickname').inputValue()).toBe('Aina')
    expect(await page.locator('.photos li').count()).toBe(2)

    await before.page.goto(`${appliance.address}/profile`)
    expect(new URL(before.page.url()).pathname).toBe('/join')
    expect([...complaints, ...before.complaints, ...organiser.complaints]).toEqual([])
  })
})
