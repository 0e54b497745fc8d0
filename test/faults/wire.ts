import { connect, type Socket } from 'node:net'
import type { Phone } from './phone.ts'
import type { Server } from './server.ts'

/** A connection whose every byte the test decides, for what no browser would send. */
export interface Wire {
  readonly socket: Socket
  /** Resolves when the bytes are on their way. */
  send(bytes: string | Uint8Array): Promise<void>
  /** What came back until the whole answer was there or the other end closed; '' for nothing. */
  answer(within?: number): Promise<string>
  /** Goes away without a word. */
  drop(): void
}

export async function openWire(server: Pick<Server, 'port'>): Promise<Wire> {
  const socket = connect(server.port, '127.0.0.1')
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  let text = ''
  let closed = false
  let wake = () => {}
  socket.on('data', bytes => {
    text += bytes.toString('latin1')
    wake()
  })
  // A server that has refused may close while we are still sending.
  socket.on('error', () => {})
  socket.on('close', () => {
    closed = true
    wake()
  })
  return {
    socket,
    send: bytes =>
      new Promise(resolve => {
        if (closed) resolve()
        else socket.write(bytes, () => resolve())
      }),
    async answer(within = 10_000) {
      const late = Bun.sleep(within).then(() => true)
      while (!closed && !isWhole(text)) {
        const more = new Promise<false>(resolve => {
          wake = () => resolve(false)
        })
        if (await Promise.race([more, late])) throw new Error(`No whole answer in ${within} ms: ${text}`)
      }
      return text
    },
    drop: () => socket.destroy(),
  }
}

/** All our answers say how long they are. */
function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  const length = /^content-length: (\d+)/im.exec(text.slice(0, end + 2))?.[1]
  return end >= 0 && length !== undefined && text.length >= end + 4 + Number(length)
}

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)

/** An upload as a form, in two parts: the request's head, and its body. */
export function uploadOnWire(
  server: Server,
  phone: Phone,
  photo: Uint8Array,
  options: { id?: string; chunked?: boolean; says?: number } = {},
): { head: string; body: Buffer } {
  const boundary = 'tangkap-test-boundary'
  const field = (name: string, more = '') =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n`
  const body = Buffer.concat([
    Buffer.from(
      `${field('id')}${options.id ?? Bun.randomUUIDv7()}\r\n${field('photo', '; filename="p.jpg"')}`,
    ),
    photo,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const length = options.chunked
    ? 'transfer-encoding: chunked'
    : `content-length: ${options.says ?? body.length}`
  const lines = [
    'POST /catches HTTP/1.1',
    `host: 127.0.0.1:${server.port}`,
    `cookie: ${phone.cookie}`,
    `content-type: multipart/form-data; boundary=${boundary}`,
    length,
  ]
  return { head: `${lines.join('\r\n')}\r\n\r\n`, body }
}

/** One piece of a body whose length nobody said before. */
export const chunk = (bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
