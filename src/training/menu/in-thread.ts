import type { ModelCard } from '../../classifier/model-card.ts'
import type { ModelFiles } from '../../classifier/model-files.ts'
import type { MenuRule } from '../../classifier/verdict.ts'
import type { LocalPhoto, MenuPhoto } from './menu-photos.ts'

interface Look {
  readonly files: ModelFiles
  /** Where the pack's base set is. */
  readonly baseSetDir: string
  readonly local: readonly LocalPhoto[]
}

interface Fit {
  readonly card: ModelCard
  readonly photos: readonly MenuPhoto[]
  readonly menu: readonly string[]
}

export type MenuRequest = ({ readonly kind: 'look' } & Look) | ({ readonly kind: 'fit' } & Fit)

export type MenuAnswer<T> = { readonly result: T } | { readonly failed: string }

/** `readMenuPhotos` in a thread of its own: it takes about a second, which would hold up everybody. */
export const lookInThread = (look: Look): Promise<readonly MenuPhoto[]> => ask({ kind: 'look', ...look })

/** `menuRule` in a thread of its own: some 100 ms. */
export const fitInThread = (fit: Fit): Promise<MenuRule | null> => ask({ kind: 'fit', ...fit })

/** In the one-file program all code lies in one module at the root, and threads' programs in their folders. */
const program = import.meta.url.includes('/$bunfs/') ? './training/menu/menu-worker.ts' : './menu-worker.ts'

/** One thread, one answer. Rejects with the thread's words when it has none. */
function ask<T>(request: MenuRequest): Promise<T> {
  const thread = new Worker(new URL(program, import.meta.url), { name: 'menu' })
  return new Promise<T>((resolve, reject) => {
    thread.addEventListener('message', ({ data }: MessageEvent<MenuAnswer<T>>) => {
      if ('failed' in data) reject(new Error(data.failed))
      else resolve(data.result)
    })
    thread.addEventListener('error', event => {
      event.preventDefault()
      reject(new Error(event.message || 'error in the thread'))
    })
    thread.addEventListener('close', () => reject(new Error('the thread ended')))
    thread.postMessage(request)
  }).finally(() => thread.terminate())
}
