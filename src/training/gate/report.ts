import { z } from 'zod'
import { modelCardSchema } from '../../classifier/model-card.ts'
import { wordsSchema } from '../../web/languages/words.ts'

/** A score of 0 to 1; null where nothing is there to compute it from. */
const score = z.number().min(0).max(1).nullable()
const count = z.number().int().nonnegative()
const food = z.string()

/** Of a paired bootstrap; both null where the difference is. */
const difference = z.strictObject({
  champion: score,
  candidate: score,
  /** Candidate minus champion. */
  difference: z.number().nullable(),
  /** 95%. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
})
export type Difference = z.infer<typeof difference>

const scoreDifference = difference.extend({
  /** The smallest difference that this gate finds in four of five cases (80% power, 5% two-sided). */
  detectable: z.number().nullable(),
})
const notMeasured = { champion: null, candidate: null, difference: null, interval: null, detectable: null }

export const foodVerdicts = ['better', 'worse', 'same', 'too few', 'dropped'] as const

const foodReport = difference.extend({
  food,
  name: z.string(),
  photos: count,
  /** Near-duplicate groups. */
  groups: count,
  /** Groups that only the candidate, or only the champion, answers rightly. */
  gained: count,
  lost: count,
  /** Exact McNemar, one-sided: the chance of so many losses among so many changes were both equally good. */
  p: z.number().min(0).max(1),
  verdict: z.enum(foodVerdicts),
})
export type FoodReport = z.infer<typeof foodReport>

const refusals = z.strictObject({ photos: count, refused: count })

const newFood = z.strictObject({
  food,
  name: z.string(),
  /** That the head was fitted on. */
  trainingPhotos: count,
  judgedBy: z.enum(['gate', 'cross-validation', 'calibration', 'nothing']),
  photos: count,
  precision: score,
  recall: score,
  f1: score,
  /** As how many photos it counts in F-beta, and how many each model refuses of those it was asked about. */
  refusals: z
    .strictObject({ photos: count, champion: refusals, candidate: refusals })
    .nullable()
    .default(null),
})

export const ruleNames = [
  'macroF1',
  'macroF1Bound',
  'accuracy',
  'fBeta',
  'fBetaBound',
  'slowSlide',
  'foods',
  'newFoods',
  'floors',
  'export',
  'latency',
] as const
export type RuleName = (typeof ruleNames)[number]

const rule = z.strictObject({
  rule: z.enum(ruleNames),
  passed: z.boolean(),
  /** One, for a teacher. */
  sentence: wordsSchema,
})
export type RuleResult = z.infer<typeof rule>

const point = z.tuple([z.number(), z.number()])
const pairOf = <T extends z.ZodType>(type: T) => z.strictObject({ champion: type, candidate: type })

const prediction = z.strictObject({
  /** Names its files; null: a row of the pack's base set, which has no photo, or one whose player was erased. */
  photoId: z.string().nullable(),
  truth: z.string(),
  kind: z.enum(['food', 'outlier']),
  champion: z.string().nullable(),
  candidate: z.string().nullable(),
  /** The candidate's, of its likeliest food. */
  probability: z.number().min(0).max(1),
})
export type PredictionReport = z.infer<typeof prediction>

/** Base: of the pack's base set; local: of this event. */
const size = z.strictObject({ base: count, local: count })

/** What the gate found about one version; stored as JSON in `model.report`. Answers are null where nothing is claimed. */
export const gateReportSchema = z.strictObject({
  format: z.literal(1),
  candidate: z.string(),
  champion: z.string(),
  passed: z.boolean(),
  /** What changed, in a teacher's words; a sentence each. */
  summary: z.array(wordsSchema).min(1),
  rules: z.array(rule),
  gate: z.strictObject({
    /** Photos that are compared: foods that the champion claims, and outliers. */
    foods: count,
    outliers: count,
    groups: count,
    /** Photos that are not, of foods only the candidate claims, and of foods neither does. */
    newFoods: count,
    unclaimed: count,
  }),
  /** Photos that each split had. */
  data: z.strictObject({ train: size, calibration: size, gate: size }),
  scores: z.strictObject({
    macroF1: scoreDifference,
    accuracy: scoreDifference.default(notMeasured),
    fBeta: scoreDifference,
    auroc: scoreDifference,
    calibrationError: scoreDifference,
  }),
  /** M of each: what the lower bound had to stay above, negated, and why it is this. */
  margins: z.record(
    z.enum(['macroF1', 'fBeta']),
    z.strictObject({ margin: z.number(), because: z.enum(['limit', 'power']) }),
  ),
  /** Foods the champion claims, worst first. */
  foods: z.array(foodReport),
  newFoods: z.array(newFood),
  /** Foods that this event has photos to learn from of, and that the candidate does not name yet; most photos first. */
  stillLearning: z
    .array(
      z.strictObject({
        food,
        name: z.string(),
        /** Near-duplicates counted once. */
        photos: count,
        /** From as many it is tried. */
        needed: count,
      }),
    )
    .default([]),
  /** Foods that the champion claims and of which too few photos are left to learn from. */
  givenUp: z.array(z.strictObject({ food, name: z.string(), photos: count })).default([]),
  /** The shipped model and those that served before, over the foods each shares with the candidate. */
  earlier: z.array(
    z.strictObject({
      version: z.string(),
      shipped: z.boolean(),
      /** Foods that the candidate claims and this one does not. */
      learnedSince: count.default(0),
      /** Candidate minus this one. */
      macroF1: z.number().nullable(),
      fBeta: z.number().nullable(),
    }),
  ),
  /** Versions that served before and could not be asked, as their files are damaged. */
  damaged: z.array(z.string()).default([]),
  /** Milliseconds for one photo, medians: of the backbone (0 where an older report has none), and of the heads. */
  latency: z.strictObject({
    backbone: z.number().default(0),
    champion: z.number(),
    candidate: z.number(),
    difference: z.number(),
    interval: z.tuple([z.number(), z.number()]),
  }),
  /** Largest difference between the exported head and the trainer. */
  exported: z.strictObject({ vectors: count, largest: z.number() }),
  /** What the candidate answers, refusals included, over all gate photos; cells that are not empty. */
  confusion: z.array(
    z.strictObject({
      truth: z.string(),
      kind: z.enum(['food', 'outlier']),
      answer: z.string().nullable(),
      count,
    }),
  ),
  /** [recall, precision] of rejecting outliers. */
  precisionRecall: pairOf(z.array(point)),
  /** How sure and how often right, in bins of equal mass. */
  reliability: pairOf(z.array(z.strictObject({ count, probability: z.number(), right: z.number() }))),
  /** How many outliers of each kind were accepted. */
  outliers: z.array(z.strictObject({ kind: z.string(), photos: count, champion: count, candidate: count })),
  /** Of the candidate's fit. */
  history: modelCardSchema.shape.history,
  /** Twenty: some that the two answer differently, the others drawn. */
  predictions: z.array(prediction),
  /** Every gate photo of this event. */
  local: z.array(prediction),
})
export type GateReport = z.infer<typeof gateReportSchema>
