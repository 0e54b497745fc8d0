import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { languages } from '../../src/packs/schema.ts'
import { languageTags } from '../../src/web/languages/language.ts'
import { havePhotos } from '../shared-photos.ts'
import { photosOf } from '../training/labelled-photos.ts'
import { withVerdict } from '../with-verdict.ts'
import {
  claimAccount,
  desk,
  joinAs,
  openPage,
  phone,
  sendPhoto,
  smallPhone,
  type Watched,
} from './chromium.ts'
import { openEvent } from './event.ts'

/** A dish of another country: neither the backbone nor the model has ever seen one. */
const dish = { id: 'larb', name: 'Larb' }
const claims = 16

describe.skipIf(!havePhotos)('what people say at noon is known by the evening, in a browser', () => {
  const event = openEvent()
  let organiser: Watched
  let player: Watched
  let unknown: string[]

  beforeAll(async () => {
    organiser = await openPage(event.browser, desk)
    player = await openPage(event.browser, phone)
    await joinAs(player.page, event.appliance.address, event.appliance.code, 'Aina')
    unknown = await withVerdict('unknown', [
      ...photosOf(dish.id, 'test'),
      ...photosOf(dish.id, 'calibration'),
    ])
  })

  const send = async (file: string | undefined) => {
    await player.page.goto(event.appliance.address)
    return await sendPhoto(player.page, file ?? '')
  }

  async function claim(page: Page): Promise<void> {
    const chip = page.locator('.chip', { hasText: dish.name })
    if (!(await chip.isVisible())) await page.locator('details:has(.claim-form) > summary').click()
    await chip.click()
    await page.getByRole('button', { name: /checked/i }).click()
    await page
      .getByText(/^Thanks/)
      .first()
      .waitFor()
  }

  test('the organiser adds the dish, and the camera does not know it', async () => {
    const { page } = organiser
    await claimAccount(page, event.appliance.organiserLink)
    await page.goto(`${event.appliance.address}/organiser/foods`)
    await page.getByText('Add a new food').click()
    await page.getByLabel('English name').fill(dish.name)
    await page.getByLabel('Kind').selectOption({ label: 'Meal' })
    await page
      .getByLabel(/what is it/i)
      .fill('Minced meat with lime, herbs and toasted rice. It is eaten with sticky rice.')
    await page.getByRole('button', { name: 'Add it' }).click()
    await page.waitForURL(new RegExp(`/organiser/foods/${dish.id}$`))

    // The browser makes a JPEG of its own, which tips some of them over.
    while ((await send(unknown.shift())) !== 'Not a food I know') expect(unknown.length).toBeGreaterThan(9)
  })

  test('players say what it really is', async () => {
    await claim(player.page)
    for (const file of photosOf(dish.id, 'train', claims)) {
      await send(file)
      await claim(player.page)
    }
  })

  test('a reviewer settles it with the keyboard', async () => {
    const { page } = organiser
    await page.goto(`${event.appliance.address}/organiser/review?food=${dish.id}`)
    const item = page.locator('[data-item]')
    while ((await item.count()) > 0) {
      const before = await item.getAttribute('data-item')
      expect(await page.locator('.review-said').textContent()).toContain(dish.name)
      await page.keyboard.press('Enter')
      await page.waitForFunction(
        id => document.querySelector('[data-item]')?.getAttribute('data-item') !== id,
        before,
        { polling: 'raf' },
      )
    }
    await page.goto(`${event.appliance.address}/organiser/models`)
    await page.getByText(`${claims + 1} newly settled photos`).waitFor()
  })

  test('"Learn now" shows how far it is, and then what came of it', async () => {
    const { page } = organiser
    await page.getByRole('button', { name: 'Learn now' }).click()
    await page.locator('#training progress').waitFor()
    const last = page.locator('.training-last')
    await last.waitFor({ timeout: 240_000 })
    expect(await last.textContent()).toContain(`Learned ${dish.name}`)
    expect(await last.getAttribute('class')).toContain('training-good')
    await page.getByRole('link', { name: 'Everything about it' }).click()
    await page.waitForURL(/\/organiser\/models\/malaysia-[0-9a-f]+$/)
    const report = (await page.locator('main').textContent()) ?? ''
    expect(report).toContain(`Learned ${dish.name}`)
    expect(report).toContain('Nothing got clearly worse')
    expect(organiser.complaints).toEqual([])
  }, 300_000)

  test('the report speaks every language, and fits a small phone in each', async () => {
    const { page } = organiser
    await page.setViewportSize(smallPhone.viewport)
    // English comes last, which the next tests read.
    for (const language of languages.toReversed()) {
      await page.locator(`.languages [value=${language}]`).click()
      await page.locator(`html[lang=${languageTags[language]}]`).waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(smallPhone.viewport.width)
    }
    await page.setViewportSize(desk.viewport)
    expect(organiser.complaints).toEqual([])
  })

  test('another photo of it, refused before, is now recognised', async () => {
    // Refused by the shipped model; the new one may still refuse some.
    const headings: string[] = []
    for (const file of unknown.slice(0, 5)) headings.push(await send(file))
    expect(headings).toContain(`${dish.name}!`)
    expect(player.complaints).toEqual([])
  })

  test('rolled back, it is refused again', async () => {
    const { page } = organiser
    await page.goto(`${event.appliance.address}/organiser/models`)
    await page.getByText(/^Go back to “/).click()
    await page.getByRole('button', { name: 'Yes, use this one' }).first().click()
    await page.waitForURL(/\/organiser\/models/)
    const headings: string[] = []
    for (const file of unknown.slice(5, 9)) headings.push(await send(file))
    expect(headings).toContain('Not a food I know')
    expect(headings).not.toContain(`${dish.name}!`)
  })
})
