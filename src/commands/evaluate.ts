import { type Command, Option } from 'commander'
import { openHead } from '../classifier/head.ts'
import {
  type BackboneVariant,
  backboneVariants,
  loadBackbone,
  loadModelFiles,
} from '../classifier/model-files.ts'
import { AppError } from '../errors.ts'
import { readBaseSet } from '../training/base-set.ts'
import { evaluate } from '../training/evaluate.ts'
import { evaluationText } from '../training/evaluation-text.ts'
import { judgeBaseSet, judgePhotos } from '../training/judge-photos.ts'
import { indexFile, readPhotoIndex, type Split, splits } from '../training/photo-index.ts'
import { placesOf } from '../training/places.ts'
import { progressLine } from '../training/progress.ts'

interface Options {
  pack: string
  photos?: string
  index?: string
  split: Split
  backbone: BackboneVariant
  model?: string
  json?: true
}

/** `tangkap evaluate`: how good a model is, on labelled photos or on the embeddings a pack ships. */
export function addEvaluate(program: Command): void {
  program
    .command('evaluate')
    .description('say how good a model is on labelled photos')
    .option('--pack <name>', 'the pack whose model is judged', 'malaysia')
    .option('--photos <folder>', 'labelled photos; without it, the embeddings the pack ships')
    .option('--index <file>', 'their index: path, pack, label, kind, split, group, source, tab-separated')
    .addOption(new Option('--split <name>', 'which photos').choices(splits).default('test'))
    .addOption(
      new Option('--backbone <kind>', 'which backbone, for photos').choices(backboneVariants).default('int8'),
    )
    .option('--model <folder>', 'a model other than the one in place')
    .option('--json', 'one JSON object, for programs')
    .action(run)
}

async function run(options: Options): Promise<void> {
  const { pack, photos, index, split, backbone } = options
  const places = placesOf(pack)
  const head = await openHead(await loadModelFiles(options.model ?? places.model))
  if ((photos === undefined) !== (index === undefined)) {
    throw new AppError(
      400,
      '--photos and --index go together: a folder, and the file that says what is in it.',
    )
  }
  const judged =
    photos !== undefined && index !== undefined
      ? await judgePhotos(
          (await readPhotoIndex(indexFile(index, photos), pack)).filter(photo => photo.split === split),
          photos,
          await loadBackbone(places.backbone, backbone),
          head,
          progressLine('Looking at photos'),
        )
      : await judgeBaseSet(await readBaseSet(places.baseSet), split, head)
  if (judged.length === 0) throw new AppError(400, `There is no photo of split ${split}.`)
  const evaluation = evaluate(judged, head.card)
  console.log(options.json ? JSON.stringify(evaluation) : evaluationText(evaluation))
}
