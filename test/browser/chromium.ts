import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** Debian's own browser, kept from looking for its maker's servers; its camera shows a test pattern. */
export const openBrowser = (more: string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      ...more,
    ],
  })

export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const
export const smallPhone = { ...phone, viewport: { width: 360, height: 640 } } as const
export const desk = { viewport: { width: 1280, height: 800 } } as const

/** What the page complained about: script errors, refused scripts or styles, missing files. */
export interface Watched {
  page: Page
  complaints: string[]
}

export async function openPage(browser: Browser, options: BrowserContextOptions = phone): Promise<Watched> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => {
    // A 4xx answer is logged by the browser too; tests that ask for one look at the page.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
  })
  return { page, complaints }
}

export async function joinAs(page: Page, address: string, code: string, nickname: string): Promise<void> {
  await page.goto(`${address}/join/${code}`)
  await page.getByLabel('Nickname').fill(nickname)
  await page.getByRole('button', { name: /start/i }).click()
  await page.waitForURL(`${address}/`)
}

/** Makes the account that a link is for, in whatever language the page speaks. */
export async function claimAccount(page: Page, link: string, email = 'cikgu@example.org'): Promise<void> {
  await page.goto(link)
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[type=password]').fill('three long words')
  await page.locator('main form button[type=submit]').click()
  await page.waitForURL(/\/organiser(\/review)?$/)
}

/** Picks a photo as from the gallery and waits for the answer's heading. Throws the page's words when it is refused. */
export async function sendPhoto(page: Page, file: string): Promise<string> {
  await page.locator('input[type=file]:not([capture])').first().setInputFiles(file)
  await page.locator('article.answer, [data-developing][data-stopped]').first().waitFor()
  const refused = page.locator('[data-developing][data-stopped] [data-words]')
  if (await refused.count()) throw new Error(`${file}: ${await refused.textContent()}`)
  return (await page.locator('main h1').first().textContent()) ?? ''
}
