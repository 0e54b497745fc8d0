import { AppError } from '../errors.ts'
import { InferenceSession, Tensor } from '../onnx/runtime.ts'
import { type Head, openHead } from './head.ts'
import type { ClassifyOptions, Prediction, ShadowVerdict, WorkerStart } from './messages.ts'
import type { ModelFiles } from './model-files.ts'

// One thread without spinning for each of several sessions: 2.5 times the throughput of the defaults on two cores.
const options = {
  executionMode: 'sequential',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
  extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
} satisfies InferenceSession.SessionOptions

/** Backbone and head, opened in the thread that calls. `classify` blocks that thread while the backbone runs. */
export interface Session {
  /** `pixels`: uint8 [size, size, 3]. Any other length makes ONNX Runtime throw. */
  classify(pixels: Uint8Array, options?: ClassifyOptions): Promise<Prediction>
  useHead(files: ModelFiles, shadow?: ModelFiles): Promise<void>
}

export async function openSession({ backbone, size, files, shadow }: WorkerStart): Promise<Session> {
  const session = await InferenceSession.create(backbone, options)
  let head: Head = await openHead(files)
  let onlooker: Head | null = shadow ? await openHead(shadow) : null

  return {
    async classify(pixels, { featureMap = false } = {}) {
      if (pixels.length !== size * size * 3)
        throw new AppError(500, 'The picture has not the size the model reads.')
      const started = performance.now()
      const feeds = { pixels: new Tensor('uint8', pixels, [1, size, size, 3]) }
      const outputs = await session.run(feeds, featureMap ? ['embedding', 'feature_map'] : ['embedding'])
      const embedding = copyOf(outputs.embedding)
      const verdict = await head.judge(embedding)
      return {
        ...verdict,
        embedding,
        model: head.card.version,
        ms: performance.now() - started,
        ...(onlooker && { shadow: await shadowVerdict(onlooker, embedding) }),
        ...(featureMap && { featureMap: copyOf(outputs.feature_map) }),
      }
    },
    async useHead(next, nextShadow) {
      const opened = await openHead(next)
      const openedShadow = nextShadow ? await openHead(nextShadow) : null
      const previous = [head, onlooker]
      head = opened
      onlooker = openedShadow
      for (const each of previous) await each?.close()
    },
  }
}

async function shadowVerdict(head: Head, embedding: Float32Array): Promise<ShadowVerdict> {
  const { verdict, food } = await head.judge(embedding)
  return { model: head.card.version, verdict, food }
}

/** Memory of its own, so that it may be handed to another thread. */
function copyOf(tensor: Tensor | undefined): Float32Array<ArrayBuffer> {
  if (tensor?.data instanceof Float32Array) return new Float32Array(tensor.data)
  throw new AppError(500, 'The backbone has not the outputs this program reads.')
}
