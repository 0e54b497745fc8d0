import { z } from 'zod'
import { wordsSchema } from '../../web/languages/words.ts'
import { leftOutReasons } from './split.ts'

const retrainResults = ['promoted', 'waiting', 'refused', 'same', 'nothing'] as const

/** What came of a night; stored with the job. */
export const outcomeSchema = z.object({
  /**
   * waiting: good enough, but somebody pinned today's model, or another serves by now; same: the same photos gave the
   * same model; nothing: there was nothing to learn from.
   */
  result: z.enum(retrainResults),
  /** What was made; null where nothing was. */
  version: z.string().nullable(),
  /** In a teacher's words, a sentence each. */
  summary: z.array(wordsSchema),
  /** When the photos were gathered: what was settled later waits. */
  collectedAt: z.number(),
  /** Labelled photos there were. */
  photos: z.number(),
  /** Photos of this event by what they were for. */
  used: z.object({ train: z.number(), calibration: z.number(), test: z.number() }),
  leftOut: z.partialRecord(z.enum(leftOutReasons), z.number()),
})
export type RetrainOutcome = z.infer<typeof outcomeSchema>
