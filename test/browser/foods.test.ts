import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { havePhotos, testPhotos } from '../shared-photos.ts'
import { desk, openPage, phone } from './chromium.ts'
import { openOrganisedEvent } from './event.ts'

describe.skipIf(!havePhotos)('a new food in a browser, with the real model and real photos', () => {
  const event = openOrganisedEvent(phone)
  /** A dish of another country: the Malaysian model has never heard of it. */
  const photos = havePhotos ? testPhotos('khao_soi') : []
  const noPhoto = join(import.meta.dirname, '../../package.json')

  const choose = (page: Page, files: string[]) => page.locator('input[type=file]').setInputFiles(files)
  const outcomes = (page: Page, outcome: string) => page.locator(`[data-outcome=${outcome}]`).count()
  const gathered = (page: Page) => page.locator('#gathered')

  test('is added, and ten photos are dropped on a phone', async () => {
    const { page } = event.organiser
    await page.getByRole('link', { name: /new foods/i }).click()
    await page.getByText('Add a new food').click()
    await page.getByLabel('English name').fill('Khao soi')
    await page.getByLabel('Kind').selectOption({ label: 'Meal' })
    await page.getByLabel(/what is it/i).fill('Egg noodles in coconut curry. Crisp noodles lie on top.')
    await page.getByRole('button', { name: 'Add it' }).click()
    await page.waitForURL(/\/organiser\/foods\/khao_soi$/)

    await choose(page, [...photos.slice(0, 10), noPhoto])
    await page.getByText('10 kept, 0 already there, 1 not taken.').waitFor()
    expect(await page.locator('.dropped-line[data-outcome=refused]').textContent()).toContain('This is text')
    await gathered(page).getByText('10 different photos: enough.').waitFor()
    // Only the refused one stays in sight, and there is a way on.
    expect(await page.locator('.dropped-line:visible').count()).toBe(1)
    expect(await outcomes(page, 'stored')).toBe(10)
    expect(await gathered(page).textContent()).toMatch(
      /It learns by itself .*02:30, if at least 10 new photos/,
    )
    expect(await gathered(page).getByRole('button', { name: 'Learn now' }).count()).toBe(1)
    expect(await gathered(page).locator('img').count()).toBe(10)
    // What it has can no longer be removed by mistake.
    expect(await page.getByText('Remove this food').count()).toBe(0)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(phone.viewport.width)
  })

  test('shows the same photo as there already, and lets one be taken out', async () => {
    const { page } = event.organiser
    await page.reload()
    await choose(page, photos.slice(0, 1))
    await page.getByText('0 kept, 1 already there').waitFor()
    expect(await outcomes(page, 'same')).toBe(1)
    await gathered(page).getByText('Take out').first().click()
    await gathered(page).getByRole('button', { name: 'Delete photo 1', exact: true }).click()
    await gathered(page).getByText('9 of 10 different photos.').waitFor()
    expect(await gathered(page).locator('img').count()).toBe(9)
  })

  test('takes photos dragged onto the page of a desk', async () => {
    const { page } = event.organiser
    await page.setViewportSize(desk.viewport)
    const bytes = [...(await readFile(photos[10] ?? ''))]
    const transfer = await page.evaluateHandle(numbers => {
      const carried = new DataTransfer()
      carried.items.add(new File([new Uint8Array(numbers)], 'dragged.jpg', { type: 'image/jpeg' }))
      return carried
    }, bytes)
    await page.locator('[data-drop]').dispatchEvent('drop', { dataTransfer: transfer })
    await page.getByText('1 kept, 1 already there').waitFor()
    await gathered(page).getByText('10 different photos: enough.').waitFor()
    expect(event.organiser.complaints).toEqual([])
  })

  test('works as a plain form where scripts are off', async () => {
    const state = await event.organiser.page.context().storageState()
    const { page } = await openPage(event.browser, {
      ...phone,
      javaScriptEnabled: false,
      storageState: state,
    })
    await page.goto(`${event.appliance.address}/organiser/foods/khao_soi`)
    await choose(page, [noPhoto, ...photos.slice(11, 14)])
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('3 kept, 0 already there, 1 not taken.').waitFor()
    expect(await outcomes(page, 'stored')).toBe(3)
    expect(await gathered(page).textContent()).toContain('13 different photos: enough')
    await page.context().close()
  })

  test('stands in the album of everybody, still learning, with no made-up facts', async () => {
    const { page } = await openPage(event.browser, phone)
    await page.goto(`${event.appliance.address}/collection`)
    await page.getByRole('link', { name: /khao soi/i }).click()
    await page.getByText('ask the stall', { exact: false }).waitFor()
    expect(await page.locator('main').textContent()).toContain('Still learning')
    expect(await page.getByRole('heading', { name: 'Facts' }).count()).toBe(0)
    await page.context().close()
  })
})
