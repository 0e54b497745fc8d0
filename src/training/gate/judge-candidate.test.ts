import { describe, expect, test } from 'vitest'
import { namesOf } from '../../../test/names-of.ts'
import {
  type Answer,
  cardOf,
  evenGate,
  gateFoods,
  gateInput,
  gatePhotos,
  judgedBy,
  usual,
} from '../../../test/tiny-gate.ts'
import { speakIn } from '../../web/languages/language.ts'
import { inEnglish } from '../../web/languages/phrase.ts'
import { speak } from '../../web/languages/words.ts'
import { failedNewFoods, type GateInput, gateReportSchema, judgeCandidate } from './index.ts'

const failed = (input: GateInput) =>
  judgeCandidate(input)
    .rules.filter(({ passed }) => !passed)
    .map(({ rule }) => rule)

/** The usual answers, but for the first `count` photos that the condition picks. */
function but(
  count: number,
  picks: (label: string) => boolean,
  answer: (label: string) => string | null,
): Answer {
  const changed = new Set<string>()
  return (photo, i) => {
    const said = usual(photo, i)
    const open = changed.has(photo.group) || changed.size < count
    const wasRight = said === (photo.kind === 'food' ? photo.label : null)
    if (!open || !picks(photo.label) || !wasRight) return said
    changed.add(photo.group)
    return answer(photo.label)
  }
}

/** Milliseconds of a photo: the backbone's, and both heads'. */
const times = (backbone: number, champion: number[], candidate: number[]): GateInput['latency'] => ({
  ...{ backbone: [backbone], champion, candidate },
})

const other = (label: string) => (label === 'bubur' ? 'cendol' : 'bubur')
const swapped: Answer = (photo, i) => {
  const said = usual(photo, i)
  return said === 'apam' ? 'bubur' : said === 'bubur' ? 'apam' : said
}

const common = { durian: 200, emping: 200 }
const fewDurians = but(
  3,
  label => label === 'durian',
  () => 'emping',
)

describe('which rules stop a candidate', () => {
  test.each<[string, Parameters<typeof gateInput>[0], Partial<GateInput>, string[]]>([
    ['the same answers', {}, {}, []],
    ['always right', { candidate: photo => (photo.kind === 'food' ? photo.label : null) }, {}, []],
    [
      'one food destroyed',
      { candidate: but(20, label => label === 'durian', other) },
      {},
      ['macroF1', 'macroF1Bound', 'accuracy', 'foods'],
    ],
    [
      'one food refused, though it is still the likeliest',
      {
        candidate: but(
          25,
          label => label === 'durian',
          () => null,
        ),
      },
      {},
      ['fBeta', 'fBetaBound', 'foods'],
    ],
    [
      'two foods swapped',
      { candidate: swapped },
      {},
      ['macroF1', 'macroF1Bound', 'accuracy', 'foods', 'floors'],
    ],
    [
      'one photo of each food lost',
      {
        candidate: (photo, i) =>
          photo.kind === 'food' && i % 40 === 3 ? other(photo.label) : usual(photo, i),
      },
      {},
      ['macroF1', 'macroF1Bound', 'accuracy'],
    ],
    [
      'a rare food better, and more photos of a common one lost',
      {
        photos: gatePhotos({ ...Object.fromEntries(gateFoods.map(food => [food, 20])), ...common }),
        candidate: (photo, i) => (photo.label === 'apam' ? 'apam' : fewDurians(photo, i)),
      },
      {},
      ['accuracy'],
    ],
    [
      'outliers taken for food',
      {
        candidate: but(
          40,
          label => label === 'object',
          () => 'cendol',
        ),
      },
      {},
      ['fBeta', 'fBetaBound', 'floors'],
    ],
    ['everything refused', { candidate: () => null }, {}, ['fBeta', 'fBetaBound', 'foods', 'floors']],
    [
      'a food no longer claimed',
      {
        after: gateFoods.slice(1),
        candidate: (photo, i) => (photo.label === 'apam' ? null : usual(photo, i)),
      },
      {},
      ['macroF1', 'macroF1Bound', 'accuracy', 'fBeta', 'fBetaBound', 'foods'],
    ],
    [
      'a food no longer claimed, of which the gate has no photo',
      {
        photos: gatePhotos({ apam: 40, bubur: 40 }),
        before: ['apam', 'bubur', 'sago'],
        after: ['apam', 'bubur'],
      },
      {},
      ['foods'],
    ],
    ['an export that differs', {}, { exported: { vectors: 32, largest: 2e-4 } }, ['export']],
    ['an export nobody compared', {}, { exported: { vectors: 0, largest: 0 } }, ['export']],
    ['slower', {}, { latency: times(15, [0.5, 0.5, 0.5], [2.2, 2.1, 2.2]) }, ['latency']],
    ['slower on a slow machine', {}, { latency: times(40, [0.5, 0.5, 0.5], [2.2, 2.1, 2.2]) }, []],
    ['slower once', {}, { latency: times(15, [0.5, 0.5, 0.5], [0.5, 9, 0.5]) }, []],
    [
      'no outliers to judge by',
      { photos: gatePhotos({ apam: 40, bubur: 40 }, 0), before: ['apam', 'bubur'] },
      {},
      ['fBeta', 'fBetaBound', 'floors'],
    ],
  ])('%s', (_, gate, more, rules) => {
    const input = gateInput(gate, more)
    const report = judgeCandidate(input)
    expect(report.rules.filter(({ passed }) => !passed).map(({ rule }) => rule)).toEqual(rules)
    expect(report.passed).toBe(rules.length === 0)
    // As it is stored and read again: JSON has no NaN.
    expect(gateReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report)
  })
})

test('a report that was stored before accuracy was measured is read as one without it', () => {
  const { scores, ...report } = judgeCandidate(gateInput())
  const { accuracy, ...others } = scores
  expect(accuracy.difference).toBe(0)
  const before = gateReportSchema.parse(JSON.parse(JSON.stringify({ ...report, scores: others })))
  expect(before.scores.accuracy).toMatchObject({ champion: null, candidate: null, difference: null })
})

test('a slow slide is refused: as good as the champion, but two points under the shipped model', () => {
  const slid = but(12, label => label !== 'object', other)
  const shipped = {
    card: cardOf('shipped', gateFoods),
    judged: judgedBy(usual, evenGate(), gateFoods),
    shipped: true,
  }
  const input = gateInput({ champion: slid, candidate: slid })
  expect(failed(input)).toEqual([])
  const served = { ...shipped, card: cardOf('monday', gateFoods), shipped: false }
  const broken = (...earlier: (typeof shipped)[]) =>
    judgeCandidate({ ...input, earlier })
      .rules.filter(({ passed }) => !passed)
      .map(({ sentence }) => inEnglish(sentence))
  expect(broken(shipped)).toEqual([
    expect.stringMatching(/^It is \d\.\d points under the model that came with the program/),
  ])
  expect(broken(served)).toEqual([
    expect.stringMatching(/^It is \d\.\d points under a model that served before/),
  ])
  // Of several it is told how far it is under the best of them.
  const worse = but(4, label => label !== 'object', other)
  const lately = { ...served, judged: judgedBy(worse, evenGate(), gateFoods) }
  expect(broken(lately)).not.toEqual(broken(shipped))
  expect(broken(lately, shipped)).toEqual(broken(shipped))
})

test.each<[number, 'food' | 'outlier', number, string[]]>([
  // Each photo of 320 that is lost is about a third of a point; a point is allowed, and half a one a food.
  [5, 'food', 0, ['slowSlide']],
  [5, 'food', 3, []],
  [10, 'food', 3, ['slowSlide']],
  [10, 'food', 5, []],
  [5, 'outlier', 0, ['slowSlide']],
  [5, 'outlier', 3, []],
])(
  '%i more wrong answers to photos of kind %s than of an earlier model, and %i foods learned since: %j',
  (lost, kind, count, rules) => {
    const slid = but(lost, label => (label === 'object') === (kind === 'outlier'), other)
    const learned = ['pad_thai', 'larb', 'som_tum', 'khao_soi', 'pad_krapow'].slice(0, count)
    const claims = [...gateFoods, ...learned]
    const shipped = {
      card: cardOf('shipped', gateFoods),
      judged: judgedBy(usual, evenGate(), gateFoods),
      shipped: true,
    }
    const gate = { champion: slid, candidate: slid, before: claims, after: claims }
    const input = gateInput(gate, { earlier: [shipped] })
    expect(failed(input)).toEqual(rules)
    // Foods that are gone from the pack since allow nothing.
    expect(failed({ ...input, names: namesOf(gateFoods) })).toEqual(['slowSlide'])
  },
)

test('a food that was taken away from the pack may go', () => {
  const after = gateFoods.slice(1)
  const candidate: Answer = (photo, i) => (photo.label === 'apam' ? null : usual(photo, i))
  const names = namesOf(after)
  const input = gateInput({ after, champion: candidate, candidate })
  expect(failed(input)).toContain('foods')
  expect(failed({ ...input, names })).toEqual([])
})

test('a food of which too few photos are left may go, and that is said', () => {
  const candidate: Answer = (photo, i) => (photo.label === 'apam' ? null : usual(photo, i))
  const input = gateInput({ after: gateFoods.slice(1), champion: candidate, candidate })
  expect(judgeCandidate(input).summary.map(inEnglish).join(' ')).toContain('It no longer knows')
  const report = judgeCandidate({ ...input, givenUp: new Map([['apam', 3]]) })
  expect(report.passed).toBe(true)
  expect(report.summary.map(inEnglish).join(' ')).toMatch(
    /Of apam only 3 photos are left, so it can no longer be known\./i,
  )
  expect(report.foods.map(({ food }) => food)).not.toContain('apam')
})

test('nor is it asked for in the nights that follow, by the model that once knew it', () => {
  const without = gateFoods.slice(1)
  const candidate: Answer = (photo, i) => (photo.label === 'apam' ? null : usual(photo, i))
  const before = { card: cardOf('before', gateFoods), judged: judgedBy(usual, evenGate(), gateFoods) }
  const input = gateInput(
    { before: without, champion: candidate, candidate },
    { earlier: [{ ...before, shipped: false }], names: namesOf(gateFoods) },
  )
  expect(failed(input)).toEqual(['slowSlide'])
  const report = judgeCandidate({ ...input, givenUp: new Map([['apam', 3]]) })
  expect(report.passed).toBe(true)
  expect(report.givenUp).toEqual([])
})

describe('a new food', () => {
  const after = [...gateFoods, 'pad_thai']
  const photos = (count: number) => [...evenGate(), ...gatePhotos({ pad_thai: count }, 0)]
  /** What its fit found of the new food, equally precise and complete. */
  const fitted = (input: GateInput, share: number | null, seen: object): GateInput => ({
    ...input,
    candidate: {
      ...input.candidate,
      card: {
        ...input.candidate.card,
        scores: input.candidate.card.scores.map(score =>
          !gateFoods.includes(score.id)
            ? { ...score, photos: { ...score.photos, ...seen }, precision: share, recall: share }
            : score,
        ),
      },
    },
  })
  const crossed = { crossValidated: 12 }
  test.each<[string, number, number | null, object, string, number | null, string[]]>([
    ['by cross-validation', 5, 0.9, crossed, 'cross-validation', 0.9, []],
    ['by cross-validation, just well enough', 5, 0.7, crossed, 'cross-validation', 0.7, []],
    ['by cross-validation, badly', 5, 0.6, crossed, 'cross-validation', 0.6, ['newFoods']],
    ['by photos of calibration', 5, 0.75, { calibration: 6 }, 'calibration', 0.75, []],
    ['by photos of calibration, all wrong', 5, 0, { calibration: 6 }, 'calibration', 0, ['newFoods']],
    ['by nothing at all', 5, null, {}, 'nothing', null, ['newFoods']],
    ['by the gate once it has photos enough', 20, 0.1, crossed, 'gate', 38 / 39, []],
  ])('is judged %s', (_, count, share, seen, judgedBy, measured, rules) => {
    const input = fitted(gateInput({ photos: photos(count), before: gateFoods, after }), share, seen)
    const report = judgeCandidate(input)
    expect(report.newFoods).toMatchObject([{ food: 'pad_thai', trainingPhotos: 24, judgedBy, f1: measured }])
    expect(report.rules.filter(({ passed }) => !passed).map(({ rule }) => rule)).toEqual(rules)
    const failed = failedNewFoods(report, input.limits.floors.newFood).map(({ food }) => food)
    expect(failed).toEqual(rules.length > 0 ? ['pad_thai'] : [])
  })

  test.each<[string, number, { photos: number; refused: number } | undefined, object | null, string[]]>([
    [
      'as it took half of them for something',
      60,
      { photos: 90, refused: 45 },
      { photos: 40, champion: { photos: 90, refused: 45 } },
      [],
    ],
    [
      'but counts nothing where it refused them all',
      60,
      { photos: 90, refused: 90 },
      { champion: { photos: 90, refused: 90 } },
      ['fBeta', 'fBetaBound'],
    ],
    [
      'but not where it has been taught them all',
      60,
      { photos: 0, refused: 0 },
      null,
      ['fBeta', 'fBetaBound'],
    ],
    ['nor where nobody looked', 60, undefined, null, ['fBeta', 'fBetaBound']],
    [
      'by as few as are asked for',
      60,
      { photos: 5, refused: 2 },
      { photos: 40, champion: { photos: 5, refused: 2 } },
      [],
    ],
    ['but not by fewer', 60, { photos: 4, refused: 2 }, null, ['fBeta', 'fBetaBound']],
    [
      'and for no more than are there',
      12,
      { photos: 12, refused: 6 },
      { photos: 12, candidate: { photos: 12, refused: 1 } },
      [],
    ],
  ])('speaks against a model that does not know it, %s', (_, crossValidated, strangers, counted, rules) => {
    // As many outliers more are accepted as a price of half a point does not pay.
    const candidate = but(
      4,
      label => label === 'object',
      () => 'pad_thai',
    )
    const bare = gateInput({ photos: evenGate(), before: gateFoods, after, candidate })
    const input = fitted(bare, 0.9, { crossValidated, refused: 1 })
    const known = strangers && new Map([['pad_thai', strangers]])
    const champion = known ? { ...input.champion, strangers: known } : input.champion
    const report = judgeCandidate({ ...input, champion })
    expect(report.rules.filter(({ passed }) => !passed).map(({ rule }) => rule)).toEqual(rules)
    const [{ refusals } = {}] = report.newFoods
    if (counted) expect(refusals).toMatchObject(counted)
    else expect(refusals).toBeNull()
  })

  test('is neither an outlier nor a food to compare: knowing it costs the candidate nothing', () => {
    const champion: Answer = (photo, i) => (photo.label === 'pad_thai' ? null : usual(photo, i))
    const report = judgeCandidate(gateInput({ photos: photos(30), before: gateFoods, after, champion }, {}))
    expect(report.gate).toMatchObject({ foods: 320, outliers: 150, newFoods: 30, unclaimed: 0 })
    expect(report.scores.fBeta.difference).toBe(0)
    expect(report.passed).toBe(true)
    expect(report.summary.map(inEnglish)).toEqual([
      'The new model is good enough to take over.',
      'Learned pad_thai from 24 photos.',
      'It answers the photos it was judged by exactly as well as before.',
    ])
  })

  test.each<[string, number, readonly string[], number | null, string[]]>([
    ['one photo of the others is its price', 1, after, 0.9, []],
    ['without it the same loss is too much', 1, gateFoods, null, ['macroF1', 'macroF1Bound', 'accuracy']],
    [
      'of one that falls short nothing is bought',
      1,
      after,
      0.6,
      ['macroF1', 'macroF1Bound', 'accuracy', 'newFoods'],
    ],
    ['four photos are too dear', 4, after, 0.9, ['macroF1', 'macroF1Bound']],
    ['for four new foods they are not', 4, [...after, 'larb', 'som_tum', 'khao_soi'], 0.9, []],
  ])('may cost the others a little: %s', (_, lost, claims, share, rules) => {
    const candidate = but(lost, label => label === 'cendol', other)
    const input = gateInput({ photos: photos(5), before: gateFoods, after: claims, candidate })
    expect(failed(fitted(input, share, crossed))).toEqual(rules)
  })

  test('is not paid for beyond so many of one night', () => {
    const candidate = but(4, label => label === 'cendol', other)
    const claims = [...after, 'larb', 'som_tum', 'khao_soi']
    const input = fitted(
      gateInput({ photos: photos(5), before: gateFoods, after: claims, candidate }),
      0.9,
      crossed,
    )
    expect(failed({ ...input, limits: { ...input.limits, newFoodsPaid: 1 } })).toEqual([
      'macroF1',
      'macroF1Bound',
    ])
  })

  test('that is gone from the pack is not judged, and pays for nothing', () => {
    const candidate = but(1, label => label === 'cendol', other)
    const bare = gateInput({ photos: evenGate(), before: gateFoods, after, candidate })
    const input = fitted(bare, 0.9, { crossValidated: 60, refused: 1 })
    const champion = { ...input.champion, strangers: new Map([['pad_thai', { photos: 90, refused: 0 }]]) }
    const report = judgeCandidate({ ...input, champion, names: namesOf(gateFoods) })
    expect(report.newFoods).toEqual([])
    // Nor do its photos speak against the model that does not know it.
    expect(report.scores.fBeta.difference).toBe(0)
    expect(report.rules.filter(({ passed }) => !passed).map(({ rule }) => rule)).toEqual([
      'macroF1',
      'macroF1Bound',
      'accuracy',
    ])
  })

  test('is not charged with photos of foods that neither model knows', () => {
    const candidate: Answer = (photo, i) => (photo.label === 'rojak' ? 'pad_thai' : usual(photo, i))
    const gate = [...photos(20), ...gatePhotos({ rojak: 20 }, 0)]
    const [judged] = judgeCandidate(gateInput({ photos: gate, before: gateFoods, after, candidate })).newFoods
    expect(judged).toMatchObject({ judgedBy: 'gate', photos: 20, precision: 1 })
  })

  test('that swallows an old one is refused', () => {
    const candidate: Answer = (photo, i) => (photo.label === 'gulai' ? 'pad_thai' : usual(photo, i))
    const input = gateInput({ photos: photos(30), before: gateFoods, after, candidate })
    expect(failed(fitted(input, 0.95, crossed))).toEqual([
      'macroF1',
      'macroF1Bound',
      'accuracy',
      'foods',
      'newFoods',
      'floors',
    ])
  })
})

test.each<[string, Partial<GateInput['limits']>, string[]]>([
  ['a point and a half, however little such a gate can see', {}, ['macroF1Bound']],
  ['what the pack says', { macroF1MarginMost: 0.05 }, []],
])('the lower end of macro-F1 may be under the champion by no more than %s', (_, limits, rules) => {
  // One photo of 40 lost and one won: level, but it could be two points either way.
  const candidate: Answer = (photo, i) => {
    if (photo.label === 'durian' && i % 20 === 7) return 'durian'
    return photo.group === 'emping/1' ? 'fishball' : usual(photo, i)
  }
  const input = gateInput({ photos: evenGate(20), candidate })
  expect(failed({ ...input, limits: { ...input.limits, ...limits } })).toEqual(rules)
})

test('a tiny gate cannot see half a point, and says so', () => {
  const lost = (count: number) => but(count, label => label === 'cendol', other)
  const won: Answer = (photo, i) => (photo.label === 'gulai' ? photo.label : lost(1)(photo, i))
  const tiny = judgeCandidate(gateInput({ photos: evenGate(20), candidate: won }))
  expect(tiny.margins.macroF1.because).toBe('power')
  expect(tiny.margins.macroF1.margin).toBeGreaterThan(0.005)
  expect(tiny.rules.map(({ sentence }) => inEnglish(sentence)).join()).toContain(
    'smaller differences cannot be seen',
  )
  const same = judgeCandidate(gateInput())
  expect(same.margins.macroF1).toEqual({ margin: 0.005, because: 'limit' })
})

const threeLost = but(3, label => label === 'durian', other)
test.each<[string, Answer, string | undefined]>([
  ['none', usual, undefined],
  [
    'one lost',
    but(1, label => label === 'durian', other),
    'Of 320 different food photos, 1 that was right before is wrong now.',
  ],
  [
    'some gained, some lost',
    (photo, i) => (photo.label === 'gulai' ? 'gulai' : threeLost(photo, i)),
    'Of 320 different food photos, 2 that were wrong before are right now, and 3 that were right before are wrong now.',
  ],
])('what became of the food photos: %s', (_, candidate, sentence) => {
  const { summary } = judgeCandidate(gateInput({ candidate }))
  expect(summary.map(inEnglish).find(words => words.startsWith('Of '))).toBe(sentence)
})

describe('foods that photos came in of and that are not named yet', () => {
  const still = (taughtHere: Record<string, number>) => {
    const named = namesOf(Object.keys(taughtHere), food => food.toUpperCase())
    const input = gateInput({}, { taughtHere: new Map(Object.entries(taughtHere)) })
    return judgeCandidate({ ...input, names: new Map([...input.names, ...named]) })
  }

  test.each<[string, Record<string, number>, string[]]>([
    ['too few photos', { larb: 9 }, ['LARB is still being learned: 9 of 10 different photos.']],
    [
      'enough photos, and still mixed up',
      { larb: 12 },
      ['LARB is still being learned: it has 12 photos, and is too often mistaken. More different ones help.'],
    ],
    ['a food it names', { apam: 9 }, []],
    [
      'many: those with most photos are named',
      { larb: 1, laksa: 4, kottu: 2, satay: 3, rojak: 1 },
      [
        'LAKSA is still being learned: 4 of 10 different photos.',
        'SATAY is still being learned: 3 of 10 different photos.',
        'KOTTU is still being learned: 2 of 10 different photos.',
        'So are 2 more foods.',
      ],
    ],
  ])('%s', (_, taughtHere, words) => {
    const { summary, stillLearning } = still(taughtHere)
    expect(summary.map(inEnglish).filter(sentence => /still being learned|^So /.test(sentence))).toEqual(
      words,
    )
    expect(stillLearning.map(({ food }) => food)).toEqual(
      Object.keys(taughtHere)
        .filter(food => !gateFoods.includes(food))
        .sort((a, b) => (taughtHere[b] ?? 0) - (taughtHere[a] ?? 0)),
    )
  })

  test('with photos that the pack came with it needs fewer', () => {
    const input = gateInput({}, { taughtHere: new Map([['larb', 2]]) })
    const score = { id: 'larb', claimed: false, reason: '', precision: null, recall: null }
    const photos = { train: 24, calibration: 2 }
    const card = { ...input.candidate.card, scores: [...input.candidate.card.scores, { ...score, photos }] }
    const names = new Map([...input.names, ...namesOf(['larb'], () => 'Larb')])
    const { stillLearning } = judgeCandidate({ ...input, candidate: { ...input.candidate, card }, names })
    expect(stillLearning).toEqual([{ food: 'larb', name: 'Larb', photos: 2, needed: 3 }])
  })

  test('one that is gone from the pack is not spoken of', () => {
    const { stillLearning } = judgeCandidate(gateInput({}, { taughtHere: new Map([['larb', 12]]) }))
    expect(stillLearning).toEqual([])
  })
})

test('a stored report names foods in the language of whoever reads it', () => {
  const input = gateInput({}, { taughtHere: new Map([['larb', 9]]) })
  const names = new Map([...input.names, ['larb', { en: 'Larb', ms: 'Larb', zh: '肉末沙拉', ta: 'லார்ப்' }]])
  const stored = JSON.stringify(judgeCandidate({ ...input, names }))
  const { summary } = gateReportSchema.parse(JSON.parse(stored))
  expect(summary.map(inEnglish)).toContain('Larb is still being learned: 9 of 10 different photos.')
  expect(speakIn('zh', () => summary.map(speak).join())).toContain('肉末沙拉')
})

test.each([
  [9, 'too few', []],
  [10, 'worse', ['foods']],
])('of a food with %i photos, all lost, it says: %s', (groups, verdict, rules) => {
  const counts = Object.fromEntries(gateFoods.map(food => [food, food === 'durian' ? groups : 60]))
  const report = judgeCandidate(
    gateInput({ photos: gatePhotos(counts), candidate: but(groups, label => label === 'durian', other) }),
  )
  expect(report.foods.find(({ food }) => food === 'durian')).toMatchObject({ verdict, groups })
  const broken = report.rules.filter(({ passed }) => !passed).map(({ rule }) => rule)
  expect(broken.filter(rule => rule === 'foods')).toEqual(rules)
  expect(broken).toContain('macroF1')
})

test.each([
  [3, 'same'],
  [12, 'better'],
])('of a food of which %i photos more are right it says: %s', (gained, verdict) => {
  const champion = but(gained, label => label === 'durian', other)
  const { foods } = judgeCandidate(gateInput({ champion }))
  expect(foods.find(({ food }) => food === 'durian')).toMatchObject({ verdict, gained })
})

test('foods that are not judged alone make it no harder to notice one that is', () => {
  const counts = Object.fromEntries(gateFoods.map(food => [food, food === 'durian' ? 60 : 9]))
  // Five of five changes are 1 in 32: enough for one test at 5%, for two not.
  const five = but(5, label => label === 'durian', other)
  const candidate: Answer = (photo, i) =>
    photo.kind === 'food' && photo.label !== 'durian' ? other(photo.label) : five(photo, i)
  const { foods } = judgeCandidate(gateInput({ photos: gatePhotos(counts), candidate }))
  expect(foods.find(({ food }) => food === 'durian')).toMatchObject({ verdict: 'worse', lost: 5, gained: 0 })
})

test('whoever is told of a loss need not hear that it may be larger, or that it is one over time too', () => {
  const candidate = but(
    40,
    label => label === 'object',
    () => 'cendol',
  )
  const shipped = { card: cardOf('shipped', gateFoods), judged: judgedBy(usual, evenGate(), gateFoods) }
  const report = judgeCandidate(gateInput({ candidate }, { earlier: [{ ...shipped, shipped: true }] }))
  const broken = report.rules.filter(({ passed }) => !passed).map(({ rule }) => rule)
  expect(broken).toEqual(['fBeta', 'fBetaBound', 'slowSlide', 'floors'])
  const said = broken.map(rule => {
    const sentence = report.rules.find(each => each.rule === rule)?.sentence ?? expect.fail()
    return report.summary.map(inEnglish).includes(inEnglish(sentence))
  })
  expect(said).toEqual([true, false, false, true])
  expect(report.summary.map(inEnglish).join(' ')).not.toContain('exactly as well as before')
})

test('near-duplicates count once: 40 copies of one photo are one loss', () => {
  const photos = evenGate().map(photo => (photo.label === 'durian' ? { ...photo, group: 'durian/0' } : photo))
  const report = judgeCandidate(gateInput({ photos, candidate: but(1, label => label === 'durian', other) }))
  expect(report.foods.find(({ food }) => food === 'durian')).toMatchObject({ groups: 1, lost: 1 })
})

test('the same input gives the same report', () => {
  const gate = { candidate: but(5, () => true, other) }
  expect(judgeCandidate(gateInput(gate))).toEqual(judgeCandidate(gateInput(gate)))
})

test.each<[string, (input: GateInput) => Partial<GateInput>]>([
  ['fewer photos', ({ candidate }) => ({ candidate: { ...candidate, judged: candidate.judged.slice(1) } })],
  [
    'another order',
    ({ candidate }) => ({ candidate: { ...candidate, judged: candidate.judged.toReversed() } }),
  ],
  [
    'other near-duplicates',
    ({ candidate }) => ({
      candidate: { ...candidate, judged: candidate.judged.map(photo => ({ ...photo, group: 'one' })) },
    }),
  ],
  ['photos without a name', () => ({ photoIds: [] })],
  ['no times', () => ({ latency: { backbone: [15], champion: [], candidate: [] } })],
  ['the backbone not timed', () => ({ latency: { backbone: [], champion: [1], candidate: [1] } })],
])('refuses what cannot be compared: %s', (_, change) => {
  const input = gateInput()
  expect(() => judgeCandidate({ ...input, ...change(input) })).toThrow(RangeError)
})
