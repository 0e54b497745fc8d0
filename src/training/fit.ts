import type { ModelFiles } from '../classifier/model-files.ts'
import type { BaseSet } from './base-set.ts'
import { calibrateFoods, calibrationPhotos } from './calibrate-foods.ts'
import { calibrateRejection } from './calibrate-rejection.ts'
import { checkVectors, exportModel } from './export-model.ts'
import { fitWeights } from './fit-weights.ts'
import type { Progress } from './progress.ts'
import type { FitSettings } from './settings.ts'

/**
 * A base set to a head and its card, the recipe from top to bottom; the nightly job does the same, a step each. Same base
 * set, settings, backend and kind of processor: same bytes, and so the same version.
 */
export async function fitHead(
  set: BaseSet,
  pack: string,
  settings: FitSettings,
  progress: Progress,
): Promise<ModelFiles> {
  // Weights, from `train`.
  const fitted = await fitWeights(set, settings, progress)

  // From `calibration`: claimed foods and temperature, then rejection and what is offered.
  const photos = calibrationPhotos(set, fitted, settings)
  const foods = calibrateFoods(set, fitted, photos, settings)
  const calibration = calibrateRejection(fitted, foods, photos, settings)

  // The files, and proof that they compute what was fitted.
  const model = exportModel(set, pack, fitted, calibration, settings)
  await checkVectors(model, fitted.layers, set)
  return model
}
