import { join } from 'node:path'
import { loadBackbone } from '../../src/classifier/model-files.ts'
import { type BaseSet, hasBaseSet, readBaseSet, writeBaseSet } from '../../src/training/base-set.ts'
import { importPhotos } from '../../src/training/import-photos.ts'
import { readPhotoIndex } from '../../src/training/photo-index.ts'
import { placesOf } from '../../src/training/places.ts'
import { progressLine } from '../../src/training/progress.ts'

const root = join(import.meta.dir, '../..')
const photosDir = join(root, '../shared/photos')

/** Embeddings of one pack of ../shared/photos, so many crops of its training photos among them; made once, kept in .cache. */
export async function embeddedPack(pack: string, crops = 0): Promise<BaseSet> {
  const folder = join(root, '.cache/bench', `${pack}-${crops}`)
  if (!hasBaseSet(folder)) {
    const all = await readPhotoIndex(join(photosDir, 'index.tsv'), pack)
    const backbone = await loadBackbone(placesOf(pack).backbone, 'int8')
    const set = await importPhotos(
      all.filter(photo => photo.pack === pack),
      backbone,
      { photosDir, crops, screens: 0, seed: 1, progress: progressLine(`Looking at photos of ${pack}`) },
    )
    await writeBaseSet(folder, set)
  }
  return readBaseSet(folder)
}
