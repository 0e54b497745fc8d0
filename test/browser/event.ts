import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { type Appliance, startAppliance } from '../appliance.ts'
import { claimAccount, openBrowser, openPage, type Watched } from './chromium.ts'

/** What a describe's tests share; it is there from their first hook on. */
export interface Event {
  appliance: Appliance
  browser: Browser
}

/** The program in a home of its own and a browser, from before a describe's first test until after its last. */
export function openEvent(browserArguments?: string[]): Event {
  const event = {} as Event
  beforeAll(async () => {
    event.appliance = await startAppliance()
    event.browser = await openBrowser(browserArguments)
  })
  afterAll(async () => {
    await event.browser?.close()
    await event.appliance?.stop()
  })
  return event
}

/** The same, with the organiser's account claimed on such a screen. */
export function openOrganisedEvent(screen: BrowserContextOptions): Event & { organiser: Watched } {
  const event = openEvent() as Event & { organiser: Watched }
  beforeAll(async () => {
    event.organiser = await openPage(event.browser, screen)
    await claimAccount(event.organiser.page, event.appliance.organiserLink)
  })
  return event
}
