import type { Backbone } from '../classifier/model-files.ts'
import { AppError } from '../errors.ts'
import { InferenceSession, Tensor } from '../onnx/runtime.ts'

/** Turns raw pixels (uint8 RGB [size, size, 3]) into an embedding of unit length. */
export interface Embedder {
  readonly size: number
  embed(pixels: Uint8Array): Promise<Float32Array>
  close(): Promise<void>
}

/** For import and evaluation, which have no one waiting: `run` blocks this thread, unlike the classifier's workers. */
export async function openEmbedder(backbone: Backbone): Promise<Embedder> {
  const session = await InferenceSession.create(backbone.onnx, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  })
  return {
    size: backbone.size,
    async embed(pixels) {
      const input = new Tensor('uint8', pixels, [1, backbone.size, backbone.size, 3])
      const { embedding } = await session.run({ pixels: input }, ['embedding'])
      if (!(embedding?.data instanceof Float32Array))
        throw new AppError(500, 'The backbone gave no embedding.')
      return embedding.data
    },
    close: () => session.release(),
  }
}
