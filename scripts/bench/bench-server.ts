import type { LoopDelay, Started } from './server.ts'

/** An upload as bytes: what a phone has ready before it sends. */
export interface EncodedForm {
  id: string
  body: ArrayBuffer
  type: string
}

export async function encodeForm(photo: Buffer): Promise<EncodedForm> {
  const id = Bun.randomUUIDv7()
  const form = new FormData()
  form.set('id', id)
  form.set('photo', new Blob([new Uint8Array(photo)]), 'photo.jpg')
  // A request knows its boundary only as long as its body has not been read.
  const encoded = new Request('http://localhost', { method: 'POST', body: form })
  const type = encoded.headers.get('content-type') ?? ''
  return { id, body: await encoded.arrayBuffer(), type }
}

/** Works at all items, so many at once. */
export async function atOnce<T>(
  count: number,
  items: Iterable<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]()
  await Promise.all(
    Array.from({ length: count }, async () => {
      for (let step = queue.next(); !step.done; step = queue.next()) await work(step.value)
    }),
  )
}

export const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ')

/** Starts server.ts in a process of its own, with so many players who have joined. */
export async function startBenchServer(home: string, players: number) {
  const messages: unknown[] = []
  let wake = () => {}
  const child = Bun.spawn([process.execPath, new URL('./server.ts', import.meta.url).pathname], {
    env: { ...process.env, TANGKAP_HOME: home },
    stdout: 'ignore',
    stderr: 'inherit',
    ipc(message) {
      messages.push(message)
      wake()
    },
  })
  async function next<T>(): Promise<T> {
    while (messages.length === 0) await new Promise<void>(resolve => (wake = resolve))
    return messages.shift() as T
  }
  const { port, code, organiserLink } = await next<Started>()
  const address = `http://127.0.0.1:${port}`
  const cookies = await Promise.all(
    Array.from({ length: players }, async (_, i) => {
      const body = new URLSearchParams({ code, nickname: `Bench ${i}` })
      return cookiesOf(await fetch(`${address}/join`, { method: 'POST', body, redirect: 'manual' }))
    }),
  )
  let turn = 0
  return {
    child,
    address,
    organiserLink,
    nextCookie: () => cookies[turn++ % cookies.length] ?? '',
    ask: () => {
      child.send('stats')
      return next<LoopDelay>()
    },
  }
}
