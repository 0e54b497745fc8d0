import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { havePhotos, testPhotos } from '../shared-photos.ts'
import { withVerdict } from '../with-verdict.ts'
import { claimAccount, desk, joinAs, openPage, phone, sendPhoto, smallPhone } from './chromium.ts'
import { openEvent } from './event.ts'

// Chromium trusts localhost as it trusts https; under another name it behaves as at a plain LAN address.
const plainName = 'tangkap.test'

describe.skipIf(!havePhotos)('in a browser, with the real model and real photos', () => {
  const event = openEvent([`--host-resolver-rules=MAP ${plainName} 127.0.0.1`])
  let address: string

  beforeAll(async () => {
    address = event.appliance.address.replace('127.0.0.1', plainName)
  })

  const photo = (label: string, i = 0) => testPhotos(label)[i] ?? ''
  async function player(nickname: string, options = {}) {
    const opened = await openPage(event.browser, { ...phone, ...options })
    await joinAs(opened.page, address, event.appliance.code, nickname)
    return opened
  }

  test('a photo becomes a catch and lands in the album', async () => {
    const { page, complaints } = await player('Aina')
    expect(await page.evaluate(() => isSecureContext)).toBe(false)
    expect(await sendPhoto(page, photo('nasi_lemak'))).toBe('Nasi lemak!')
    expect(await page.locator('main').textContent()).toMatch(/You earned a badge.*First find/)
    expect(page.url()).toMatch(/\/catches\/[0-9a-f]{8}-[0-9a-f]{4}-7/)

    await page.getByRole('link', { name: /where it looked/i }).click()
    const overlay = page.locator('.looked-overlay')
    await overlay.waitFor()
    await overlay.evaluate(image => (image as HTMLImageElement).decode())

    await page.goto(`${address}/collection`)
    expect(await page.locator('main').textContent()).toContain('1 of 42')
    const sticker = page.getByRole('img', { name: /nasi lemak/i }).or(page.locator('img[src*="thumbnail"]'))
    expect(await sticker.count()).toBe(1)
    await page.goto(`${address}/leaderboard`)
    expect(await page.locator('main').textContent()).toContain('Aina')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test.each([
    [360, 640],
    [360, 740],
    [390, 844],
  ])('the way in is on the first screen of a phone of %i by %i, above the bar', async (width, height) => {
    const { page } = await openPage(event.browser, { ...phone, viewport: { width, height } })
    await page.goto(address)
    const edges = (selector: string) =>
      page.locator(selector).evaluate(element => element.getBoundingClientRect().toJSON())
    expect((await edges('form.ticket button')).bottom).toBeLessThan((await edges('.tabs')).top)
    // A link of the same name and look would wipe the form.
    expect(await page.locator('.tabs a').allTextContents()).toEqual(['Album', 'Board'])
    await page.context().close()
  })

  test('nothing jumps when the photo of an answer comes late', async () => {
    const { page } = await player('Nurul')
    let come = () => {}
    const late = new Promise<void>(resolve => {
      come = resolve
    })
    await page.route('**/photos/**', async route => {
      await late
      await route.continue()
    })
    expect(await sendPhoto(page, photo('laksa'))).toBe('Laksa!')
    const image = page.locator('.sticker-large img')
    const height = () => image.evaluate(element => (element as HTMLImageElement).offsetHeight)
    const before = await height()
    expect(before).toBeGreaterThan(100)
    come()
    await image.evaluate(element => (element as HTMLImageElement).decode())
    expect(await height()).toBe(before)
    await page.context().close()
  })

  test('the same photo again is the same catch; from another player it is refused kindly', async () => {
    const first = await player('Bala')
    await sendPhoto(first.page, photo('satay'))
    const where = first.page.url()
    await first.page.goto(address)
    await sendPhoto(first.page, photo('satay'))
    expect(first.page.url()).toBe(where)
    expect(await first.page.locator('main').textContent()).toContain('You sent this photo before')

    const second = await player('Chong')
    await expect(sendPhoto(second.page, photo('satay'))).rejects.toThrow(/Somebody already sent this photo/)
    expect(await second.page.getByRole('button', { name: 'Another photo' }).isVisible()).toBe(true)
    await Promise.all([first, second].map(({ page }) => page.context().close()))
  })

  test('lost connections are tried three times with the same id, and make one catch', async () => {
    const { page } = await player('Devi')
    const ids: string[] = []
    await page.route('**/catches', async route => {
      ids.push(
        /name="id"\r\n\r\n(\S+)/.exec(route.request().postDataBuffer()?.toString('latin1') ?? '')?.[1] ?? '',
      )
      // The first is lost on its way; of the second only the answer is.
      if (ids.length === 1) return route.abort()
      if (ids.length === 2) {
        const url = route.request().url().replace(plainName, '127.0.0.1')
        const headers = {
          ...(await route.request().allHeaders()),
          origin: new URL(url).origin,
          host: new URL(url).host,
        }
        expect((await route.fetch({ url, headers })).status()).toBe(200)
        return route.abort()
      }
      return route.continue()
    })
    expect(await sendPhoto(page, photo('durian'))).toBe('Durian!')
    expect(new Set(ids).size).toBe(1)
    expect(ids).toHaveLength(3)
    await page.goto(`${address}/profile`)
    expect(await page.locator('ul.photos li').count()).toBe(1)
    await page.context().close()
  })

  test('where no photo can wait, one that did not get through is held on to: in sight, and not left without asking', async () => {
    const { page } = await player('Hana', smallPhone)
    await page.addInitScript('Object.defineProperty(window, "indexedDB", { value: undefined })')
    await page.reload()
    await page.route('**/catches', route => route.fulfill({ status: 503, headers: { 'Retry-After': '1' } }))
    const buffer = await sharp(photo('satay', 3)).resize(900, 1200, { fit: 'fill' }).jpeg().toBuffer()
    await page.locator('#pick').setInputFiles({ name: 'tall.jpg', mimeType: 'image/jpeg', buffer })
    const camera = page.getByRole('link', { name: 'Camera' })
    await camera.tap()
    await page.getByText('Trying again soon').first().waitFor()
    await page.getByText('It did not get through. Your photo is still here.').waitFor()
    await camera.tap()
    const again = page.getByRole('button', { name: 'Try again' })
    expect(await again.evaluate(button => button === document.activeElement)).toBe(true)
    const bar = await page.locator('.tabs-round').evaluate(round => round.getBoundingClientRect().top)
    await expect
      .poll(() => again.evaluate(button => button.getBoundingClientRect().bottom))
      .toBeLessThanOrEqual(bar)
    expect(
      await page.locator('[data-words]').evaluate(words => words.getBoundingClientRect().top),
    ).toBeGreaterThan(0)

    const asked = page.waitForEvent('dialog').then(async dialog => {
      await dialog.dismiss()
      return dialog.type()
    })
    await page.getByRole('link', { name: 'Album', exact: true }).tap({ noWaitAfter: true })
    expect(await asked).toBe('beforeunload')
    await page.unroute('**/catches')
    await again.tap()
    await page.locator('article.answer').waitFor()
    await page.context().close()
  })

  test('a photo that the organiser took away is not held on to', async () => {
    const { page } = await player('Xavier')
    await sendPhoto(page, photo('satay', 9))
    const db = new Database(join(event.appliance.home, 'tangkap.db'))
    const hide = 'update photo set hidden = 1 where id = (select photo_id from catch where id = ?)'
    db.run(hide, [page.url().split('/').at(-1) ?? ''])
    db.close()
    await page.goto(address)
    await expect(sendPhoto(page, photo('satay', 9))).rejects.toThrow(/took this photo away/)
    expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(false)
    expect(await page.getByRole('button', { name: 'Another photo' }).isVisible()).toBe(true)
    // Nothing asks first.
    await page.getByRole('link', { name: 'Album', exact: true }).tap()
    await page.waitForURL(`${address}/collection`)
    await page.context().close()
  })

  test('whose session is gone is led to the door', async () => {
    const { page } = await player('Irfan')
    await page.context().clearCookies()
    await page.locator('#pick').setInputFiles(photo('satay', 4))
    await page.locator('[data-words]', { hasText: 'Join first' }).waitFor()
    await page.getByRole('link', { name: 'Join again' }).tap()
    await page.waitForURL(`${address}/join`)
    await page.context().close()
  })

  test('a lost connection is told, and the same button works once it is back', async () => {
    const { page } = await player('Jaya')
    await sendPhoto(page, photo('satay', 5))
    await page.context().setOffline(true)
    const yes = page.getByRole('button', { name: 'Yes', exact: true })
    await yes.tap()
    const lost = page.getByRole('alert').getByText('No connection. Wait a moment, then try again.')
    await lost.waitFor()
    await page.context().setOffline(false)
    await yes.tap()
    await page.getByText('You said it is right').waitFor()
    expect(await lost.count()).toBe(0)
    await page.context().close()
  })

  test('what it does not know can be named, and waits', async () => {
    const { page, complaints } = await player('Ester')
    expect(await sendPhoto(page, photo('scene', 1))).toBe('Not a food I know')
    await page.locator('.chip', { hasText: 'Kottu' }).click()
    await page.getByRole('button', { name: /checked/i }).click()
    await page.getByRole('heading', { name: 'Thanks!' }).waitFor()
    expect(await page.locator('main').textContent()).toContain('Kottu')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('an unsure answer is settled with one tap', async () => {
    const { page } = await player('Farid')
    const files = [
      'fried_rice',
      'thosai',
      'char_kuey_teow',
      'nasi_biryani',
      'pau',
      'vadai',
      'samosa',
    ].flatMap(testPhotos)
    // The browser makes a JPEG of its own, which tips some of them over.
    for (const file of await withVerdict('unsure', files)) {
      await page.goto(address)
      if ((await sendPhoto(page, file)) === 'One of these?') break
    }
    await page.getByRole('heading', { name: 'One of these?' }).waitFor()
    const choice = page.locator('.choice').first()
    const name = (await choice.locator('.choice-name').textContent()) ?? ''
    await choice.click()
    await page.getByRole('heading', { name: `${name}!` }).waitFor()
    await page.context().close()
  })

  test('without a script a full-size photo is caught too', async () => {
    const { page } = await player('Gita', { ...smallPhone, javaScriptEnabled: false })
    await page.locator('#pick').setInputFiles(photo('rambutan'))
    const send = page.locator('form:has(#pick) button[type=submit]')
    const bar = await page.locator('.tabs-round').boundingBox()
    const { y = 0, height = 0 } = (await send.boundingBox()) ?? {}
    expect(y + height).toBeLessThan(bar?.y ?? 0)
    await send.click()
    await page.getByRole('heading', { name: 'Rambutan!' }).waitFor()
    expect(page.url()).toContain('/catches/')
    await page.getByText('It is really …').click()
    await page.getByLabel('Anything to add?').fill('Hairy lychee')
    await page.getByRole('button', { name: /checked/i }).click()
    await page.getByText('Thanks for telling us that it is really Hairy lychee').waitFor()
    await page.context().close()
  })

  test('an organiser claims the account, names the event and prints the poster', async () => {
    const { page, complaints } = await openPage(event.browser, desk)
    await claimAccount(page, event.appliance.organiserLink.replace('127.0.0.1', plainName))
    await page.getByRole('textbox', { name: 'Name' }).fill('SK Tangkap food day')
    await page.getByLabel('Time zone').selectOption('Asia/Kuala_Lumpur')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    await page.getByRole('link', { name: 'Print poster' }).click()
    await page.waitForURL('**/organiser/poster')
    expect(await page.locator('.poster-code').textContent()).toBe(event.appliance.code)
    expect(await page.locator('main').textContent()).toContain('SK Tangkap food day')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('with text twice as large the bar still fits', async () => {
    const { page } = await player('Kavitha', smallPhone)
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    const edges = await page
      .locator('.tabs span')
      .evaluateAll(words => words.map(word => word.getBoundingClientRect().toJSON()))
    for (const [i, { left, right, bottom }] of edges.entries()) {
      expect(left).toBeGreaterThanOrEqual(edges[i - 1]?.right ?? 0)
      expect(right).toBeLessThanOrEqual(360)
      expect(bottom).toBeLessThanOrEqual(640)
    }
    expect(edges).toHaveLength(5)
    await page.context().close()
  })

  test.each([
    ['/', 390],
    ['/collection', 390],
    ['/foods/nasi_lemak', 390],
    ['/leaderboard', 390],
    ['/profile', 390],
    ['/collection', 320],
    ['/collection', 1280],
  ])('%s fits a screen of %i px', async (path, width) => {
    const { page } = await player(`Fit ${path} ${width}`.slice(0, 24), { viewport: { width, height: 844 } })
    await page.goto(`${address}${path}`)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(width)
    await page.context().close()
  })
})
