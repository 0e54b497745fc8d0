import { messageOf } from '../../errors.ts'
import type { MenuAnswer, MenuRequest } from './in-thread.ts'
import { type MenuPhoto, readMenuPhotos } from './menu-photos.ts'
import { menuRule } from './menu-rule.ts'

// Like classifier/worker.ts it does something when it is loaded: it is the program of a thread, which answers once.
declare const self: Worker

self.onmessage = (event: MessageEvent<MenuRequest>) => {
  answer(event.data).then(
    result => self.postMessage({ result } satisfies MenuAnswer<unknown>),
    error => self.postMessage({ failed: messageOf(error) } satisfies MenuAnswer<unknown>),
  )
}

async function answer(request: MenuRequest): Promise<readonly MenuPhoto[] | ReturnType<typeof menuRule>> {
  switch (request.kind) {
    case 'look':
      return await readMenuPhotos(request.files, request.baseSetDir, request.local)
    case 'fit':
      return menuRule(request.card, request.photos, request.menu)
    default:
      return request satisfies never
  }
}
