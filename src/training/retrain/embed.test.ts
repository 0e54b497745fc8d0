import { describe, expect, test } from 'vitest'
import type { Example } from '../base-set.ts'
import { cropsEach, ofFew } from './embed.ts'

const shipped = (label: string, over: Partial<Example> = {}): Example => ({
  ...{ pack: 'malaysia', label, kind: 'food', split: 'train', group: label, source: 'test', view: 'whole' },
  ...over,
})
const settled = (label: string, kind: Example['kind'] = 'food', use: Example['split'] = 'train') => ({
  ...{ origin: 'catch' as const, photoId: label, label, kind, use },
})
const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item)

describe('crops of each photo that teaches', () => {
  test.each([
    ['a dish with its first photos', [], times(10, settled('khao_soi')), ofFew.crops],
    ['a dish with the most that are few', [], times(ofFew.photos, settled('khao_soi')), ofFew.crops],
    ['a dish with one more', [], times(ofFew.photos + 1, settled('khao_soi')), 3],
    [
      'a food of which the program brought many',
      times(ofFew.photos, shipped('satay')),
      [settled('satay')],
      3,
    ],
    [
      'a food of which it brought few, for judging many',
      [...times(4, shipped('papaya')), ...times(80, shipped('papaya', { split: 'calibration' }))],
      [settled('papaya')],
      ofFew.crops,
    ],
    [
      'a food of which it brought few, with crops of its own',
      [...times(20, shipped('papaya')), ...times(60, shipped('papaya', { view: 'crop' }))],
      [settled('papaya')],
      ofFew.crops,
    ],
    ['what is no food', [], [settled('other_food', 'outlier')], 3],
    [
      'photos that judge do not count',
      [],
      [settled('larb'), ...times(80, settled('larb', 'food', 'test'))],
      ofFew.crops,
    ],
  ])('%s', (_, examples, photos, crops) => {
    const cropped = cropsEach({ examples }, photos)
    expect(cropped).toHaveLength(photos.filter(({ use }) => use === 'train').length)
    expect(new Set(cropped.map(photo => photo.crops))).toEqual(new Set([crops]))
  })
})
