import { type Command, InvalidArgumentError, Option } from 'commander'
import { type BackboneVariant, backboneVariants, loadBackbone } from '../classifier/model-files.ts'
import { writeBaseSet } from '../training/base-set.ts'
import { importPhotos } from '../training/import-photos.ts'
import { indexFile, readPhotoIndex } from '../training/photo-index.ts'
import { outOf, placesOf } from '../training/places.ts'
import { progressLine } from '../training/progress.ts'

interface Options {
  pack: string
  photos: string
  index: string
  backbone: BackboneVariant
  crops: number
  screens: number
  seed: number
  out?: string
}

/** `tangkap import`: labelled photos to the pack's base set, which holds embeddings and no photo. */
export function addImport(program: Command): void {
  program
    .command('import')
    .description('turn labelled photos into the embeddings a head is fitted on')
    .option('--pack <name>', 'the pack the photos are for', 'malaysia')
    .requiredOption('--photos <folder>', 'the photos')
    .requiredOption(
      '--index <file>',
      'their index: path, pack, label, kind, split, group, source, tab-separated',
    )
    .addOption(new Option('--backbone <kind>', 'which backbone').choices(backboneVariants).default('int8'))
    .option('--crops <number>', 'random crops of each training photo', count, 3)
    .option('--screens <number>', 'training foods put into training photos of screens', count, 400)
    .option('--seed <number>', 'of crops and screens', count, 1)
    .option('--out <folder>', 'where to write, instead of into the pack')
    .action(async ({ pack, out, ...options }: Options) => {
      const places = placesOf(pack)
      const folder = outOf(out, places.baseSet)
      const photos = await readPhotoIndex(indexFile(options.index, options.photos), pack)
      const set = await importPhotos(photos, await loadBackbone(places.backbone, options.backbone), {
        photosDir: options.photos,
        crops: options.crops,
        screens: options.screens,
        seed: options.seed,
        progress: progressLine('Looking at photos'),
      })
      const fingerprint = await writeBaseSet(folder, set)
      console.log(
        `${set.examples.length} embeddings of ${photos.length} photos in ${folder}, fingerprint ${fingerprint}`,
      )
    })
}

function count(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 0 && number <= 100_000) return number
  throw new InvalidArgumentError('It must be a whole number from 0 to 100000.')
}
