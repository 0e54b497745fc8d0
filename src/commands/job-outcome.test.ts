import { expect, test } from 'vitest'
import { phrase } from '../web/languages/phrase.ts'
import { jobOutcome } from './job-outcome.ts'

const laksa = { en: 'Laksa', ms: 'Laksa', zh: '叻沙', ta: 'லக்சா' }

test('sentences are in English, whatever they are made of', () => {
  const said = phrase`Better at ${phrase`${laksa} and ${'satay'}`}.`
  const stored = JSON.stringify({ result: 'promoted', summary: [said, 'So it goes.'], used: { train: 3 } })
  expect(jobOutcome(stored)).toEqual({
    result: 'promoted',
    summary: ['Better at Laksa and satay.', 'So it goes.'],
    used: { train: 3 },
  })
})
