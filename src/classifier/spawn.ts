import type { FromWorker, ToWorker } from './messages.ts'

/** A worker as the pool sees it, so that tests can hand in one that they steer. */
export interface WorkerHandle {
  post(message: ToWorker): void
  terminate(): void
}

export interface WorkerEvents {
  message(message: FromWorker): void
  /** It threw, could not be loaded, or ended by itself. */
  failed(reason: string): void
}

export type Spawn = (events: WorkerEvents) => WorkerHandle

/** Starts threads of the program at `address`. */
export const spawnFrom =
  (address: string | URL): Spawn =>
  events => {
    const worker = new Worker(address, { name: 'classifier' })
    worker.addEventListener('message', (event: MessageEvent<FromWorker>) => events.message(event.data))
    worker.addEventListener('error', event => {
      event.preventDefault()
      events.failed(event.message || 'error in the worker')
    })
    worker.addEventListener('messageerror', () => events.failed('a message could not be read'))
    worker.addEventListener('close', () => events.failed('the worker ended'))
    return {
      // Copied, not transferred: should the worker fail, the same pixels go to another. 200 kB take some 20 us.
      post: message => worker.postMessage(message),
      terminate: () => worker.terminate(),
    }
  }

/** In the one-file program all code lies in one module at the root, and the worker beside it in its folder. */
const program = import.meta.url.includes('/$bunfs/') ? './classifier/worker.ts' : './worker.ts'

/** Starts threads of `worker.ts`. */
export const spawnWorker: Spawn = events => spawnFrom(new URL(program, import.meta.url))(events)
