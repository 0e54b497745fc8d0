import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { havePhotos, testPhotos } from '../shared-photos.ts'
import { patched, renamed, writeZip, zipOf } from '../zips.ts'
import { phone } from './chromium.ts'
import { openOrganisedEvent } from './event.ts'

const index = (lines: string[]) => ['path\tlabel\tkind', ...lines].join('\n')

describe.skipIf(!havePhotos)('the dataset in a browser, with the real model and real photos', () => {
  const event = openOrganisedEvent(phone)

  async function send(page: Page, zip: Uint8Array): Promise<string> {
    await page.goto(`${event.appliance.address}/organiser/dataset/import`)
    await page.locator('input[type=file]').setInputFiles(await writeZip(event.appliance.home, zip))
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Send' }).click()])
    await page.locator('.import-outcome').waitFor()
    return (await page.locator('.import-outcome').textContent()) ?? ''
  }

  test('a zip is brought in; a swapped label is found, put right with a tap, and back', async () => {
    const { page } = event.organiser
    const files: Record<string, Uint8Array | string> = {}
    const lines: string[] = []
    for (const [food, label] of [
      ['satay', 'satay'],
      ['laksa', 'laksa'],
      ['durian', 'satay'],
    ] as const) {
      for (const [i, file] of testPhotos(food)
        .slice(0, food === 'durian' ? 1 : 4)
        .entries()) {
        files[`${food}/${i}.jpg`] = await readFile(file)
        lines.push(`${food}/${i}.jpg\t${label}\tfood`)
      }
    }
    const said = await send(
      page,
      await zipOf({ ...files, 'index.tsv': index([...lines, 'no.jpg\tspam\tfood']) }),
    )
    expect(said).toContain('9 photos stored, 0 there already, 1 refused.')
    expect(said).toContain('spam: 1 photo')

    await page.goto(`${event.appliance.address}/organiser/dataset`)
    await page.getByRole('button', { name: 'Look for mistakes' }).click()
    await page.getByText('9 photos looked at').waitFor()
    await page.getByRole('button', { name: 'It is: Durian' }).click()
    await page.getByText('1 photo moved to').waitFor()
    expect(await page.getByRole('button', { name: 'It is: Durian' }).count()).toBe(0)
    // The button stands beside the words, not below them.
    const middleOf = async (selector: string) => {
      const box = await page.locator(selector).first().boundingBox()
      return Math.round((box?.y ?? 0) + (box?.height ?? 0) / 2)
    }
    expect(
      Math.abs((await middleOf('.dataset-done button')) - (await middleOf('.dataset-done p'))),
    ).toBeLessThan(2)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'It is: Durian' }).waitFor()

    await page.goto(`${event.appliance.address}/organiser/dataset/photos?label=satay`)
    await page.getByLabel('Mark this Satay').first().check()
    // What is marked stays so while nothing is chosen.
    await page.getByRole('button', { name: 'Move' }).click()
    expect(await page.getByLabel('Mark this Satay').first().isChecked()).toBe(true)
    await page.getByLabel('They are').selectOption({ label: 'Durian' })
    await page.getByRole('button', { name: 'Move' }).click()
    await page.getByText('4 labelled photos of this event.').waitFor()
    await page.getByLabel('Mark this Satay').first().check()
    await page.getByText('Take out', { exact: true }).first().click()
    await page.getByRole('button', { name: 'Take out' }).click()
    await page.getByText('1 photo was taken out.').waitFor()
  }, 60_000)

  test('five hostile zips are refused whole', async () => {
    const { page } = event.organiser
    const photo = await readFile(testPhotos('pau')[0] ?? '')
    const good = { 'a.jpg': photo, 'index.tsv': index(['a.jpg\tpau\tfood']) }
    const tableLine = { crc: 16, offset: 42 }
    const hostile: [Buffer, string][] = [
      [renamed(await zipOf({ ...good, 'xx/e.jpg': photo }), 'xx/', '../'), 'leads out of'],
      [await zipOf({ ...good, 'b.jpg': { bytes: '/etc/passwd', mode: 0o120777 } }), 'a link'],
      [await zipOf({ ...good, 'b.jpg': { bytes: Buffer.alloc(9e6), compress: true } }), '100 times'],
      [patched(await zipOf({ ...good, 'b.jpg': photo }), 2, tableLine.offset, () => 0), 'inside another'],
      [patched(await zipOf(good), 0, tableLine.crc, sum => sum ^ 1), 'damaged'],
    ]
    for (const [zip, words] of hostile) {
      const said = await send(page, zip)
      expect(said).toContain('Nothing was brought in.')
      expect(said).toContain(words)
    }
    await page.goto(`${event.appliance.address}/organiser/dataset/photos`)
    await page.getByText('8 labelled photos of this event.').waitFor()
    expect(event.organiser.complaints).toEqual([])
  }, 60_000)
})
