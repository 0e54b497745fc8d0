import { expect, test } from 'vitest'
import { inProportion } from './in-proportion.ts'

type Count = [label: string, count: number]
const photos = (counts: readonly Count[], kind: 'food' | 'outlier' = 'food') =>
  counts.flatMap(([label, count]) => Array.from({ length: count }, () => ({ kind, label })))
const crossValidated = (counts: readonly Count[], kind?: 'outlier') =>
  photos(counts, kind).map(photo => ({ ...photo, crossValidated: true as const }))

test.each<[string, Count[], Count[], number, Count[]]>([
  [
    'as many as the others have on average',
    [
      ['laksa', 30],
      ['satay', 10],
    ],
    [['pho', 50]],
    10,
    [['pho', 20]],
  ],
  ['but ten in any case', [['laksa', 4]], [['pho', 50]], 10, [['pho', 10]]],
  [
    'each for itself',
    [['laksa', 12]],
    [
      ['pho', 50],
      ['larb', 11],
    ],
    10,
    [
      ['pho', 12],
      ['larb', 11],
    ],
  ],
  ['all, where there is nothing else', [], [['pho', 50]], 10, [['pho', 50]]],
])('of a food’s cross-validated photos count %s', (_, others, own, least, kept) => {
  const outliers = photos([['object', 500]], 'outlier')
  const all = [...outliers, ...photos(others), ...crossValidated(own)]
  expect(inProportion(all, least)).toEqual([...outliers, ...photos(others), ...crossValidated(kept)])
})

test('nor do this event’s other dishes count more than a food does', () => {
  const [foods, outliers] = [photos([['laksa', 12]]), photos([['other_food', 170]], 'outlier')]
  const here = (count: number) => crossValidated([['other_food', count]], 'outlier')
  expect(inProportion([...foods, ...outliers, ...here(40)], 10)).toEqual([...foods, ...outliers, ...here(12)])
})
