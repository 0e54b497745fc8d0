import { readFile } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import { openHead } from '../classifier/head.ts'
import { loadModelFiles, type ModelFiles } from '../classifier/model-files.ts'
import { homeOf } from '../config.ts'
import { AppError, messageOf } from '../errors.ts'
import { type BaseSet, readBaseSet } from '../training/base-set.ts'
import { evaluate } from '../training/evaluate.ts'
import { evaluationText } from '../training/evaluation-text.ts'
import { fitHead } from '../training/fit.ts'
import { judgeBaseSet } from '../training/judge-photos.ts'
import { outOf, placesOf } from '../training/places.ts'
import { progressLine } from '../training/progress.ts'
import { trainedVersion } from '../training/retrain/reproduce.ts'
import { fitSettings } from '../training/settings.ts'
import { writeModel } from '../training/write-model.ts'

interface Options {
  pack: string
  base?: string
  config?: string
  set: string[]
  reproduce?: string
  model?: string
  out?: string
}

/** `tangkap fit`: a pack's base set to a head with its card. */
export function addFit(program: Command): void {
  program
    .command('fit')
    .description('fit a head on a pack’s embeddings')
    .option('--pack <name>', 'the pack', 'malaysia')
    .option('--base <folder>', 'a base set other than the pack’s')
    .option('--config <file>', 'settings as a JSON object')
    .option(
      '--set <key=value>',
      'one setting; may be repeated',
      (value, all: string[]) => [...all, value],
      [],
    )
    .addOption(
      new Option('--reproduce <version>', 'fit that version again, and say whether the bytes are the same')
        // Its own settings are what makes it that version.
        .conflicts(['set', 'config']),
    )
    .option('--model <folder>', 'where the version to reproduce lies, if not in place of the pack’s model')
    .option('--out <folder>', 'where to write, instead of in place of the pack’s model')
    .action(run)
}

async function run(options: Options): Promise<void> {
  const places = placesOf(options.pack)
  const set = await readBaseSet(options.base ?? places.baseSet)
  if (options.reproduce !== undefined) return reproduce(options.reproduce, options, set)
  const out = outOf(options.out, places.model)
  const settings = fitSettings(options.config ? await readSettings(options.config) : {}, options.set)
  const fitted = await fitHead(set, options.pack, settings, progressLine('Epochs'))
  const judged = await judgeBaseSet(set, await openHead(fitted))
  const evaluation = evaluate(judged, fitted.card)
  await writeModel(out, fitted, evaluation)
  console.log(evaluationText(evaluation))
  console.log(`\nVersion ${fitted.card.version} is in ${out}.`)
}

/**
 * The card holds settings and fingerprints, so a version can be made again from the same base set, and one that was made
 * here from that and the photos it names.
 */
async function reproduce(version: string, options: Options, base: BaseSet): Promise<void> {
  const { files, set } = await versionToReproduce(version, options, base)
  const { card } = files
  if (card.data.baseSet !== set.fingerprint) {
    throw new AppError(
      400,
      `Version ${version} was fitted on another base set (${card.data.baseSet.slice(0, 10)}…).`,
    )
  }
  const again = await fitHead(set, options.pack, fitSettings(card.settings), progressLine('Epochs'))
  if (again.card.head.sha256 !== card.head.sha256 || again.card.version !== card.version) {
    throw new AppError(
      500,
      `Not the same bytes: ${again.card.head.sha256} now (${again.card.data.trainer}), ${card.head.sha256} then (${card.data.trainer}).`,
    )
  }
  console.log(`Version ${version}: the same bytes, ${card.head.sha256}`)
  if (options.out) {
    const judged = await judgeBaseSet(set, await openHead(again))
    await writeModel(options.out, again, evaluate(judged, again.card))
  }
}

async function versionToReproduce(
  version: string,
  { pack, model }: Options,
  base: BaseSet,
): Promise<{ files: ModelFiles; set: BaseSet }> {
  const folder = model ?? placesOf(pack).model
  const files = await loadModelFiles(folder)
  if (files.card.version === version) return { files, set: base }
  const trained = model === undefined ? await trainedVersion(homeOf(), version, base) : null
  if (trained) return trained
  throw new AppError(
    400,
    `The version in ${folder} is ${files.card.version}, and none in TANGKAP_HOME is ${version}: there are no settings to fit it by. Name its folder with --model.`,
  )
}

async function readSettings(file: string): Promise<Record<string, unknown>> {
  try {
    const settings: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (typeof settings !== 'object' || settings === null || Array.isArray(settings))
      throw new Error('not an object')
    return { ...settings }
  } catch (cause) {
    throw new AppError(400, `${file} holds no settings: ${messageOf(cause)}`, { cause })
  }
}
