import { messageOf } from '../errors.ts'
import type { FromWorker, ToWorker } from './messages.ts'
import { openSession, type Session } from './session.ts'

// The one file that does something when it is loaded: it is the program of a worker thread.
declare const self: Worker

let session: Session | undefined
/** Messages are answered one after the other, so a new head comes in between two photos. */
let last: Promise<void> = Promise.resolve()

self.onmessage = (event: MessageEvent<ToWorker>) => {
  last = last
    .then(() => answer(event.data))
    .catch(error => send({ kind: 'failed', reason: messageOf(error) }))
}

async function answer(message: ToWorker): Promise<void> {
  if (message.kind === 'start') {
    session = await openSession(message)
    send({ kind: 'ready' })
    return
  }
  if (!session) throw new Error('asked before it was started')
  switch (message.kind) {
    case 'head':
      await session.useHead(message.files, message.shadow)
      send({ kind: 'headTaken', version: message.files.card.version })
      return
    case 'photo': {
      const prediction = await session.classify(message.pixels, message)
      const { embedding, featureMap } = prediction
      send({ kind: 'prediction', prediction }, [embedding.buffer, ...(featureMap ? [featureMap.buffer] : [])])
      return
    }
    default:
      message satisfies never
  }
}

function send(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  self.postMessage(message, transfer)
}
