import { join as joinPath } from 'node:path'
import { expect, test } from 'vitest'
import { loadModelFiles } from '../../src/classifier/model-files.ts'
import { openDatabase } from '../../src/db/open.ts'
import { modelsDir } from '../../src/paths.ts'
import { addCandidate, promote, writeVersion } from '../../src/registry/index.ts'
import { quarters } from '../pictures.ts'
import { lessSure, servedBy } from '../served-by.ts'
import { join, upload } from './phone.ts'
import { startServer, withHome } from './server.ts'

/** Photos in a minute that the server lets one player send. */
const mostAPlayer = 30
const players = 16
/** Milliseconds until a promotion in another process has to be noticed, on a machine that has other things to do. */
const patience = 20_000

test('promotions in another process while photos are sent: every answer names the version that made it', async () => {
  await withHome(async home => {
    const server = await startServer(home, { TANGKAP_WORKERS: '2' })
    const db = await openDatabase(joinPath(home, 'tangkap.db'))
    const shipped = await loadModelFiles(joinPath(modelsDir, 'malaysia'))
    const other = lessSure(shipped, 'malaysia-other')
    const { card } = other
    await addCandidate(db, {
      ...{ version: card.version, pack: card.pack, cardSha256: await writeVersion(home, other, []) },
      ...{ comparedWith: null, jobId: null, report: null, status: 'candidate', examples: [], now: 1 },
    })
    const registry = { db, home, backboneId: card.backbone.id }
    const named = new Map<string, string>()
    const statuses: number[] = []
    let latest = ''
    let over = false
    let heard = () => {}

    async function play(player: number): Promise<void> {
      const phone = await join(server.address, server.output(), `Player ${player}`)
      for (let i = 0; i < mostAPlayer && !over; i++) {
        const picture = quarters(300 + 40 * player + i, 300).jpeg()
        const photo = new Uint8Array(await picture.toBuffer())
        const id = Bun.randomUUIDv7()
        const answer = await upload(server.address, phone, { photo, id, script: true })
        statuses.push(answer.status)
        latest = /data-model="([^"]+)"/.exec(answer.text)?.[1] ?? ''
        named.set(id, latest)
        heard()
      }
    }
    /** Until an answer names it, or nobody sends any more. */
    async function answeredBy(version: string): Promise<void> {
      const until = performance.now() + patience
      while (latest !== version && performance.now() < until && !over) {
        await new Promise<void>(resolve => {
          heard = resolve
        })
      }
      expect(latest).toBe(version)
    }

    const playing = Promise.all(Array.from({ length: players }, (_, i) => play(i))).finally(() => {
      over = true
      heard()
    })
    try {
      await answeredBy(shipped.card.version)
      for (const { card } of [other, shipped, other]) {
        expect(await promote(registry, card.version, { by: 'user-1', now: Date.now() })).toBe('promoted')
        await answeredBy(card.version)
      }
    } finally {
      over = true
      await playing
    }

    expect(new Set(statuses)).toEqual(new Set([200]))
    const { wrong, byVersion, models } = await servedBy(db, [shipped, other])
    expect(wrong).toEqual([])
    expect(named).toEqual(models)
    expect([...byVersion.keys()].toSorted()).toEqual([shipped.card.version, card.version].toSorted())
    await db.destroy()
    expect(await server.stop()).toBe(0)
  })
}, 120_000)
