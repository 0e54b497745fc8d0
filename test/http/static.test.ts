import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Door, openDoor } from './door.ts'

let door: Door
beforeEach(async () => {
  door = await openDoor()
})
afterEach(() => door.close())

const addresses = async (path: string) =>
  [...(await (await door.ask('GET', path)).text()).matchAll(/"(\/static\/[^"]+\?v=[^"]+)"/g)].map(
    ([, address]) => address ?? '',
  )

test('pages ask for files that may be kept for good, under addresses that change with them', async () => {
  const asked = await addresses('/collection')
  expect(asked.length).toBeGreaterThanOrEqual(3)
  for (const address of asked) {
    const answer = await door.ask('GET', address)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toContain('immutable')
  }
  expect(await addresses('/nowhere')).toEqual(asked)
})

test.each(['/static/app.js', '/static/app.js?v=0.1.0'])('%s is asked again each time', async path => {
  const first = await door.ask('GET', path)
  expect(first.headers.get('cache-control')).toBe('no-cache')
  const again = await door.ask('GET', path, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
  expect(again.status).toBe(304)
})

test('scripts that may be kept for good import scripts that may', async () => {
  const app = (await addresses('/collection')).find(address => address.includes('/app.js')) ?? ''
  const imported = [...(await (await door.ask('GET', app)).text()).matchAll(/ from '\.(\/[^']+)'/g)]
  expect(imported.length).toBeGreaterThanOrEqual(2)
  for (const [, name] of imported) {
    const answer = await door.ask('GET', `/static${name}`)
    expect(answer.headers.get('cache-control')).toContain('immutable')
  }
})
