import { inEnglish } from '../web/languages/phrase.ts'
import { wordsSchema } from '../web/languages/words.ts'

/** What came of a job, with its sentences in English. */
export const jobOutcome = (json: string): object =>
  JSON.parse(json, (_, value) => {
    const { data } = wordsSchema.safeParse(value)
    return data === undefined ? value : inEnglish(data)
  })
