import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadBackbone, type ModelFiles, sha256 } from '../src/classifier/model-files.ts'
import { type Layer, writeHead } from '../src/onnx/head.ts'
import { modelsDir } from '../src/paths.ts'

export const backboneDir = join(modelsDir, 'backbone')
export const foods = ['satay', 'laksa', 'rojak'] as const

const dimensions = 1280

/** A head that was never fitted, on the real backbone: enough to see that numbers travel as they should. */
export async function tinyModel(version = 'tiny-1', seed = 1): Promise<ModelFiles> {
  const { id } = await loadBackbone(backboneDir, 'int8')
  const headOnnx = writeHead({ hidden: null, food: layer(foods.length, seed), outlier: layer(1, seed + 1) })
  const zeros = '0'.repeat(64)
  return {
    headOnnx,
    card: {
      format: 1,
      pack: 'tiny',
      version,
      backbone: { id, variant: 'int8', dimensions },
      head: { sha256: sha256(headOnnx), bytes: headOnnx.length },
      foods: [...foods],
      claimed: [...foods],
      outliers: ['screen'],
      temperature: 1,
      rejection: { method: 'logOdds', features: ['logOdds'], weights: [1], bias: 0, threshold: 0.9 },
      conformal: { coverage: 0.95, threshold: 0.3 },
      scores: [],
      settings: {},
      seed,
      data: { fingerprint: zeros, baseSet: zeros, trainer: 'none', train: 0, calibration: 0 },
      candidates: [],
      history: [],
    },
  }
}

/** The same on disk, as `models/<pack>/`. */
export async function writeTinyModel(dir: string): Promise<string> {
  const { card, headOnnx } = await tinyModel()
  await mkdir(dir, { recursive: true })
  await writeFile(join(dir, 'head.onnx'), headOnnx)
  await writeFile(join(dir, 'card.json'), JSON.stringify(card))
  return dir
}

/** Weights that look random and are not: a linear congruential generator (Numerical Recipes). */
function layer(outputs: number, seed: number): Layer {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  }
  const weights = Float32Array.from({ length: dimensions * outputs }, next)
  return { inputs: dimensions, outputs, weights, bias: Float32Array.from({ length: outputs }, () => 0) }
}
