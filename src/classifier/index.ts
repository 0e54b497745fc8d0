import { AppError } from '../errors.ts'
import { phrase } from '../web/languages/phrase.ts'
import { activationMap, drawActivationMap, type OverlaySize } from './activation-map.ts'
import { type CheckReport, checkBackbone, loadCheckVectors } from './check.ts'
import { type Head, openHead } from './head.ts'
import type { ClassifyOptions, Prediction } from './messages.ts'
import type { ModelCard } from './model-card.ts'
import {
  type BackboneVariant,
  backboneName,
  loadBackbone,
  loadModelFiles,
  type ModelFiles,
  refuseOtherBackbone,
} from './model-files.ts'
import { createPool, type PoolStats } from './pool.ts'

export type { Prediction } from './messages.ts'

export interface ClassifierOptions {
  backboneDir: string
  /** Where the head is, unless `files` has it already. */
  modelDir: string
  files?: ModelFiles
  variant: BackboneVariant
  /** Threads. */
  workers: number
  /** Photos that may wait for a thread. */
  queue?: number
  deadlineMs?: number
  /** Told of every worker that failed: for the log. */
  onFailure?: (reason: string) => void
}

/** From pixels to verdicts, in threads of its own. */
export interface Classifier {
  /** Of the head that judges now. */
  readonly card: ModelCard
  /** The foods of today's menu that verdicts are about; null where they are about all the model claims. */
  readonly menu: readonly string[] | null
  /** What makes the embeddings: id and variant, as int8 and fp32 ones are not quite the same. */
  readonly backbone: string
  /** Side of the input in pixels: what `derivePhoto` needs. */
  readonly size: number
  /** Whether the backbone gives here what it gave where it was made; looked at once, when it was opened. */
  readonly check: CheckReport
  /** At least one thread has its model and the check vectors hold. */
  readonly ready: boolean
  /** `pixels`: uint8 [size, size, 3]. Throws AppError 503 with retryAfter when there is too much to do, 500 on failure. */
  classify(pixels: Uint8Array, options?: ClassifyOptions): Promise<Prediction>
  /**
   * Where the model looked when it thought of `food`: a WebP with transparency, to be stretched over the photo.
   * Throws AppError 404 for a food without such a map, and what `classify` throws.
   */
  activationMap(pixels: Uint8Array, food: string, size: OverlaySize): Promise<Buffer>
  /** Of the head that looks on: it judges the same embeddings, and nobody is shown what it says. */
  readonly shadow: ModelCard | null
  /**
   * Threads take another head between two photos, and one that looks on or none; resolves when all have them. Throws
   * AppError 500 if one does not fit.
   */
  useHead(files: ModelFiles, shadow?: ModelFiles): Promise<void>
  stats(): PoolStats
  /** Finishes the photos it has, then ends its threads. */
  close(): Promise<void>
}

/** Loads backbone and head, starts the threads, runs the check vectors. Throws AppError naming what is wrong. */
export async function openClassifier(options: ClassifierOptions): Promise<Classifier> {
  const { backboneDir, modelDir, variant, workers, queue, deadlineMs, onFailure } = options
  const [backbone, files, vectors] = await Promise.all([
    loadBackbone(backboneDir, variant),
    options.files ?? loadModelFiles(modelDir),
    loadCheckVectors(backboneDir, variant),
  ])
  const openFitting = (other: ModelFiles) => {
    refuseOtherBackbone(other.card, backbone.id)
    return openHead(other)
  }
  let head: Head = await openFitting(files)
  let shadow: ModelCard | null = null
  const pool = await createPool({
    start: { backbone: backbone.onnx, size: backbone.size, files },
    workers,
    ...(queue !== undefined && { queue }),
    ...(deadlineMs !== undefined && { deadlineMs }),
    ...(onFailure && { onFailure }),
  })
  const check = await checkBackbone(vectors, async pixels => (await pool.classify(pixels)).embedding)

  return {
    get card() {
      return head.card
    },
    get menu() {
      return head.rule === head.card ? null : head.rule.claimed
    },
    backbone: backboneName(backbone),
    size: backbone.size,
    check,
    get ready() {
      return check.result !== 'wrong' && pool.stats().workers > 0
    },
    classify: (pixels, classifyOptions) => pool.classify(pixels, classifyOptions),
    async activationMap(pixels, food, size) {
      const weights = head.weightsFor(food)
      const { featureMap } = await pool.classify(pixels, { featureMap: true })
      if (!featureMap) throw new AppError(500, phrase`There is no map of where the model looked for this.`)
      return drawActivationMap(activationMap(featureMap, weights), size)
    },
    get shadow() {
      return shadow
    },
    async useHead(next, onlooker) {
      // Opened here first: what cannot be opened reaches no worker.
      const opened = await openFitting(next)
      if (onlooker) await (await openFitting(onlooker)).close()
      await pool.useHead(next, onlooker)
      const previous = head
      head = opened
      shadow = onlooker?.card ?? null
      await previous.close()
    },
    stats: () => pool.stats(),
    async close() {
      await pool.close()
      await head.close()
    },
  }
}
