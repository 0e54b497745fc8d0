import { nightlyRetrain } from '../training/retrain/index.ts'
import type { JobDefinition } from './job.ts'
import type { JobName } from './names.ts'

/** What each job does. */
export const definitions: Record<JobName, JobDefinition> = { 'nightly-retrain': nightlyRetrain }
