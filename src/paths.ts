import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Config } from './config.ts'
import { programFolder } from './embedded/program-folder.ts'

const written = programFolder()
export const root = written ?? fileURLToPath(new URL('..', import.meta.url))

/** What the program ships with, read only. What a running server writes lies under TANGKAP_HOME. */
export const modelsDir = join(root, 'models')
export const packsDir = join(root, 'data/packs')
export const staticDir = join(root, 'static')

/** In the binary nothing that is shipped can be changed: the next start would write it anew. */
export const shippedIsFixed = written !== null

/** The WebAssembly of TensorFlow.js, which is fetched by path when something is fitted. */
export const tensorflowDir = written
  ? join(written, 'libraries/tensorflow')
  : join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist')

/** Where the classifier finds the backbone and the head of the pack. */
export const modelOptions = ({ pack, backbone }: Pick<Config, 'pack' | 'backbone'>) => ({
  backboneDir: join(modelsDir, 'backbone'),
  modelDir: join(modelsDir, pack),
  variant: backbone,
})
