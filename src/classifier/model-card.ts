import { z } from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal')
const share = z.number().min(0).max(1)

/** What is known of a photo before the verdict, from which the outlier probability is made. */
export const rejectionFeatures = ['logOdds', 'neighbours', 'maxProbability', 'energy'] as const
export type RejectionFeature = (typeof rejectionFeatures)[number]

export const rejectionSchema = z.strictObject({
  /** The candidate that won, as the card names it. */
  method: z.string(),
  features: z.array(z.enum(rejectionFeatures)).min(1),
  /** One per feature; outlier = sigmoid(weights . features + bias). */
  weights: z.array(z.number()).min(1),
  bias: z.number(),
  /** A photo is unknown when its outlier probability is at least this. */
  threshold: share,
})
export type Rejection = z.infer<typeof rejectionSchema>

const foodScore = z.strictObject({
  id: z.string(),
  claimed: z.boolean(),
  /** Why it is, or is not. */
  reason: z.string(),
  photos: z.strictObject({
    train: z.number().int(),
    calibration: z.number().int(),
    /** Training photos that judged it by cross-validation; only where it was judged so. */
    crossValidated: z.number().int().optional(),
    /** Of those, how many the finished rules refuse; only where the food is claimed. */
    refused: z.number().int().optional(),
  }),
  /** On `calibration` and by cross-validation, over foods that may be claimed; null without photos. */
  precision: share.nullable(),
  recall: share.nullable(),
})
export type FoodScore = z.infer<typeof foodScore>

export const modelCardSchema = z.strictObject({
  format: z.literal(1),
  pack: z.string(),
  /** Made from settings, data and what came out: the same fit has the same version. */
  version: z.string(),
  backbone: z.strictObject({
    id: z.string(),
    variant: z.enum(['int8', 'fp32']),
    dimensions: z.number().int(),
  }),
  head: z.strictObject({ sha256, bytes: z.number().int() }),
  /** Training photos to compare with, in bank.bin; only where the rejection asks for neighbours. */
  bank: z.strictObject({ sha256, bytes: z.number().int() }).optional(),
  /** In the order of `food_logits`, still-learning ones included. */
  foods: z.array(z.string()).min(2),
  /** The foods a verdict may name. */
  claimed: z.array(z.string()).min(2),
  /** In the order of `outlier_logits`: kind of outlier, `kind/number` where a kind was divided. */
  outliers: z.array(z.string()).min(1),
  temperature: z.number().positive(),
  /**
   * Taken from the logits of these foods where a food is named, not where a photo is refused: their photos weigh more in
   * the fit, which makes them look commoner than they are.
   */
  namingShift: z.record(z.string(), z.number()).optional(),
  rejection: rejectionSchema,
  conformal: z.strictObject({
    /** Share of accepted photos whose offered foods should hold the right one. */
    coverage: share,
    /** A food is offered when its probability is at least this. */
    threshold: share,
  }),
  scores: z.array(foodScore),
  settings: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  seed: z.number().int(),
  data: z.strictObject({
    /** SHA-256 over the embeddings and labels the head was fitted on. */
    fingerprint: sha256,
    /** SHA-256 of the base set's files. */
    baseSet: sha256,
    trainer: z.string(),
    train: z.number().int(),
    calibration: z.number().int(),
  }),
  /** Rejection methods tried on `calibration` by nested grouped cross-validation. */
  candidates: z.array(
    z.strictObject({
      method: z.string(),
      auroc: z.number(),
      /** Of the best AUROC minus this one. */
      aurocError: z.number(),
      fBeta: z.number(),
      /** Of the best F-beta minus this one. */
      fBetaError: z.number(),
      refused: share,
      accepted: share,
      chosen: z.boolean(),
    }),
  ),
  history: z.array(
    z.strictObject({
      epoch: z.number().int(),
      loss: z.number(),
      calibrationLogLoss: z.number(),
      calibrationMacroF1: z.number(),
      calibrationAuroc: z.number(),
    }),
  ),
})
export type ModelCard = z.infer<typeof modelCardSchema>
