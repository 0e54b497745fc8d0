import type { ModelFiles } from './model-files.ts'
import type { Verdict, VerdictResult } from './verdict.ts'

/** What a head that nobody is shown says of a photo. */
export interface ShadowVerdict {
  readonly model: string
  readonly verdict: Verdict
  /** As in VerdictResult. */
  readonly food: string | null
}

/** What the classifier says about one photo. */
export interface Prediction extends VerdictResult {
  /** Unit length, float32 [1280]. */
  readonly embedding: Float32Array<ArrayBuffer>
  /** Version of the head that judged. */
  readonly model: string
  /** Milliseconds of inference: backbone and head, without waiting. */
  readonly ms: number
  /** The backbone's last feature map, float32 [8, 8, 1280], when it was asked for. */
  readonly featureMap?: Float32Array<ArrayBuffer>
  /** Where another head looks on. */
  readonly shadow?: ShadowVerdict
}

export interface ClassifyOptions {
  readonly featureMap?: boolean
}

/** All a worker needs, handed over in memory: a worker opens no file. */
export interface WorkerStart {
  /** The backbone's ONNX file. */
  readonly backbone: Uint8Array
  /** Its input is uint8 [1, size, size, 3]. */
  readonly size: number
  readonly files: ModelFiles
  /** Another head that looks on: it judges the same embeddings, and nobody is shown what it says. */
  readonly shadow?: ModelFiles | undefined
}

export type ToWorker =
  | ({ readonly kind: 'start' } & WorkerStart)
  | { readonly kind: 'head'; readonly files: ModelFiles; readonly shadow?: ModelFiles | undefined }
  | { readonly kind: 'photo'; readonly pixels: Uint8Array; readonly featureMap: boolean }

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'headTaken'; readonly version: string }
  | { readonly kind: 'prediction'; readonly prediction: Prediction }
  /** The worker can no longer be trusted: it is replaced. */
  | { readonly kind: 'failed'; readonly reason: string }
