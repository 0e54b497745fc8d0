import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Classifier, openClassifier, type Prediction } from '../classifier/index.ts'
import { type BackboneVariant, backboneVariants } from '../classifier/model-files.ts'
import { AppError, messageOf } from '../errors.ts'
import { modelOptions } from '../paths.ts'
import { modelPixels } from '../photos/derive.ts'
import { photoLimits } from '../photos/limits.ts'
import { partsOf, runInParts } from './in-parts.ts'

interface ClassifyOptions {
  json?: true
  pack: string
  backbone: BackboneVariant
  workers: number
}

/** `file` as it was given; `prediction` or, for what is no photo, `error` in words. */
type Outcome = { file: string } & ({ prediction: Prediction } | { error: string })

/** `tangkap classify`: one line a photo, in the order given. Exit code 1 when any of them was no photo. */
export function addClassify(program: Command): void {
  program
    .command('classify')
    .description('say which food is on photos')
    .argument('<photo...>', 'photos to look at')
    .option('--json', 'one JSON object a line, for programs')
    .option('--pack <name>', 'the pack whose model is asked', packName, 'malaysia')
    .addOption(new Option('--backbone <kind>', 'which backbone').choices(backboneVariants).default('int8'))
    .option('--workers <number>', 'threads', workerCount, availableParallelism())
    .addHelpText(
      'after',
      '\nEnds with 0 when every file was a photo, else with 1; the others are still answered.',
    )
    .action(async (files: string[], options: ClassifyOptions) => {
      const parts = partsOf(files)
      if (parts.length > 1) {
        process.exitCode = await runInParts('classify', flagsOf(options), parts)
        return
      }
      const classifier = await openClassifier({
        ...modelOptions(options),
        workers: Math.min(options.workers, files.length),
      })
      try {
        for await (const outcome of inOrder(files, options.workers + 2, file => classify(classifier, file))) {
          console.log(options.json ? jsonLine(outcome) : readableLine(outcome))
          if ('error' in outcome) process.exitCode = 1
        }
      } finally {
        await classifier.close()
      }
    })
}

const flagsOf = ({ json, pack, backbone, workers }: ClassifyOptions): string[] => [
  ...(json ? ['--json'] : []),
  ...['--pack', pack, '--backbone', backbone, '--workers', String(workers)],
]

async function classify(classifier: Classifier, file: string): Promise<Outcome> {
  try {
    const bytes = await readPhoto(file)
    const pixels = await modelPixels(bytes, { size: classifier.size })
    return { file, prediction: await classifier.classify(pixels) }
  } catch (error) {
    if (error instanceof AppError) return { file, error: error.message }
    return { file, error: `This file could not be looked at: ${messageOf(error)}` }
  }
}

async function readPhoto(file: string): Promise<Uint8Array> {
  const entry = await stat(file).catch(cause => {
    throw new AppError(404, 'There is no such file, or it may not be read.', { cause })
  })
  if (entry.isDirectory()) throw new AppError(400, 'This is a folder. Name the photos in it.')
  if (!entry.isFile()) throw new AppError(400, 'This is not a file.')
  try {
    // One byte more than allowed is enough to be refused for its size.
    return await Bun.file(file)
      .slice(0, photoLimits.bytes + 1)
      .bytes()
  } catch (cause) {
    throw new AppError(403, 'This file may not be read.', { cause })
  }
}

/** Exactly these fields, in this order: programs read them. */
export function jsonLine(outcome: Outcome): string {
  if ('error' in outcome) return JSON.stringify({ file: outcome.file, error: outcome.error })
  const { verdict, food, probability, candidates, outlier, model, ms } = outcome.prediction
  return JSON.stringify({
    file: outcome.file,
    verdict,
    food,
    probability: rounded(probability),
    candidates: candidates.map(each => ({ food: each.food, probability: rounded(each.probability) })),
    outlier: rounded(outlier),
    model,
    ms: Number(ms.toFixed(2)),
  })
}

export function readableLine(outcome: Outcome): string {
  if ('error' in outcome) return `${outcome.file}: ${outcome.error}`
  const { verdict, food, probability, candidates, offer, outlier } = outcome.prediction
  switch (verdict) {
    case 'recognised':
      return `${outcome.file}: ${food} (${percent(probability)})`
    case 'unsure': {
      const offered = candidates.filter(each => offer.includes(each.food))
      return `${outcome.file}: one of ${offered.map(each => `${each.food} (${percent(each.probability)})`).join(', ')}`
    }
    case 'unknown':
      return `${outcome.file}: not a food I know (${percent(outlier)} sure of that)`
    default:
      return verdict satisfies never
  }
}

/** Works on a few at once and gives the results in the order of the items. */
async function* inOrder<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const running: Promise<R>[] = []
  for (const item of items) {
    running.push(work(item))
    if (running.length < atOnce) continue
    const first = running.shift()
    if (first) yield await first
  }
  for (const each of running) yield await each
}

const rounded = (share: number) => Number(share.toFixed(6))
const percent = (share: number) => `${Math.round(share * 100)}%`

function packName(text: string): string {
  if (/^[a-z][a-z0-9-]*$/.test(text)) return text
  throw new InvalidArgumentError('A pack is named with lower-case letters, digits and -.')
}

function workerCount(text: string): number {
  const count = Number(text)
  if (/^\d+$/.test(text) && count >= 1 && count <= 64) return count
  throw new InvalidArgumentError('A number from 1 to 64.')
}
