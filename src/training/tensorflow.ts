import type { Tensor } from '@tensorflow/tfjs'
import { tensorflowDir } from '../paths.ts'

export type TensorFlow = typeof import('@tensorflow/tfjs')

/** Not a literal, so that neither compiler nor bundler needs the optional package. */
const nativePackage: string = '@tensorflow/tfjs-node'

/**
 * TensorFlow.js, loaded only when something is fitted: tfjs-node where it is installed, else the wasm backend on one
 * thread with SIMD, whose results repeat bit for bit on one kind of processor.
 */
export async function loadTensorFlow(): Promise<{ tf: TensorFlow; trainer: string }> {
  const native: TensorFlow | null = await import(nativePackage).catch(() => null)
  if (native) return { tf: native, trainer: `tfjs-node ${native.version.tfjs}` }
  const tf = await import('@tensorflow/tfjs')
  const { setThreadsCount, setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm')
  setThreadsCount(1)
  setWasmPaths(`${tensorflowDir}/`)
  await withoutNewProcessListeners(async () => {
    await tf.setBackend('wasm')
    await tf.ready()
  })
  return { tf, trainer: `tfjs-wasm ${tf.version.tfjs}` }
}

/** The wasm loader adds handlers that turn any later error of the whole program into its own; they are taken off. */
async function withoutNewProcessListeners(load: () => Promise<void>): Promise<void> {
  const events = ['uncaughtException', 'unhandledRejection'] as const
  const before = events.map(event => new Set(process.rawListeners(event)))
  await load()
  for (const [i, event] of events.entries()) {
    for (const listener of process.rawListeners(event)) {
      if (!before[i]?.has(listener)) process.removeListener(event, listener as () => void)
    }
  }
}

/**
 * The values of what `work` computes; everything else it made is freed. Not read inside of tf.tidy: whatever leaves one is
 * searched for tensors, and in an array that is one look for every number.
 */
export function valuesOf(tf: TensorFlow, work: () => Tensor): Float32Array {
  const result = tf.tidy(work)
  const values = result.dataSync<'float32'>()
  result.dispose()
  return values
}
