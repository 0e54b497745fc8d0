import { z } from 'zod'

const share = z.number().min(0).max(1)

/**
 * What a new version of the model must keep to before it serves; a pack may say its own. Scores are shares: 0.01 is a
 * point. docs/model.md says how often equal, better and worse models pass with these.
 */
export const gateLimitsSchema = z.strictObject({
  /** Macro-F1, accuracy and F-beta may measure this much under the model that serves now. */
  tolerance: share.default(0.002),
  /** What the lower bound of the difference in macro-F1 and F-beta may be under it … */
  margin: share.default(0.005),
  /** … or so many of its standard errors where that is more: 1.960 + 0.842 are found with 80% power by a two-sided test at 5% … */
  detectable: z.number().positive().max(10).default(2.802),
  /** … but of macro-F1 never more than this: one photo of a rare food moves it, so a gate that sees little of it let worse models pass. */
  macroF1MarginMost: share.default(0.015),
  /**
   * What a newly learned food may cost the others: added to both for macro-F1 and F-beta, and to `slide` for good, for each that
   * reaches what is asked of new ones; accuracy is not asked of a night that pays it. Each takes a few photos of others for its own.
   */
  newFoodCost: share.default(0.005),
  /** For so many foods of one night at most. */
  newFoodsPaid: z.number().int().nonnegative().default(3),
  /** Nor may they be more than this under the shipped model and every model that ever served. */
  slide: share.default(0.01),
  /** Near-duplicate groups a food needs in the gate before it is judged alone. */
  groups: z.number().int().min(5).default(10),
  /** Of wrongly finding any food worse when none is. */
  significance: z.number().positive().max(0.2).default(0.05),
  /** Gate photos a new food needs before these judge it instead of cross-validation. */
  newFoodPhotos: z.number().int().positive().default(20),
  /** Photos of a new food that a model has not learned from, before its refusals of these count in F-beta. */
  strangers: z.number().int().positive().default(5),
  /** Largest difference between a logit of the exported head and of the trainer's. */
  exported: z.number().positive().max(0.01).default(1e-4),
  /** A photo may take so much longer, as a share of what backbone and head take for it together. */
  latency: share.default(0.1),
  /** Whatever served before. */
  floors: z
    .strictObject({
      macroF1: share.default(0.8),
      fBeta: share.default(0.85),
      auroc: share.default(0.9),
      /** Expected calibration error at most. */
      calibrationError: share.default(0.1),
      /** F1 of a food the model learned newly. */
      newFood: share.default(0.7),
    })
    .prefault({}),
})
export type GateLimits = z.infer<typeof gateLimitsSchema>
