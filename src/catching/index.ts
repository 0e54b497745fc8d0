export { catchAddress, photoAddress } from './addresses.ts'
export { albumOf, catchesOf, countCatches, countEventCatches, standingsOf } from './album-store.ts'
export { renderAnswer } from './answer.tsx'
export { type Arriving, photosSharing } from './look-alike-store.ts'
export { groupAmong, type Neighbour } from './look-alikes.ts'
export { moveCatches } from './move-store.ts'
export { removeOrphans } from './orphans.ts'
export { loadOwnCatch } from './own-catch.ts'
export { countPhotosBy, photosOf } from './player-photos-store.ts'
export type { CatchState } from './rules.ts'
export { overlayOf } from './show-looked.tsx'
export {
  changeStanding,
  markClaimed,
  restoreStanding,
  type Standing,
  unmarkClaimed,
} from './standing-store.ts'
export { type Album, countCaught, stickerOf } from './stickers.ts'
export { findCatch } from './store.ts'
