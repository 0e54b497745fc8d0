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
import { judgeSeen, type Seen, seenInBaseSet, seePhotos } from '../training/judge-photos.ts'
import { evaluateMenu } from '../training/menu/evaluate-menu.ts'
import { menuText } from '../training/menu/menu-text.ts'
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
  menu?: string
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
    .option(
      '--menu <foods>',
      'with and without this menu, side by side: ids, divided by commas; scores are of photos of these foods and outliers, photos of other foods are reported apart',
    )
    .option('--json', 'one JSON object, for programs')
    .action(run)
}

async function run(options: Options): Promise<void> {
  const places = placesOf(options.pack)
  const files = await loadModelFiles(options.model ?? places.model)
  const seen = await photosToJudge(options, files.card.backbone.id)
  if (seen.length === 0) throw new AppError(400, `There is no photo of split ${options.split}.`)
  if (options.menu !== undefined) {
    const comparison = await evaluateMenu(files, seen, options.menu, places.baseSet)
    console.log(options.json ? JSON.stringify(comparison) : menuText(comparison))
    return
  }
  const head = await openHead(files)
  const evaluation = evaluate(await judgeSeen(seen, head), head.card)
  console.log(options.json ? JSON.stringify(evaluation) : evaluationText(evaluation))
}

/** Of a folder, or of the pack's own gate set. */
async function photosToJudge(
  { pack, photos, index, split, backbone }: Options,
  backboneId: string,
): Promise<Seen[]> {
  const places = placesOf(pack)
  if ((photos === undefined) !== (index === undefined)) {
    throw new AppError(
      400,
      '--photos and --index go together: a folder, and the file that says what is in it.',
    )
  }
  if (photos === undefined || index === undefined)
    return seenInBaseSet(await readBaseSet(places.baseSet), split)
  const eyes = await loadBackbone(places.backbone, backbone)
  if (eyes.id !== backboneId) {
    throw new AppError(400, `The head was fitted on backbone ${backboneId}, not on ${eyes.id}.`)
  }
  const wanted = (await readPhotoIndex(indexFile(index, photos), pack)).filter(photo => photo.split === split)
  return seePhotos(wanted, photos, eyes, progressLine('Looking at photos'))
}
