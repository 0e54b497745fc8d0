import { AppError } from '../../errors.ts'
import type { Job } from '../../jobs/job.ts'
import { goneMeanwhile } from '../../registry/index.ts'
import { type CalibratedFoods, calibrateFoods, calibrationPhotos } from '../calibrate-foods.ts'
import { calibrateRejection } from '../calibrate-rejection.ts'
import { checkVectors, exportModel } from '../export-model.ts'
import { fitWeights } from '../fit-weights.ts'
import type { FitSettings } from '../settings.ts'
import {
  checkedFormat,
  type FittedCandidate,
  foodsFormat,
  modelFormat,
  rejectionFormat,
  weightsFormat,
} from './formats.ts'
import type { MergedSet } from './merge.ts'
import { once } from './once.ts'

interface Lesson {
  material: () => Promise<MergedSet>
  pack: string
  settings: FitSettings
  /** Foods that the model which serves claims. */
  before: () => Promise<readonly string[]>
  /** '-again': not for the first time this night, so the steps have names of their own. */
  round: '' | '-again'
}

/** `fitHead`, a step of the job for each of its parts. Throws AppError 409 where a photo is gone since it was begun. */
export async function learn(
  job: Job,
  { material, pack, settings: asked, before, round }: Lesson,
): Promise<FittedCandidate> {
  // Weights, from `train`.
  const { fitted, photos } = await job.step(`fit${round}`, weightsFormat, async progress => {
    const { set, photos } = await material()
    return { fitted: await fitWeights(set, asked, progress), photos }
  })
  // What cross-validation held out are rows of that very set.
  const sameSet = async () => {
    const merged = await material()
    if (merged.photos.join() !== photos.join()) throw new AppError(409, goneMeanwhile)
    return merged.set
  }

  // From `calibration`: claimed foods and temperature, then the way of rejecting, its threshold, and what is offered.
  const judging = once(async () => calibrationPhotos(await sameSet(), fitted, asked))
  const { known, ...foods } = await job.step(`calibrate${round}`, foodsFormat, async () => {
    const [set, claimed] = [await sameSet(), await before()]
    const photos = await judging()
    return keepingKnown(claimed, asked, settings => calibrateFoods(set, fitted, photos, settings))
  })
  const settings = known ? { ...asked, known } : asked
  const calibration = await job.step(`reject${round}`, rejectionFormat, async () =>
    calibrateRejection(fitted, foods, await judging(), settings),
  )

  // The files, and proof that they compute what was fitted.
  const model = await job.step(`export${round}`, modelFormat, async () =>
    exportModel(await sameSet(), pack, fitted, calibration, settings),
  )
  await job.step(`check${round}`, checkedFormat, async () =>
    checkVectors(model, fitted.layers, await sameSet()),
  )
  return { model, photos }
}

/**
 * What is found of the foods; where some that the model before knows are claimed no more, found again with these named in
 * the settings. Only then, so that the same photos make the same version.
 */
export function keepingKnown(
  before: readonly string[],
  settings: FitSettings,
  calibrate: (settings: FitSettings) => CalibratedFoods,
): CalibratedFoods & { known?: string } {
  const found = calibrate(settings)
  const lost = before.filter(food => found.scores.some(({ id, claimed }) => id === food && !claimed))
  if (lost.length === 0) return found
  const known = lost.join()
  return { ...calibrate({ ...settings, known }), known }
}
