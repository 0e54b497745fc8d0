import { expect, test } from 'vitest'
import { startServer, withHome } from './server.ts'

/** The statuses of so many tries to join with a wrong code, as a proxy on this machine passes them on. */
async function tries(address: string, count: number, forwarded: string): Promise<number[]> {
  const statuses: number[] = []
  for (let i = 0; i < count; i++) {
    const answer = await fetch(`${address}/join`, {
      method: 'POST',
      headers: { 'x-forwarded-for': forwarded },
      body: new URLSearchParams({ code: 'WRONG1', nickname: 'Aina' }),
    })
    await answer.text()
    statuses.push(answer.status)
  }
  return statuses
}
const most = 60

test.each([
  ['a trusted proxy: each address has tries of its own', '127.0.0.1', 422],
  ['nobody is trusted: another address in the header gives no new tries', '', 429],
])('%s', (_, trusted, status) =>
  withHome(async home => {
    const server = await startServer(home, { TANGKAP_TRUSTED_PROXIES: trusted })
    const first = await tries(server.address, most + 1, '203.0.113.7')
    expect(first.slice(0, most).every(one => one === 422)).toBe(true)
    expect(first.at(-1)).toBe(429)
    expect(await tries(server.address, 1, '203.0.113.8')).toEqual([status])
    // What a phone writes before its own address is no way out.
    expect(await tries(server.address, 1, '203.0.113.9, 203.0.113.7')).toEqual([429])
    expect(await server.stop()).toBe(0)
  }),
)

test('of a path that no route takes the log has no more than its beginning', () =>
  withHome(async home => {
    const server = await startServer(home)
    for (const path of [
      '/organiser/claim/sEcReT1/x',
      '/sEcReT2',
      `/${'sEcReT3'.repeat(100)}`,
      '/wp-login.php',
    ])
      expect((await fetch(server.address + path)).status).toBe(404)
    expect(await server.stop()).toBe(0)
    expect(server.output()).not.toContain('sEcReT')
    for (const known of ['"path":"/organiser/…"', '"path":"/…"', '"path":"/wp-login.php"'])
      expect(server.output()).toContain(known)
  }))
