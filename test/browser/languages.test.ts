import { beforeAll, describe, expect, test } from 'vitest'
import { type Language, languages } from '../../src/packs/schema.ts'
import { languageNames, languageTags } from '../../src/web/languages/language.ts'
import { havePhotos, testPhotos } from '../shared-photos.ts'
import { claimAccount, openPage, smallPhone, type Watched } from './chromium.ts'
import { openEvent } from './event.ts'

const ownWords: Record<Language, { noConnection: RegExp; camera: RegExp }> = {
  en: { noConnection: /No connection/, camera: /Camera/ },
  ms: { noConnection: /sambungan/i, camera: /Kamera/ },
  zh: { noConnection: /网络/, camera: /相机|拍照/ },
  ta: { noConnection: /இணைப்பு/, camera: /கேமரா/ },
}

describe.skipIf(!havePhotos).each(languages)('on a small phone that speaks %s', language => {
  const event = openEvent()
  let player: Watched
  let organiser: Watched

  beforeAll(async () => {
    player = await openPage(event.browser, { ...smallPhone, locale: languageTags[language] })
    organiser = await openPage(event.browser, { ...smallPhone, locale: languageTags[language] })
  })

  test('a player joins, catches, and reads every page', async () => {
    const { page } = player
    await page.goto(`${event.appliance.address}/join/${event.appliance.code}`)
    await page.locator('input[name=nickname]').fill('Aina')
    await page.locator('main form button[type=submit]').click()
    await page.waitForURL(`${event.appliance.address}/`)
    await page.locator('.tabs-main').getByText(ownWords[language].camera).waitFor()
    await page
      .locator('input[type=file]:not([capture])')
      .first()
      .setInputFiles(testPhotos('satay')[0] ?? '')
    await page.locator('article.answer').waitFor()
    await fits(page)
    for (const path of ['/', '/collection', ...pagesOfFoods, '/leaderboard', '/profile', '/nowhere']) {
      await page.goto(`${event.appliance.address}${path}`)
      await fits(page)
    }
    expect(player.complaints).toEqual([])
  })

  test('what scripts say is in that language too', async () => {
    const { page } = player
    await page.goto(event.appliance.address)
    await page.route('**/catches', route => route.abort())
    await page
      .locator('input[type=file]:not([capture])')
      .first()
      .setInputFiles(testPhotos('satay')[1] ?? '')
    await page.locator('[data-words]').getByText(ownWords[language].noConnection).waitFor()
    await page.unroute('**/catches')
    await page.locator('article.answer').waitFor({ timeout: 30_000 })
  })

  test('the organiser reads every page', async () => {
    const { page } = organiser
    await claimAccount(page, event.appliance.organiserLink)
    for (const path of pagesOfOrganiser) {
      await page.goto(`${event.appliance.address}/organiser${path}`)
      await fits(page)
    }
    expect(organiser.complaints).toEqual([])
  })

  test('another is picked in the foot of the page', async () => {
    const { page } = player
    const other = languages[(languages.indexOf(language) + 1) % languages.length] ?? 'en'
    await page.goto(`${event.appliance.address}/foods/satay`)
    await page.getByRole('button', { name: languageNames[other] }).tap()
    await page.locator(`html[lang=${languageTags[other]}]`).waitFor()
    expect(new URL(page.url()).pathname).toBe('/foods/satay')
  })

  /** Nothing sticks out of the screen, and the words under the thumb are whole. */
  async function fits(page: Watched['page']) {
    expect(await page.locator('html').getAttribute('lang')).toBe(languageTags[language])
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    const cut = await page
      .locator('.tabs span, .button, h1, h2')
      .evaluateAll(all =>
        all
          .filter(each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)
          .map(each => each.textContent),
      )
    expect({ wide, cut }, page.url()).toEqual({ wide: 0, cut: [] })
  }
})

/** The second has the longest name of a source. */
const pagesOfFoods = ['/foods/nasi_lemak', '/foods/nasi_biryani']

const pagesOfOrganiser = [
  '',
  '/poster',
  '/menu',
  '/players',
  '/foods',
  '/foods/satay',
  '/dataset',
  '/dataset/photos',
  '/dataset/import',
  '/review',
  '/review/settled',
  '/training',
  '/models',
]
