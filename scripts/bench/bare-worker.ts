// The baseline: what one photo costs without a program around it. One thread runs one photo after the other:
// one decode, the model's input, the kept copy, the thumbnail, one run of the backbone. No HTTP, no database, no disk.

import sharp from 'sharp'
import { InferenceSession, Tensor } from '../../src/onnx/runtime.ts'

declare const self: Worker

export interface BareTask {
  backbone: string
  size: number
  photos: Buffer[]
  /** Leave out the kept copy and the thumbnail. */
  predictOnly: boolean
}

sharp.concurrency(1)
sharp.cache(false)
let session: InferenceSession | undefined

self.onmessage = async ({ data }: MessageEvent<BareTask>) => {
  session ??= await InferenceSession.create(data.backbone, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  })
  self.postMessage('ready')
  const started = performance.now()
  for (const photo of data.photos) await work(session, photo, data)
  self.postMessage(performance.now() - started)
}

async function work(
  session: InferenceSession,
  photo: Buffer,
  { size, predictOnly }: BareTask,
): Promise<void> {
  const { data, info } = await sharp(photo, { sequentialRead: true, failOn: 'error' })
    .autoOrient()
    .resize(1024, 1024, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const over = () => sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
  const encoding = { optimiseCoding: false, chromaSubsampling: '4:2:0' }
  const pixels = await over().resize(size, size, { fit: 'fill', kernel: 'cubic' }).raw().toBuffer()
  if (!predictOnly) {
    await over()
      .jpeg({ ...encoding, quality: 85 })
      .toBuffer()
    await over()
      .resize(256, 256, { fit: 'cover' })
      .jpeg({ ...encoding, quality: 80 })
      .toBuffer()
  }
  await session.run({ pixels: new Tensor('uint8', pixels, [1, size, size, 3]) }, ['embedding'])
}
