import { describe, expect, test } from 'vitest'
import type { BaseSet, Example } from './base-set.ts'
import { doubtLabels } from './label-doubts.ts'
import { seededRandom } from './random.ts'
import { fitSettings } from './settings.ts'

const dimensions = 16
const settings = fitSettings({ epochs: 60, learningRate: 0.02, batch: 32 })

/** What it shows: a direction of its own. */
const shows = { laksa: 0, satay: 1, dish: 2, pho: 3 } as const
type Shown = keyof typeof shows
interface Photo {
  shown: Shown
  label: string
  change?: Partial<Example>
}

const kindOf = (label: string) => (label === 'other_food' ? 'outlier' : 'food')

/** Thirty photos each of two foods and of other dishes, and behind them those of this event. */
function kitchen(here: readonly Photo[]): BaseSet {
  const random = seededRandom(5)
  const known = (['laksa', 'satay', 'dish'] as const).flatMap(shown =>
    Array.from({ length: 30 }, () => ({ shown, label: shown === 'dish' ? 'other_food' : shown })),
  )
  const photos: Photo[] = [
    ...known,
    ...here.map(({ change, ...photo }) => ({ ...photo, change: { local: true as const, ...change } })),
  ]
  const embeddings = new Float32Array(photos.length * dimensions)
  const examples = photos.map(({ shown, label, change }, i): Example => {
    const row = Float32Array.from({ length: dimensions }, (_, d) => (d === shows[shown] ? 1 : 0.3 * random()))
    const length = Math.hypot(...row)
    embeddings.set(
      row.map(value => value / length),
      i * dimensions,
    )
    const kind = kindOf(label)
    return {
      pack: 'toy',
      source: 'toy',
      label,
      kind,
      split: 'train',
      group: `g${i}`,
      view: 'whole',
      ...change,
    }
  })
  return { backbone: { id: 'toy', variant: 'int8' }, dimensions, examples, embeddings, fingerprint: '0' }
}

const times = (count: number, shown: Shown, label: string): Photo[] =>
  Array.from({ length: count }, () => ({ shown, label }))

/** Which of the event's photos are in doubt, and what they look like. */
async function doubted(here: readonly Photo[]): Promise<[number, string][]> {
  const set = kitchen(here)
  const doubts = await doubtLabels(set, ['laksa', 'satay'], settings, () => {})
  return doubts.map(({ row, looksLike }) => [row - (set.examples.length - here.length), looksLike])
}

describe('a label is in doubt', () => {
  test.each<[string, Photo[], [number, string][]]>([
    ['never where there is none', [], []],
    ['not when it is right', [...times(3, 'laksa', 'laksa'), ...times(2, 'dish', 'other_food')], []],
    [
      'a food under the name of another',
      [...times(3, 'satay', 'satay'), ...times(1, 'satay', 'laksa')],
      [[3, 'satay']],
    ],
    ['another dish under the name of a food', [...times(1, 'dish', 'laksa')], [[0, 'outlier']]],
    ['a food that was called another dish', [...times(1, 'laksa', 'other_food')], [[0, 'laksa']]],
    [
      'in a food that is learned here: the one that is none',
      [...times(12, 'pho', 'pho'), ...times(1, 'dish', 'pho')],
      [[12, 'outlier']],
    ],
    ['not in the few photos of a food that cannot be learned yet', times(3, 'pho', 'pho'), []],
    [
      'where a known food goes by the name of one that cannot be learned yet',
      times(1, 'laksa', 'pho'),
      [[0, 'laksa']],
    ],
    ['not of what judges', [{ shown: 'satay', label: 'laksa', change: { split: 'test' } }], []],
  ])('%s', async (_, here, doubts) => {
    expect(await doubted(here)).toEqual(doubts)
  })

  test('a head that has hardly learned anything doubts nothing', async () => {
    const set = kitchen(times(6, 'laksa', 'laksa'))
    expect(
      await doubtLabels(set, ['laksa', 'satay'], { ...settings, epochs: 1, learningRate: 1e-4 }, () => {}),
    ).toEqual([])
  })
})
