// Takes the pictures in docs/screenshots: every page, at 390 and 1280 px, light and dark, on real photos.
// Run: bun scripts/screenshots.ts [FOLDER]. Needs chromium, ../shared/photos, and fonts for Chinese and Tamil (Debian:
// fonts-noto-cjk, fonts-lohit-taml); phones have theirs.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { languages } from '../src/packs/schema.ts'
import { languageTags } from '../src/web/languages/language.ts'
import { startAppliance } from '../test/appliance.ts'
import { desk, joinAs, openBrowser, openPage, phone, sendPhoto } from '../test/browser/chromium.ts'
import { testPhotos } from '../test/shared-photos.ts'
import { withVerdict } from '../test/with-verdict.ts'

const otherLanguages = languages.filter(language => language !== 'en')
const folder = process.argv[2] ?? 'docs/screenshots'
mkdirSync(folder, { recursive: true })

const appliance = await startAppliance()
const browser = await openBrowser()
const { page } = await openPage(browser, phone)

await page.goto(appliance.address)
await shoot('join', page)

await playOthers()
await joinAs(page, appliance.address, appliance.code, 'Aina')
await shoot('home-empty', page)
await page.goto(`${appliance.address}/collection`)
await shoot('collection-empty', page)
for (const food of ['satay', 'durian', 'rambutan', 'pineapple', 'laksa', 'pau', 'roti_canai', 'cendol']) {
  await page.goto(appliance.address)
  await sendPhoto(page, first(food))
}
await page.goto(appliance.address)
await sendPhoto(page, first('nasi_lemak'))
await shoot('answer-caught', page)
await page.getByRole('link', { name: /where it looked/i }).click()
await page.locator('#looked img').first().waitFor()
await page.locator('.looked-overlay').evaluate(image => (image as HTMLImageElement).decode())
await shoot('answer-looked', page)

const unsure = ['nasi_biryani', 'chicken_rice', 'fried_rice'].flatMap(testPhotos)
await sendUntil('One of these?', await withVerdict('unsure', unsure))
await shoot('answer-choosing', page)
await sendUntil('Not a food I know', testPhotos('everyday'))
await shoot('answer-unknown', page)
await page.locator('.chip', { hasText: 'Kottu' }).click()
await page.getByRole('button', { name: /checked/i }).click()
await page.getByRole('heading', { name: 'Thanks!' }).waitFor()

for (const [name, path] of [
  ['home', '/'],
  ['collection', '/collection'],
  ['food', '/foods/nasi_lemak'],
  ['food-learning', '/foods/air_milo'],
  ['leaderboard', '/leaderboard'],
  ['profile', '/profile'],
  ['error', '/foods/pizza'],
] as const) {
  await page.goto(`${appliance.address}${path}`)
  await shoot(name, page)
}

await page.goto(appliance.address)
await letWait(['thosai', 'tom_yam', 'popiah'].map(first))
await shoot('home-waiting', page)
await page.getByText('Throw away', { exact: true }).click()
await page.getByRole('button', { name: 'Throw all away' }).click()
await page.context().setOffline(false)

await page.goto(`${appliance.address}/foods/nasi_lemak`)
for (const language of otherLanguages) {
  await page.locator(`.languages [value=${language}]`).click()
  await page.locator(`html[lang=${languageTags[language]}]`).waitFor()
  await shoot(`food-${language}`, page)
}
await page.locator('.languages [value=en]').click()
await page.locator(`html[lang=${languageTags.en}]`).waitFor()

const teacher = (await openPage(browser, desk)).page
await teacher.goto(appliance.organiserLink)
await shoot('organiser-claim', teacher)
await makeAccount(teacher, 'cikgu@example.org')
await teacher.waitForURL(/\/organiser$/)
await shoot('organiser', teacher)
await addFood(teacher)
await shoot('organiser-food-photos', teacher)
await teacher.goto(`${appliance.address}/organiser/foods`)
await shoot('organiser-foods', teacher)
await page.goto(`${appliance.address}/foods/khao_soi`)
await shoot('food-added', page)
await teacher.goto(`${appliance.address}/organiser/review`)
await shoot('organiser-review', teacher)
await teacher.goto(`${appliance.address}/organiser/review?food=kottu`)
await teacher.keyboard.press('Enter')
await teacher.locator('.review-undo', { hasText: 'Kottu' }).waitFor()
await teacher.goto(`${appliance.address}/organiser/review/settled`)
await shoot('organiser-settled', teacher)
await page.goto(appliance.address)
await shoot('notice', page)
await teacher.goto(`${appliance.address}/organiser/players`)
await shoot('organiser-players', teacher)
await teacher.getByRole('link', { name: /Kumar/ }).click()
await teacher.getByText('Erase this player').click()
await shoot('organiser-player', teacher)
for (const [name, path] of [
  ['organiser-poster', '/poster'],
  ['organiser-dataset', '/dataset'],
  ['organiser-dataset-photos', '/dataset/photos'],
  ['organiser-dataset-import', '/dataset/import'],
  ['organiser-menu', '/menu'],
  ['organiser-models', '/models'],
] as const) {
  await teacher.goto(`${appliance.address}/organiser${path}`)
  await shoot(name, teacher)
}
await teacher.getByRole('button', { name: 'Learn now' }).click()
await teacher.locator('#training progress').waitFor()
await shoot('organiser-learning', teacher)
await teacher.locator('.training-last').waitFor({ timeout: 600_000 })
await shoot('organiser-learned', teacher)
await teacher.getByRole('link', { name: 'Everything about it' }).click()
await teacher.getByRole('heading', { name: 'Food by food' }).waitFor()
await shoot('organiser-model', teacher)
await teacher.goto(`${appliance.address}/organiser/reviewers`)
await teacher.getByRole('button', { name: 'Make a link' }).click()
await teacher.getByRole('heading', { name: 'Invite a reviewer', level: 1 }).waitFor()
await shoot('organiser-invite', teacher)
const reviewer = (await openPage(browser, phone)).page
await reviewer.goto((await teacher.locator('[data-link]').textContent()) ?? '')
await makeAccount(reviewer, 'aminah@example.org')
await reviewer.waitForURL(/\/organiser\/review$/)
await teacher.goto(`${appliance.address}/organiser/reviewers`)
await shoot('organiser-reviewers', teacher)
await teacher.context().clearCookies()
await teacher.goto(`${appliance.address}/organiser/sign-in`)
await shoot('organiser-sign-in', teacher)

await browser.close()
await appliance.stop()

async function shoot(name: string, target: Page): Promise<void> {
  await target.evaluate(() =>
    Promise.allSettled(
      Array.from(document.images)
        .filter(image => image.loading !== 'lazy')
        .map(image => image.decode()),
    ),
  )
  for (const [width, size] of [
    [390, phone.viewport],
    [1280, desk.viewport],
  ] as const) {
    await target.setViewportSize(size)
    for (const scheme of ['light', 'dark'] as const) {
      await target.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      const png = await target.screenshot({ fullPage: true })
      await sharp(png)
        .webp({ quality: 80 })
        .toFile(join(folder, `${name}-${width}-${scheme}.webp`))
    }
  }
  await target.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' })
  await target.setViewportSize(phone.viewport)
}

/** The browser makes a JPEG of its own, which changes a verdict now and then. */
async function sendUntil(heading: string, files: string[]): Promise<void> {
  for (const file of files.slice(0, 8)) {
    await page.goto(appliance.address)
    if ((await sendPhoto(page, file)) === heading) return
  }
  throw new Error(`no photo was answered "${heading}"`)
}

/** On the page a one-time link leads to. */
async function makeAccount(target: Page, email: string): Promise<void> {
  await target.getByLabel(/e-mail/i).fill(email)
  await target.getByLabel(/password/i).fill('three long words')
  await target.locator('main form button[type=submit]').click()
}

/** As at a festival whose network is gone. */
async function letWait(files: string[]): Promise<void> {
  await page.context().setOffline(true)
  for (const file of files) {
    await page.locator('#pick').setInputFiles(file)
    await page.getByRole('button', { name: 'Let it wait, take another' }).click()
    await page.getByRole('region', { name: 'Photos that wait' }).waitFor()
  }
}

/** A dish the pack does not have, with photos of it and a file that is none. */
async function addFood(target: Page): Promise<void> {
  await target.goto(`${appliance.address}/organiser/foods`)
  await target.getByText('Add a new food').click()
  await target.getByLabel('English name').fill('Khao soi')
  await target.getByLabel('Kind').selectOption('staple')
  await target.getByLabel(/what is it/i).fill('Egg noodles in coconut curry. Crisp noodles lie on top.')
  await target.getByRole('button', { name: 'Add it' }).click()
  const files = [...testPhotos('khao_soi').slice(0, 10), first('khao_soi'), 'package.json']
  await target.locator('input[type=file]').setInputFiles(files)
  await target.getByText('10 different photos: enough.').waitFor()
}

async function playOthers(): Promise<void> {
  for (const [index, [nickname, foods]] of (
    [
      [
        'Wei Ling',
        [
          'satay',
          'laksa',
          'thosai',
          'idli',
          'pau',
          'samosa',
          'vadai',
          'putu_ayu',
          'tom_yam',
          'durian',
          'rambutan',
        ],
      ],
      ['Kumar', ['thosai', 'vadai', 'idli']],
      ['Haziq', ['nasi_biryani', 'chicken_rice', 'satay', 'popiah', 'kaya_toast']],
    ] as const
  ).entries()) {
    const other = await openPage(browser, phone)
    await joinAs(other.page, appliance.address, appliance.code, nickname)
    for (const food of foods) {
      await other.page.goto(appliance.address)
      await sendPhoto(other.page, testPhotos(food)[index + 1] ?? first(food))
    }
    await other.page.context().close()
  }
}

function first(label: string): string {
  const [file] = testPhotos(label)
  if (!file) throw new Error(`no test photo of ${label}`)
  return file
}
