import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Appliance, startAppliance } from '../appliance.ts'
import { havePhotos, testPhotos } from '../shared-photos.ts'
import { joinAs, openBrowser, openPage, phone, sendPhoto, smallPhone } from './chromium.ts'

describe.skipIf(!havePhotos)('a player whose phone forgot them', () => {
  let appliance: Appliance
  let browser: Browser

  beforeAll(async () => {
    appliance = await startAppliance()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await appliance?.stop()
  })

  test('comes back by the organiser’s link, with what was caught before and meanwhile', async () => {
    const before = await openPage(browser, phone)
    await joinAs(before.page, appliance.address, appliance.code, 'Aina')
    await sendPhoto(before.page, testPhotos('satay')[0] ?? '')

    const organiser = await openPage(browser, smallPhone)
    await organiser.page.goto(appliance.organiserLink)
    await organiser.page.getByLabel(/e-mail/i).fill('cikgu@example.org')
    await organiser.page.getByLabel(/password/i).fill('three long words')
    await organiser.page.locator('main form button[type=submit]').click()
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
