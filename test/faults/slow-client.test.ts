import { expect, test } from 'vitest'
import { readForm } from '../../src/web/form.ts'

const type = 'application/x-www-form-urlencoded'

function requestOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): Request {
  return new Request('http://tangkap.test/', { method: 'POST', headers: { 'content-type': type }, body })
}

test('a client that stops half-way is told so, and its line is closed', async () => {
  let cancelled = false
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: controller => controller.enqueue(new TextEncoder().encode('nickname=A')),
    cancel: () => {
      cancelled = true
    },
  })
  await expect(readForm(requestOf(body), 1000, 20)).rejects.toMatchObject({
    status: 408,
    message: expect.stringContaining('took too long'),
  })
  expect(cancelled).toBe(true)
})

test('a client that drips may not take longer for that', async () => {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      await Bun.sleep(5)
      controller.enqueue(new TextEncoder().encode('a'))
    },
  })
  await expect(readForm(requestOf(body), 1000, 50)).rejects.toMatchObject({ status: 408 })
})

test('one that pauses and goes on in time is heard', async () => {
  const pieces = ['nick', 'name=A', 'li']
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      await Bun.sleep(5)
      const piece = pieces.shift()
      if (piece === undefined) controller.close()
      else controller.enqueue(new TextEncoder().encode(piece))
    },
  })
  expect((await readForm(requestOf(body), 1000, 5000)).get('nickname')).toBe('Ali')
})
