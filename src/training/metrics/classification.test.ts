import { describe, expect, test } from 'vitest'
import { type Answer, accuracy, classScores, confusions, macroF1 } from './classification.ts'

const answers: Answer[] = [
  { truth: 'satay', answer: 'satay' },
  { truth: 'satay', answer: 'laksa' },
  { truth: 'satay', answer: null },
  { truth: 'laksa', answer: 'laksa' },
]

describe('class scores', () => {
  test.each([
    ['satay', { count: 3, precision: 1, recall: 1 / 3, f1: 0.5 }],
    ['laksa', { count: 1, precision: 0.5, recall: 1, f1: 2 / 3 }],
    ['rojak', { count: 0, precision: null, recall: null, f1: null }],
  ])('%s', (label, expected) => {
    expect(classScores(answers, [label])).toEqual([{ label, ...expected }])
  })

  test('macro-F1 is over labels with photos; one that is not claimed counts as 0', () => {
    expect(macroF1(answers, ['satay', 'laksa', 'rojak'])).toBeCloseTo((0.5 + 2 / 3) / 2)
    expect(macroF1(answers, ['satay', 'laksa'], new Set(['laksa']))).toBeCloseTo(0.25)
  })

  test('a refusal is a miss', () => expect(accuracy(answers)).toBe(0.5))

  test('confusions leave refusals out and come most frequent first', () => {
    const more = [...answers, { truth: 'laksa', answer: 'satay' }, { truth: 'laksa', answer: 'satay' }]
    expect(confusions(more)).toEqual([
      { truth: 'laksa', answer: 'satay', count: 2 },
      { truth: 'satay', answer: 'laksa', count: 1 },
    ])
  })
})
