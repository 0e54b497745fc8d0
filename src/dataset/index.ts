export { shippedForPages } from './base-counts.ts'
export { confirmedLabels, type Doubt, noteDoubts } from './doubt-store.ts'
export {
  cropsOf,
  type Embedded,
  embeddingsOf,
  keepCrops,
  keepEmbedding,
  type Owner,
  photosWithCrops,
} from './embedding-store.ts'
export { dropExamples, examplesAmong, findExample } from './example-store.ts'
export { packOfEvent } from './foods/pack.ts'
export { allProgress } from './foods/progress.ts'
export { importLimits } from './import-limits.ts'
export { clearImports } from './import-run.ts'
export { labelName } from './label-names.ts'
export { examplesSharing } from './look-alike-store.ts'
export { listedPhotos } from './store.ts'
export { checkPhotos } from './suspects-check.ts'
export { photosByFood } from './teaching.ts'
export { countLabelledSince } from './waiting-store.ts'
