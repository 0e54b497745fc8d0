import { describe, expect, test } from 'vitest'
import { havePhotos, testPhotos } from '../shared-photos.ts'
import { claimAccount, joinAs, openPage, phone, sendPhoto, smallPhone, type Watched } from './chromium.ts'
import { openOrganisedEvent } from './event.ts'

describe.skipIf(!havePhotos)('players on a phone, and the organiser', () => {
  const event = openOrganisedEvent(phone)

  async function player(nickname: string, food: string): Promise<Watched & { photo: string }> {
    const opened = await openPage(event.browser, phone)
    await joinAs(opened.page, event.appliance.address, event.appliance.code, nickname)
    await sendPhoto(opened.page, testPhotos(food)[0] ?? '')
    const photo = await opened.page.locator('.answer-photo img').first().getAttribute('src')
    return { ...opened, photo: `${event.appliance.address}${photo}` }
  }

  test('the organiser finds a player and erases them; their phone stands before the door', async () => {
    const aina = await player('Aina', 'satay')
    await player('Wei Ling', 'laksa')
    const { page, complaints } = event.organiser
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
    await page.goto(`${event.appliance.address}/leaderboard`)
    expect(await page.locator('main').textContent()).not.toContain('Aina')

    await aina.page.goto(`${event.appliance.address}/collection`)
    expect(await aina.page.locator('main').textContent()).toContain('Join to start yours')
    await aina.page.goto(`${event.appliance.address}/profile`)
    expect(new URL(aina.page.url()).pathname).toBe('/join')
    expect([...complaints, ...aina.complaints]).toEqual([])
  })

  test('players erase themselves, and may join again as somebody new', async () => {
    const { page, complaints, photo } = await player('Haziq', 'durian')
    await page.goto(`${event.appliance.address}/profile`)
    await page.getByText('Erase me and my photos').click()
    await page.getByRole('button', { name: 'Erase everything' }).click()
    await page.getByText('You and your photos are gone').waitFor()
    expect((await page.request.get(photo)).status()).toBe(404)
    await joinAs(page, event.appliance.address, event.appliance.code, 'Haziq')
    await page.goto(`${event.appliance.address}/profile`)
    expect(await page.locator('.photos li').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  test('who taps twice on a slow line joins once, and a form that was gone back to works again', async () => {
    const { page } = await openPage(event.browser, phone)
    const sent: string[] = []
    const slow = Promise.withResolvers<void>()
    await page.route('**/join', async route => {
      sent.push(route.request().method())
      await slow.promise
      await route.continue()
    })
    const door = `${event.appliance.address}/join/WRONG1`
    await page.goto(door)
    await page.getByLabel('Nickname').fill('Tapper')
    const start = page.getByRole('button', { name: /start/i })
    await start.scrollIntoViewIfNeeded()
    const { x = 0, y = 0 } = (await start.boundingBox()) ?? {}
    const asked = page.waitForRequest('**/join')
    await page.touchscreen.tap(x + 20, y + 20)
    await asked
    await page.touchscreen.tap(x + 20, y + 20)
    slow.resolve()
    await page.getByText('That code does not open this event').waitFor()
    expect(sent).toEqual(['POST'])
    await page.goBack()
    await page.getByLabel('Nickname').fill('Tapper')
    await start.tap()
    await page.getByText('That code does not open this event').waitFor()
    expect(sent).toEqual(['POST', 'POST'])
    await page.context().close()
  })

  test('the organiser invites a reviewer, sees what they settled, and ends them', async () => {
    await player('Mei', 'pau')
    const { page, complaints } = event.organiser
    await page.goto(`${event.appliance.address}/organiser`)
    await page.getByRole('link', { name: 'Reviewers' }).click()
    await page.getByRole('button', { name: 'Make a link' }).click()
    const link = (await page.locator('.join-url').textContent()) ?? ''
    const helper = await openPage(event.browser, phone)
    await claimAccount(
      helper.page,
      `${event.appliance.address}${new URL(link).pathname}`,
      'helper@example.org',
    )
    await helper.page.locator('[value=not_food]').click()
    await helper.page.locator('.review-undo').waitFor()

    await page.getByRole('link', { name: 'Back' }).click()
    const row = page.locator('.reviewer-list li')
    await row.getByRole('link', { name: '1 photo settled' }).click()
    await page.getByText('Only what helper@example.org settled').waitFor()
    expect(await page.locator('.settled-list li').count()).toBe(1)
    await page.goBack()
    await row.getByText('Stop this reviewer').click()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(phone.viewport.width)
    await row.getByRole('button', { name: 'Stop them now' }).click()
    await page.getByText('Stopped. What they settled stays').waitFor()

    await helper.page.goto(`${event.appliance.address}/organiser/review`)
    expect(new URL(helper.page.url()).pathname).toBe('/organiser/sign-in')
    expect([...complaints, ...helper.complaints]).toEqual([])
  })

  test.each<[browser: string, lets: 'clipboard' | 'command' | 'nothing', says: string]>([
    ['a browser', 'clipboard', 'Copied.'],
    ['a browser on plain HTTP', 'command', 'Copied.'],
    ['a browser that lets no page copy', 'nothing', 'The link is marked: copy it now.'],
  ])('in %s the link is copied with one tap, or marked', async (_, lets, says) => {
    const { page, complaints } = event.organiser
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(`${event.appliance.address}/organiser/reviewers`)
    await page.getByRole('button', { name: 'Make a link' }).click()
    const link = await page.locator('.join-url').textContent()
    if (lets !== 'clipboard')
      await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
    if (lets === 'nothing')
      await page.evaluate(() => Object.defineProperty(document, 'execCommand', { value: () => false }))
    await page.getByRole('button', { name: 'Copy the link' }).click()
    await page.getByRole('status').getByText(says).waitFor()
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(link)
    if (lets === 'nothing') return
    await page.goto(`${event.appliance.address}/organiser`)
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link)
    expect(complaints).toEqual([])
  })

  test('a player whose phone forgot them comes back by the organiser’s link, with what was caught before and meanwhile', async () => {
    const before = await openPage(event.browser, phone)
    await joinAs(before.page, event.appliance.address, event.appliance.code, 'Aina')
    await sendPhoto(before.page, testPhotos('satay')[0] ?? '')

    await event.organiser.page.setViewportSize(smallPhone.viewport)
    await event.organiser.page.goto(`${event.appliance.address}/organiser`)
    await event.organiser.page.getByRole('link', { name: 'All players' }).click()
    await event.organiser.page.getByRole('link', { name: /Aina/ }).click()
    await event.organiser.page.getByRole('button', { name: 'Make a link' }).click()
    const link = (await event.organiser.page.locator('.join-url').textContent()) ?? ''
    await event.organiser.page.getByRole('img', { name: link }).waitFor()
    const wide = await event.organiser.page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(smallPhone.viewport.width)

    const { page, complaints } = await openPage(event.browser, phone)
    await joinAs(page, event.appliance.address, event.appliance.code, 'Aina 2')
    await sendPhoto(page, testPhotos('rambutan')[0] ?? '')
    await page.goto(link)
    await page.getByText('You play as Aina 2 on this device').waitFor()
    await page.getByRole('button', { name: 'I am Aina' }).click()
    await page.waitForURL(`${event.appliance.address}/`)
    await page.goto(`${event.appliance.address}/profile`)
    expect(await page.getByLabel('Nickname').inputValue()).toBe('Aina')
    expect(await page.locator('.photos li').count()).toBe(2)

    await before.page.goto(`${event.appliance.address}/profile`)
    expect(new URL(before.page.url()).pathname).toBe('/join')
    expect([...complaints, ...before.complaints, ...event.organiser.complaints]).toEqual([])
  })
})
