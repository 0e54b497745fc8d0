export { damagedVersions } from './damaged-versions.ts'
export { ensureShipped } from './ensure-shipped.ts'
export { expectMenu, followChampion, keepFollowing, knownPhotosOf } from './follow-champion.ts'
export { forgetPhotos } from './forget-store.ts'
export { earlierUses, taughtEmbeddings, taughtGroups, usedExamples } from './learned-store.ts'
export { loadChampion } from './load-champion.ts'
export { findFiles, loadVersion, removeVersion, versionFolder, writeVersion } from './model-folder.ts'
export { loadVersionNames } from './pages/version-name.ts'
export { promote, type Registry } from './promote.ts'
export { prune } from './prune.ts'
export {
  addCandidate,
  championOf,
  deleteVersions,
  findChampion,
  findVersion,
  goneMeanwhile,
  isPinned,
  type NewVersion,
  servedVersions,
  setPinned,
} from './store.ts'
export { watchChampion } from './watch/index.ts'
