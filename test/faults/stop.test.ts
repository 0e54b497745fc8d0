import { expect, test } from 'vitest'
import { quarters } from '../pictures.ts'
import { inspect, problemsIn } from './inspect.ts'
import { join } from './phone.ts'
import { poll, startServer, withHome } from './server.ts'
import { openWire, statusOf, uploadOnWire } from './wire.ts'

const photo = () => quarters(800, 600).jpeg().toBuffer()

test('asked to stop, it finishes the upload it is at, lets nobody in any more, and ends with 0', async () => {
  await withHome(async home => {
    const server = await startServer(home)
    const phone = await join(server.address, server.output(), 'Ali')
    const wire = await openWire(server)
    const id = Bun.randomUUIDv7()
    const { head, body } = uploadOnWire(server, phone, await photo(), { id })
    await wire.send(head)
    await wire.send(body.subarray(0, body.length / 2))
    // An answer on another line: the first half has been read by then.
    await fetch(`${server.address}/healthz`)

    const asked = performance.now()
    const stopped = server.stop()
    await poll(() => server.output().includes('"stopping"'), 5000, 'told of it in the log')
    const closed = () =>
      fetch(`${server.address}/healthz`, { keepalive: false }).then(
        () => false,
        () => true,
      )
    await poll(closed, 2000, 'closed to others')

    await wire.send(body.subarray(body.length / 2))
    const answer = await wire.answer()
    expect(statusOf(answer)).toBe(303)
    expect(answer).toContain(`/catches/${id}`)
    expect(await stopped).toBe(0)
    expect(performance.now() - asked).toBeLessThan(10_000)

    const found = await inspect(home)
    expect(found.catches.map(each => each.id)).toEqual([id])
    expect(await problemsIn(found)).toEqual([])
  })
})

test('a phone that stopped half-way does not hold it for more than 10 s', async () => {
  await withHome(async home => {
    const server = await startServer(home)
    const phone = await join(server.address, server.output(), 'Ali')
    const wire = await openWire(server)
    const { head, body } = uploadOnWire(server, phone, await photo())
    await wire.send(head)
    await wire.send(body.subarray(0, body.length / 2))
    await fetch(`${server.address}/healthz`)

    const asked = performance.now()
    expect(await server.stop()).toBe(0)
    expect(performance.now() - asked).toBeLessThan(10_000)
    wire.drop()
    const found = await inspect(home)
    expect(found.rows.catch).toBe(0)
    expect(found.orphans).toEqual([])
  })
})

test('lines that are open and idle do not hold it', async () => {
  await withHome(async home => {
    const server = await startServer(home)
    const wires = await Promise.all(Array.from({ length: 5 }, () => openWire(server)))
    for (const wire of wires) {
      await wire.send(`GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n`)
      expect(statusOf(await wire.answer())).toBe(200)
    }
    const asked = performance.now()
    expect(await server.stop()).toBe(0)
    expect(performance.now() - asked).toBeLessThan(3000)
    for (const wire of wires) wire.drop()
  })
})

test('asked twice, it still ends once', async () => {
  await withHome(async home => {
    const server = await startServer(home)
    server.signal('SIGTERM')
    expect(await server.stop()).toBe(0)
  })
})
