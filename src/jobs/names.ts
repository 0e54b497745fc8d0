/** Jobs that can be run by name, each of them at most once at a time. */
export const jobNames = ['nightly-retrain'] as const
export type JobName = (typeof jobNames)[number]

export const isJobName = (word: string): word is JobName => jobNames.some(name => name === word)

export const jobStates = ['running', 'done', 'failed', 'cancelled'] as const
export type JobState = (typeof jobStates)[number]
