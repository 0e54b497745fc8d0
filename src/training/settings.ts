import { closest } from 'fastest-levenshtein'
import { z } from 'zod'
import { AppError } from '../errors.ts'

/** How a head is fitted and calibrated. docs/model.md says what each was worth. */
export const fitSettingsSchema = z.strictObject({
  seed: z.number().int().default(1),
  epochs: z.number().int().min(1).max(500).default(14),
  batch: z.number().int().min(1).max(4096).default(256),
  /** Of Adam at the start; falls to 0 along a cosine. */
  learningRate: z.number().positive().max(1).default(0.005),
  /** Embeddings have unit length; Adam's steps are relative, so a longer input learns faster for the same bias. */
  inputScale: z.number().positive().max(100).default(4),
  /** Units of a hidden layer; 0: linear, which also gives class-activation maps. */
  hidden: z.number().int().min(0).max(2048).default(0),
  /** A photo weighs its class's count to this power, negated: 0 as they come, 1 all classes alike. */
  balance: z.number().min(0).max(1).default(0.5),
  /**
   * A food's photo of this event weighs so many of the base set: the backbone was trained on those, so each of them says
   * less. From ten photos on all of a food's weigh no more together.
   */
  localWeight: z.number().positive().max(100).default(4),
  /** The same for a food that is to be learned from them. */
  newFoodWeight: z.number().positive().max(200).default(24),
  /**
   * Taken from the logit of such a food where one is named, not where a photo is refused: its weight makes it look
   * commoner than it is.
   */
  newFoodShift: z.number().min(0).max(5).default(0.5),
  labelSmoothing: z.number().min(0).max(0.5).default(0),
  /** Random crops used of each training photo of the base set, of those it has; of this event's foods all are used. */
  crops: z.number().int().min(0).max(16).default(3),
  /** Composited screens as outliers. */
  screens: z.boolean().default(true),
  /** Kinds of outliers are divided into clusters of about this many photos; 0: each kind is one class. */
  photosPerOutlierClass: z.number().int().min(0).max(10_000).default(32),
  /** Directions the bank of training photos is projected to. */
  bankComponents: z.number().int().min(1).max(1280).default(64),
  /** Largest share of claimed foods that may be refused … */
  refusedAtMost: z.number().min(0).max(1).default(0.08),
  /** … with this confidence, so that unseen photos keep to it too. */
  refusedConfidence: z.number().min(0).max(0.999).default(0.75),
  /** Share of accepted photos whose offered foods should hold the right one. */
  coverage: z.number().min(0.5).max(0.999).default(0.95),
  /** Local training photos, no two near-duplicates, from which a food is learned that calibration cannot judge. */
  newFoodPhotos: z.number().int().min(2).default(10),
  /** F1 that such a food must reach by cross-validation to be claimed. */
  newFoodLeast: z.number().min(0).max(1).default(0.7),
  /** Foods that are not claimed whatever they reach, as ids with commas: those the gate could not pass. */
  withheld: z.string().default(''),
  /**
   * Foods this event taught the model before, as ids with commas: to stay claimed they need what every food needs, not
   * `newFoodLeast`. A food that just reached it would be lost by a photo more that is named wrongly.
   */
  known: z.string().exactOptional(),
})
export type FitSettings = z.infer<typeof fitSettingsSchema>

type Key = keyof FitSettings
const keys = Object.keys(fitSettingsSchema.shape) as Key[]

/** Defaults, then a file's values, then `key=value` texts. Throws AppError naming setting, value and what is allowed. */
export function fitSettings(
  fromFile: Record<string, unknown> = {},
  assignments: readonly string[] = [],
): FitSettings {
  const assigned = assignments.map((assignment): [string, unknown] => {
    const [key, value, ...rest] = assignment.split('=')
    if (!key || value === undefined || rest.length > 0)
      throw new AppError(400, `--set ${assignment}: write key=value.`)
    return [key.trim(), parse(value.trim())]
  })
  const given = { ...fromFile, ...Object.fromEntries(assigned) }
  for (const key of Object.keys(given)) refuseUnknown(key)
  const checked = fitSettingsSchema.safeParse(given)
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  const key = String(issue?.path[0])
  throw new AppError(400, `Setting ${key}=${String(given[key])}: ${issue?.message}.`)
}

function refuseUnknown(key: string): void {
  if (keys.some(known => known === key)) return
  throw new AppError(
    400,
    `There is no setting "${key}". Did you mean "${closest(key, keys)}"? Settings: ${keys.join(', ')}.`,
  )
}

function parse(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true'
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}
