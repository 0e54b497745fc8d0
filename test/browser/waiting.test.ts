import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { havePhotos, testPhotos } from '../shared-photos.ts'
import { claimAccount, desk, joinAs, openPage, phone, smallPhone } from './chromium.ts'
import { openEvent } from './event.ts'

// Chromium trusts localhost as it trusts https; under another name it behaves as at a plain LAN address.
const plainName = 'tangkap.test'

describe.skipIf(!havePhotos)('a photo that does not get through', () => {
  const event = openEvent([`--host-resolver-rules=MAP ${plainName} 127.0.0.1`])
  let address: string

  beforeAll(() => {
    address = event.appliance.address.replace('127.0.0.1', plainName)
  })

  const photo = (label: string, i = 0) => testPhotos(label)[i] ?? ''
  const pick = (page: Page, file: string) => page.locator('#pick').setInputFiles(file)
  const waiting = (page: Page) => page.getByRole('region', { name: 'Photos that wait' })
  const countOf = (page: Page) => waiting(page).locator('li').count()
  const line = (page: Page) => page.locator('.came')

  async function player(nickname: string, options = {}) {
    const opened = await openPage(event.browser, { ...phone, ...options })
    await joinAs(opened.page, address, event.appliance.code, nickname)
    return { ...opened, context: opened.page.context() }
  }

  /** Offline, picks a photo and goes on at once. */
  async function letWait(page: Page, file: string, count = 1) {
    await page.context().setOffline(true)
    await pick(page, file)
    await page.getByRole('button', { name: 'Let it wait, take another' }).tap()
    await waiting(page).waitFor()
    await expect.poll(() => countOf(page)).toBe(count)
  }

  /** Ids in the order in which photos are sent from now on. */
  async function sent(context: BrowserContext): Promise<string[]> {
    const ids: string[] = []
    await context.route('**/catches', async route => {
      const body = route.request().postDataBuffer()?.toString('latin1') ?? ''
      ids.push(/name="id"\r\n\r\n(\S+)/.exec(body)?.[1] ?? '')
      await route.continue()
    })
    return ids
  }

  /** In steps of so many seconds in all: what is asked of the disk or the server takes its time beside the page's clock. */
  async function gotThrough(page: Page, seconds: number): Promise<void> {
    const said = line(page).getByText('Your photo got through:')
    for (let passed = 0; passed < seconds; passed += 5) {
      await page.clock.runFor(5000)
      const came = said.waitFor({ timeout: 2000 }).then(() => true)
      if (await came.catch(() => false)) return
    }
    await said.waitFor()
  }

  const caughtBy = async (page: Page) => {
    await page.goto(`${address}/profile`)
    return await page.locator('ul.photos .slot-name').allTextContents()
  }

  test('waits, survives the page, and is caught once', async () => {
    const { page, context } = await player('Aina')
    expect(await page.evaluate(() => isSecureContext)).toBe(false)
    await context.setOffline(true)
    await pick(page, photo('nasi_lemak'))
    // All three tries, which nobody has to watch.
    await page.getByText('Trying again soon').waitFor()
    await waiting(page).getByText('1 photo waits. It goes out by itself').waitFor()
    await waiting(page).getByText('No connection.').waitFor()
    expect(await waiting(page).evaluate(panel => panel === document.activeElement)).toBe(true)
    await expect
      .poll(() =>
        waiting(page)
          .locator('img')
          .evaluate(image => (image as HTMLImageElement).naturalWidth),
      )
      .toBeGreaterThan(100)
    // Another can be taken at once, and nothing asks before the page is left.
    expect(await page.locator('#take').isEnabled()).toBe(true)
    const next = await context.newPage()
    await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })])

    const ids = await sent(context)
    await context.setOffline(false)
    await next.goto(`${address}/leaderboard`)
    await line(next).getByText('Your photo got through:').waitFor()
    expect(next.url()).toBe(`${address}/leaderboard`)
    expect(ids).toHaveLength(1)
    await line(next).getByRole('link', { name: 'see what it is' }).tap()
    await next.waitForURL(`${address}/catches/${ids[0]}`)
    await next.getByRole('heading', { name: 'Nasi lemak!' }).waitFor()
    // It has been seen.
    expect(await caughtBy(next)).toEqual(['Nasi lemak'])
    await next.goto(address)
    await next.locator('[data-plate]').waitFor()
    expect(await waiting(next).isVisible()).toBe(false)
    expect(await line(next).count()).toBe(0)
    await context.close()
  })

  test('two go out one after the other, the older first, once there is a connection', async () => {
    const { page, context, complaints } = await player('Bala', smallPhone)
    await letWait(page, photo('satay', 1))
    await letWait(page, photo('durian', 1), 2)
    await waiting(page).getByText('2 photos wait. They go out by themselves').waitFor()
    const shown = await waiting(page)
      .locator('li')
      .evaluateAll(items => items.map(item => (item as HTMLElement).dataset.id ?? ''))
    const ids = await sent(context)
    await context.setOffline(false)
    await line(page).getByText('2 photos got through:').waitFor()
    expect(ids).toEqual(shown)
    expect(ids.toSorted()).toEqual(ids)
    expect(await waiting(page).isVisible()).toBe(false)
    await line(page).getByRole('link', { name: 'see them' }).tap()
    await page.waitForURL(`${address}/profile`)
    expect(await caughtBy(page)).toEqual(['Durian', 'Satay'])
    expect(await line(page).count()).toBe(0)
    // Chromium's own words for a request that went nowhere.
    expect(complaints.filter(words => !words.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
    await context.close()
  })

  test('is sent by one of two pages', async () => {
    const { page, context } = await player('Jaya')
    await letWait(page, photo('laksa', 5))
    await letWait(page, photo('cendol', 5), 2)
    // Or it would begin to send as the connection comes back, and again when it is loaded anew.
    await page.close()
    await context.setOffline(false)
    const ids = await sent(context)
    const [home, other] = [await context.newPage(), await context.newPage()]
    await Promise.all([home.goto(address), other.goto(`${address}/collection`)])
    const both = (page: Page) => line(page).getByText('2 photos got through:').waitFor()
    await Promise.any([both(home), both(other)])
    // Whichever it was, the page in which they look hears of it. A page without a screen is never hidden, so never comes back.
    await home.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await waiting(home).waitFor({ state: 'hidden' })
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(2)
    await context.close()
  })

  test('stays its player’s on a phone that goes round', async () => {
    const { page, context } = await player('Chong')
    await letWait(page, photo('laksa', 1))
    await context.setOffline(false)
    await line(page).waitFor()
    await line(page).getByRole('button', { name: 'OK' }).tap()
    expect(await line(page).count()).toBe(0)

    await letWait(page, photo('rambutan', 1))
    const chong = await context.cookies()
    // The phone has forgotten Chong; this page has not noticed yet.
    await context.clearCookies()
    await context.setOffline(false)
    await waiting(page).getByText('Your photo waits here until you are back.').waitFor()
    const other = await context.newPage()
    await joinAs(other, address, event.appliance.code, 'Devi')
    await other.locator('[data-plate]').waitFor()
    await pick(page, photo('rambutan', 2))
    await page
      .getByText('Another player is on this phone now. Your photo waits here')
      .filter({ visible: true })
      .waitFor()
    await pick(other, photo('durian', 2))
    await other.getByRole('heading', { name: 'Durian!' }).waitFor()
    expect(await caughtBy(other)).toEqual(['Durian'])
    await page.close()

    await context.clearCookies()
    await context.addCookies(chong)
    await other.goto(`${address}/collection`)
    await line(other).getByText('2 photos got through').waitFor()
    expect(await caughtBy(other)).toEqual(['Rambutan', 'Rambutan', 'Laksa'])
    await context.close()
  })

  test('a server that asks for time gets it', async () => {
    const { page, context } = await player('Ester')
    await letWait(page, photo('satay', 2))
    await page.clock.install()
    let tries = 0
    await context.route('**/catches', route => {
      tries++
      return tries === 1 ? route.fulfill({ status: 503, headers: { 'Retry-After': '40' } }) : route.continue()
    })
    await context.setOffline(false)
    await waiting(page).getByText('Many photos at once.').waitFor()
    // Neither another page nor the player's own hand goes before.
    await page.goto(address)
    await waiting(page).getByRole('button', { name: 'Send now' }).tap()
    await page.clock.runFor(35_000)
    expect(tries).toBe(1)
    // The clock of the second page began where that of the first did.
    await gotThrough(page, 90)
    await context.close()
  })

  test('tries come ever more seldom, until one gets through', async () => {
    const { page, context } = await player('Farid')
    await letWait(page, photo('satay', 3))
    await page.clock.install()
    let elapsed = 0
    const triedAt: number[] = []
    await context.route('**/catches', route => {
      triedAt.push(elapsed)
      return route.fulfill({ status: 500 })
    })
    await context.setOffline(false)
    while (triedAt.length < 6) {
      await waiting(page).getByText('That did not work.').waitFor()
      await page.clock.runFor(5000)
      elapsed += 5
    }
    // Seconds; a try that has just begun is counted with the five before.
    const pauses = triedAt.slice(1).map((at, i) => at - (triedAt[i] ?? 0))
    for (const [i, least] of [5, 10, 20, 40, 80].entries())
      expect(pauses[i], `${pauses}`).toBeGreaterThanOrEqual(least - 5)
    await context.unroute('**/catches')
    await waiting(page).getByRole('button', { name: 'Send now' }).tap()
    await line(page).waitFor()
    await context.close()
  })

  test('what the server refuses does not wait, at once or later', async () => {
    const { page, context } = await player('Gita')
    const text = {
      name: 'notes.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('not a picture, only words'),
    }
    await page.locator('#pick').setInputFiles(text)
    await page.locator('[data-stopped]').waitFor()
    expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Another photo' }).tap()
    await page.locator('[data-plate]').waitFor()

    await context.setOffline(true)
    await page.locator('#pick').setInputFiles(text)
    await page.getByRole('button', { name: 'Let it wait, take another' }).tap()
    await waiting(page).waitFor()
    await context.setOffline(false)
    await line(page).getByText('A photo that waited was not taken.').waitFor()
    expect(await waiting(page).isVisible()).toBe(false)
    await page.goto(`${address}/collection`)
    await line(page).getByRole('button', { name: 'OK' }).tap()
    await page.goto(address)
    await page.locator('[data-plate]').waitFor()
    expect(await line(page).count()).toBe(0)
    await context.close()
  })

  test('the page of a hotspot to sign in to is no answer', async () => {
    const { page, context } = await player('Hana')
    await context.route('**/catches', route => route.fulfill({ status: 200, body: '<h1>Free Wi-Fi</h1>' }))
    await pick(page, photo('satay', 6))
    await page.getByRole('button', { name: 'Let it wait, take another' }).tap()
    await waiting(page).getByText('That did not work.').waitFor()
    await context.unroute('**/catches')
    await waiting(page).getByRole('button', { name: 'Send now' }).tap()
    await line(page).waitFor()
    await context.close()
  })

  test('is thrown away only after a second thought', async () => {
    const { page, context } = await player('Irfan')
    await letWait(page, photo('satay', 7))
    const away = waiting(page).getByRole('button', { name: 'Yes, throw away' })
    expect(await away.isVisible()).toBe(false)
    await waiting(page).getByText('Throw away', { exact: true }).tap()
    await away.tap()
    await page.locator('[data-plate]').waitFor()
    await context.setOffline(false)
    expect(await caughtBy(page)).toEqual([])
    await context.close()
  })

  test('one is thrown away, the others wait on', async () => {
    const { page, context } = await player('Lim')
    await letWait(page, photo('satay', 9))
    const away = waiting(page).getByText('Throw away', { exact: true })
    const crosses = waiting(page).getByRole('button', { name: 'Throw this photo away' })
    await away.tap()
    // Of one, "Yes, throw away" is enough.
    expect(await crosses.count()).toBe(0)
    await letWait(page, photo('satay', 10), 2)
    await letWait(page, photo('durian', 3), 3)
    const ids = () =>
      waiting(page)
        .locator('li')
        .evaluateAll(items => items.map(item => (item as HTMLElement).dataset.id))
    const [first, second, third] = await ids()
    expect(await waiting(page).getByRole('button', { name: 'Throw all away' }).isVisible()).toBe(true)
    await crosses.nth(1).tap()
    await waiting(page).getByText('2 photos wait.').waitFor()
    expect(await ids()).toEqual([first, third])
    expect(second).toBeDefined()
    const sentIds = await sent(context)
    await context.setOffline(false)
    await line(page).getByText('2 photos got through:').waitFor()
    expect(sentIds).toEqual([first, third])
    await context.close()
  })

  test('goes out under the nickname that its player is let back in under', async () => {
    const organiser = await openPage(event.browser, desk)
    await claimAccount(organiser.page, event.appliance.organiserLink)
    await (await player('Mei')).context.close()
    const { page, context } = await player('Mei 2')
    await context.route('**/catches', route => route.abort())
    await letWait(page, photo('laksa', 6))
    await context.setOffline(false)

    await organiser.page.goto(`${event.appliance.address}/organiser/players`)
    await organiser.page.getByRole('link', { name: /^Mei(?! 2)/ }).click()
    await organiser.page.getByRole('button', { name: /link/i }).click()
    const link = new URL((await organiser.page.locator('[data-link]').textContent()) ?? '')
    await organiser.page.context().close()
    await context.unroute('**/catches')
    await page.goto(`${address}${link.pathname}`)
    await page.getByRole('button', { name: 'I am Mei' }).tap()
    await line(page).getByText('Your photo got through:').waitFor()
    expect(await page.locator('h1').textContent()).toContain('Mei?')
    expect(await page.evaluate(() => document.cookie)).not.toContain('moved')
    expect(await caughtBy(page)).toEqual(['Laksa'])
    await context.close()
  })

  test('of whom this phone has forgotten: the page says whose, and what to do', async () => {
    const { page, context } = await player('Nadia')
    await context.route('**/catches', route => route.abort())
    await letWait(page, photo('laksa', 7))
    await context.clearCookies()
    await context.setOffline(false)
    await page.goto(address)
    await page.waitForURL(`${address}/join`)
    const words = page.getByText('1 photo of Nadia waits on this phone.')
    expect(await words.textContent()).toContain('with a link from the organiser')
    await joinAs(page, address, event.appliance.code, 'Omar')
    await words.waitFor()
    // Theirs alone to see.
    expect(await waiting(page).isVisible()).toBe(false)
    expect(await page.locator('[data-left-behind] img').count()).toBe(0)
    await context.close()
  })

  test.each([
    ['is erased', 'Erase me and my photos', 'Erase everything'],
    ['leaves', 'Leave on this device', 'Forget me here'],
  ])('goes when its player %s', async (nickname, summary, button) => {
    const { page, context } = await player(`Who ${nickname}`)
    // Nothing gets through, so that it still waits on the page where they go.
    await context.route('**/catches', route => route.abort())
    await letWait(page, photo('satay', 8))
    await context.setOffline(false)
    await page.goto(`${address}/profile`)
    await page.getByText(summary).tap()
    await page.getByText('Photos of yours still wait on this phone').filter({ visible: true }).waitFor()
    await page.getByRole('button', { name: button }).tap()
    await page.waitForURL(/\/join/)
    const left = () =>
      page.evaluate(
        () =>
          new Promise(resolve => {
            indexedDB.open('tangkap').onsuccess = ({ target }) => {
              const { result: database } = target as IDBOpenDBRequest
              database.transaction('waiting').objectStore('waiting').count().onsuccess = counted =>
                resolve((counted.target as IDBRequest).result)
            }
          }),
      )
    await expect.poll(left).toBe(0)
    await context.close()
  })

  test.each([
    [
      'refuses',
      'IDBFactory.prototype.open = () => { throw new DOMException("not in this window", "SecurityError") }',
    ],
    ['never answers', 'IDBFactory.prototype.open = () => ({})'],
  ])('is held on to by the page where the browser’s database %s', async (how, script) => {
    const file = photo('pau', how.length)
    const { page, context } = await player(`Where it ${how}`.slice(0, 24))
    await context.addInitScript(script)
    await page.goto(address)
    await page.route('**/catches', route => route.fulfill({ status: 503, headers: { 'Retry-After': '1' } }))
    await pick(page, file)
    await page.getByText('It did not get through. Your photo is still here.').waitFor()
    await page.unroute('**/catches')
    await page.getByRole('button', { name: 'Try again' }).tap()
    await page.locator('article.answer').waitFor()
    await context.close()
  })

  test('goes out where the browser’s database answers late', async () => {
    const { page, context } = await player('Mages')
    await letWait(page, photo('satay', 13))
    await page.clock.install()
    // A phone that is busy elsewhere: the page gives the database up before it is open.
    await context.addInitScript(() => {
      const { open } = IDBFactory.prototype
      IDBFactory.prototype.open = function (...asked) {
        const request = open.apply(this, asked)
        const opened = new Promise(resolve => {
          request.onsuccess = resolve
        })
        const late = { result: null as IDBDatabase | null, onsuccess: () => {} }
        const answerNow = async () => {
          await opened
          late.result = request.result
          late.onsuccess()
        }
        Object.assign(globalThis, { answerNow })
        return late as unknown as IDBOpenDBRequest
      }
    })
    await context.setOffline(false)
    await page.goto(address)
    await page.clock.runFor(3000)
    await page.waitForFunction(() => 'answerNow' in globalThis)
    await page.evaluate(() => (globalThis as unknown as { answerNow(): Promise<void> }).answerNow())
    await gotThrough(page, 60)
    await context.close()
  })

  test('there is room for thirty; the next stays on the page, which says so', async () => {
    const { page, context } = await player('Kavitha')
    await letWait(page, photo('satay', 11))
    await page.evaluate(
      () =>
        new Promise(resolve => {
          indexedDB.open('tangkap').onsuccess = ({ target }) => {
            const transaction = (target as IDBOpenDBRequest).result.transaction('waiting', 'readwrite')
            transaction.oncomplete = resolve
            const store = transaction.objectStore('waiting')
            store.getAll().onsuccess = got => {
              const [row] = (got.target as IDBRequest).result
              for (let i = 1; i < 30; i++) store.put({ ...row, id: `${row.id.slice(0, -2)}${10 + i}` })
            }
          }
        }),
    )
    await pick(page, photo('satay', 12))
    await page.getByText('So many photos wait that there is no room for this one').waitFor()
    expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Another photo' }).tap()
    await waiting(page).getByText('30 photos wait.').waitFor()
    const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    expect(width).toBe(room)
    await context.close()
  })
})
