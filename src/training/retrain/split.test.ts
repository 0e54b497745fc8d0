import { describe, expect, test } from 'vitest'
import type { Split } from '../photo-index.ts'
import { seededRandom } from '../random.ts'
import { type Candidate, halfOf, type SplitInput, splitPhotos } from './split.ts'

const dimensions = 64
const random = seededRandom(5)
const unit = (numbers: Float32Array) => {
  const length = Math.hypot(...numbers)
  return numbers.map(value => value / length)
}
/** Far from every other: of such random directions the cosine is near 0. */
const anywhere = () => unit(Float32Array.from({ length: dimensions }, () => random() - 0.5))
/** Of one plate: a cosine of about 0.98. */
const like = (other: Float32Array) => {
  const noise = anywhere()
  return unit(other.map((value, i) => value + 0.2 * (noise[i] ?? 0)))
}

let n = 0
const photo = (change: Partial<Candidate> = {}): Candidate => {
  const id = `photo-${String(++n).padStart(4, '0')}`
  return {
    ...{ origin: 'catch', id, label: 'satay', kind: 'food', group: id, audited: false, split: null },
    ...{ playerId: 'aina', embedding: anywhere() },
    ...change,
  }
}
const split = (photos: Candidate[], more: Partial<SplitInput> = {}) => {
  const nothing = { train: [], calibration: [], test: [] }
  const result = splitPhotos({
    photos,
    base: nothing,
    before: new Map(),
    taught: [],
    onePerGroup: true,
    ...more,
  })
  const use = (of: Split) => result.examples.filter(example => example.use === of).map(({ id }) => id)
  return { train: use('train'), calibration: use('calibration'), test: use('test'), leftOut: result.leftOut }
}
/** A group that the hash sends to one half. */
const groupOf = (half: 'calibration' | 'test') => {
  for (let i = 0; ; i++) if (halfOf(`group-${i}`) === half) return `group-${i}`
}

describe('what a photo is for', () => {
  test.each<[string, Partial<Candidate>, Split]>([
    ['a correction or claim teaches', {}, 'train'],
    ['so does a photo an organiser dropped', { origin: 'example', playerId: null }, 'train'],
    ['what an import said to train', { origin: 'example', split: 'train' }, 'train'],
    ['what an import said to calibrate with', { origin: 'example', split: 'calibration' }, 'calibration'],
    ['what an import said to judge by', { origin: 'example', split: 'test' }, 'test'],
    ['half of the audit sample calibrates', { audited: true, group: groupOf('calibration') }, 'calibration'],
    ['the other half judges', { audited: true, group: groupOf('test') }, 'test'],
  ])('%s', (_, change, use) => {
    const one = photo(change)
    expect(split([one])[use]).toEqual([one.id])
  })

  test('the hash halves the audit sample', () => {
    const halves = Array.from({ length: 1000 }, (_, i) => halfOf(String(i)))
    expect(halves.filter(half => half === 'test').length).toBeGreaterThan(450)
    expect(halves.filter(half => half === 'test').length).toBeLessThan(550)
  })
})

describe('a group', () => {
  test('is one example, the first', () => {
    const [first, second] = [photo({ group: 'g' }), photo({ group: 'g' })]
    const found = split([second, first])
    expect(found.train).toEqual([first.id])
    expect(found.leftOut).toEqual([{ id: second.id, reason: 'copy' }])
  })

  test('is as many as there are, where defences are off', () => {
    const both = [photo({ group: 'g' }), photo({ group: 'g' })]
    expect(split(both, { onePerGroup: false }).train).toEqual(both.map(({ id }) => id))
  })

  test('goes by the label most of it has', () => {
    const group = { group: 'g' }
    const [odd, a, b] = [photo({ ...group, label: 'laksa' }), photo(group), photo(group)]
    const found = split([odd, a, b])
    expect(found.train).toEqual([a.id])
    expect(found.leftOut).toContainEqual({ id: odd.id, reason: 'contradictory' })
  })

  test('with as many names as photos teaches nothing', () => {
    const found = split([photo({ group: 'g' }), photo({ group: 'g', label: 'laksa' })])
    expect(found.train).toEqual([])
    expect(found.leftOut.map(({ reason }) => reason)).toEqual(['contradictory', 'contradictory'])
  })

  test.each(['calibration', 'test'] as const)(
    'of which one photo was drawn for the audit sample is whole on the side of %s',
    half => {
      const group = groupOf(half)
      const [correction, audited] = [photo({ group }), photo({ group, audited: true })]
      const found = split([correction, audited])
      expect(found[half]).toEqual([audited.id])
      expect(found.train).toEqual([])
      expect(found.leftOut).toEqual([{ id: correction.id, reason: 'judges' }])
    },
  )

  test('of which an import said so judges by what was said to alone', () => {
    const group = 'g'
    const [taught, set, judged] = (['train', 'calibration', 'test'] as const).map(said =>
      photo({ group, split: said }),
    )
    const found = split(
      [taught, set, judged].flatMap(one => one ?? []),
      { onePerGroup: false },
    )
    expect(found).toMatchObject({ train: [], calibration: [], test: [judged?.id] })
    expect(found.leftOut).toEqual([taught, set].map(one => ({ id: one?.id, reason: 'judges' })))
  })

  test.each<[Candidate['kind'][], string[]]>([
    [
      ['food', 'food', 'outlier'],
      ['copy', 'contradictory'],
    ],
    [
      ['food', 'outlier'],
      ['contradictory', 'contradictory'],
    ],
  ])('goes by the kind too, where two are called alike: %j', (kinds, reasons) => {
    const group = { group: 'g', label: 'grocery' }
    const found = split(kinds.map(kind => photo({ ...group, kind })))
    expect(found.leftOut.map(({ reason }) => reason)).toEqual(reasons)
  })

  test.each<Split>(['train', 'calibration', 'test'])('that was for %s stays that', use => {
    const before = new Map([['g', use]])
    const [correction, audited] = [photo({ group: 'g' }), photo({ group: 'g', audited: true })]
    const found = split([correction, audited], { before })
    expect(found[use]).toEqual([use === 'train' ? correction.id : audited.id])
  })
})

describe('almost the same photo on the other side', () => {
  const audited = (half: 'calibration' | 'test', embedding: Float32Array) =>
    photo({ audited: true, group: groupOf(half), embedding })

  test.each<[string, Split, 'calibration' | 'test' | null, Split[]]>([
    ['teaches no more than a calibration photo of the base set', 'calibration', null, []],
    ['teaches no more than a gate photo of the base set', 'test', null, []],
    ['teaches like a training photo of the base set', 'train', null, ['train']],
    ['does not judge like a training photo of the base set', 'train', 'test', []],
    ['does not calibrate like a training photo of the base set', 'train', 'calibration', []],
    ['does not calibrate like a gate photo of the base set', 'test', 'calibration', []],
    ['does not judge like a calibration photo of the base set', 'calibration', 'test', []],
  ])('%s', (_, baseSplit, half, uses) => {
    const known = anywhere()
    const base = { train: [], calibration: [], test: [], [baseSplit]: [anywhere(), known] }
    const one = half ? audited(half, like(known)) : photo({ embedding: like(known) })
    const found = split([one], { base })
    expect((['train', 'calibration', 'test'] as const).filter(use => found[use].length > 0)).toEqual(uses)
    if (uses.length === 0) expect(found.leftOut).toEqual([{ id: one.id, reason: 'straddles' }])
  })

  test('of this event: what judges comes before what teaches, the gate before calibration', () => {
    const plate = anywhere()
    const gate = audited('test', plate)
    const found = split([gate, audited('calibration', like(plate)), photo({ embedding: like(plate) })])
    expect(found).toMatchObject({ test: [gate.id], calibration: [], train: [] })
  })

  test.each(['calibration', 'test'] as const)(
    'of this event: what is for %s comes before what teaches',
    half => {
      const plate = anywhere()
      const one = audited(half, plate)
      expect(split([one, photo({ embedding: like(plate) })])).toMatchObject({ [half]: [one.id], train: [] })
    },
  )

  test.each(['calibration', 'test'] as const)(
    'but what today’s model has learned from comes first, before %s',
    half => {
      const plate = anywhere()
      const taught = photo({ embedding: plate, group: 'taught' })
      const earlier = { before: new Map([['taught', 'train']] as const), taught: [plate] }
      const found = split([taught, audited(half, like(plate))], earlier)
      expect(found).toMatchObject({ train: [taught.id], [half]: [] })
      // Also when its label was taken back since.
      expect(split([audited(half, like(plate))], earlier)).toMatchObject({ train: [], [half]: [] })
    },
  )
})

test('the order the photos come in changes nothing', () => {
  const plate = anywhere()
  const photos = Array.from({ length: 60 }, (_, i) =>
    photo({
      group: `g${i % 20}`,
      audited: i % 7 === 0,
      label: i % 5 === 0 ? 'laksa' : 'satay',
      ...(i % 9 === 0 && { embedding: like(plate) }),
    }),
  )
  const { leftOut: _, ...found } = split(photos)
  const { leftOut: __, ...again } = split(photos.toReversed())
  expect(again).toEqual(found)
})
