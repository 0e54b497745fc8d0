import { describe, expect, test } from 'vitest'
import { evenGate, gateFoods, gateInput, gatePhotos, usual } from '../../../test/tiny-gate.ts'
import { type GateInput, judgeCandidate } from './index.ts'

const report = (input: GateInput) => judgeCandidate({ ...input, draws: 10 })

test('photos of one outlier probability are one point of the curve, in whatever order they stand', () => {
  // All that is refused has one probability, all else another.
  const { precisionRecall } = report(gateInput())
  expect(precisionRecall.candidate).toEqual([
    [140 / 150, 1],
    [1, 150 / 470],
  ])
})

test('how sure it is is shown of the foods both models claim', () => {
  const candidate: typeof usual = (photo, i) => (photo.label === 'apam' ? null : usual(photo, i))
  const { reliability } = report(gateInput({ after: gateFoods.slice(1), candidate }))
  for (const bins of [reliability.champion, reliability.candidate])
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(7 * 40)
})

test('an outlier that may be one of two foods was taken for a food', () => {
  const input = gateInput({ photos: gatePhotos({ apam: 40, bubur: 40 }, 14), before: ['apam', 'bubur'] })
  // None of these is answered with a food otherwise.
  const judged = input.candidate.judged.map((photo, i) =>
    i < 82 ? photo : { ...photo, result: { ...photo.result, verdict: 'unsure' as const, food: 'apam' } },
  )
  const { outliers } = report({ ...input, candidate: { ...input.candidate, judged } })
  expect(outliers).toEqual([{ kind: 'object', photos: 14, champion: 1, candidate: 12 }])
})

describe('the photos that are shown', () => {
  /** Every other photo is of this event; the models differ on the first ones. */
  const shown = (different: number) => {
    const photos = evenGate()
    const { predictions, local } = report(
      gateInput(
        { photos, candidate: (photo, i) => (i < different ? 'gulai' : usual(photo, i)) },
        { photoIds: photos.map((_, i) => (i % 2 === 0 ? `photo ${i}` : null)) },
      ),
    )
    expect(local).toHaveLength(photos.length / 2)
    return predictions
  }

  test.each([
    [200, 8],
    [3, 3],
    [0, 0],
  ])(
    'where the models differ on %i: %i of these, and others up to twenty, of this event',
    (count, wanted) => {
      const predictions = shown(count)
      expect(predictions).toHaveLength(20)
      const differ = predictions.map(({ champion, candidate }) => champion !== candidate)
      expect(differ).toEqual([...Array(wanted).fill(true), ...Array(20 - wanted).fill(false)])
      expect(predictions.slice(wanted).every(({ photoId }) => photoId !== null)).toBe(true)
    },
  )
})
