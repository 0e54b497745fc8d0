import type { JobDefinition } from '../../jobs/job.ts'
import { retrain } from './retrain.ts'
import { steps } from './steps.ts'

export { outcomeSchema, type RetrainOutcome } from './outcome.ts'

/** The job that makes a better model out of what was settled. Its last step moves the champion: it ends once begun. */
export const nightlyRetrain: JobDefinition = { steps, whole: ['promote'], run: retrain }
