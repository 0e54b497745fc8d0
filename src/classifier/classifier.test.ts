import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { havePhotos, testPhotos } from '../../test/shared-photos.ts'
import { backboneDir, foods, tinyModel, writeTinyModel } from '../../test/tiny-model.ts'
import { modelPixels } from '../photos/derive.ts'
import { checkBackbone, checkPicture, loadCheckVectors } from './check.ts'
import { type Classifier, openClassifier } from './index.ts'
import { loadBackbone } from './model-files.ts'

if (!havePhotos) console.warn('../shared/photos is missing: what needs real photos is skipped.')

const dir = mkdtempSync(join(tmpdir(), 'classifier-'))
afterAll(() => rmSync(dir, { recursive: true }))

const open = (workers = 2) =>
  writeTinyModel(dir).then(modelDir => openClassifier({ backboneDir, modelDir, variant: 'int8', workers }))

const sum = (numbers: Iterable<number>) => Array.from(numbers).reduce((total, number) => total + number, 0)

describe('the classifier on its real backbone', () => {
  let classifier: Classifier
  beforeAll(async () => {
    classifier = await open()
  })
  afterAll(() => classifier.close())

  test('gives the embeddings its maker got', () => {
    console.log(
      `lowest cosine of the check vectors: ${classifier.check.lowest.toFixed(7)} (${classifier.check.result})`,
    )
    expect(classifier.check.lowest).toBeGreaterThanOrEqual(classifier.check.tolerance.near)
    expect(classifier.ready).toBe(true)
    expect(classifier.stats()).toEqual({ queued: 0, busy: 0, workers: 2 })
  })

  test('answers with everything a prediction holds', async () => {
    const answer = await classifier.classify(checkPicture(0, classifier.size))
    expect(answer.embedding).toHaveLength(1280)
    expect(sum(answer.embedding.map(x => x * x))).toBeCloseTo(1, 4)
    expect(sum(answer.candidates.map(each => each.probability))).toBeCloseTo(1, 6)
    expect(answer).toMatchObject({ model: 'tiny-1' })
    expect(answer.featureMap).toBeUndefined()
    expect(answer.ms).toBeGreaterThan(0)
  })

  test('gives the same picture the same numbers, in whichever thread and among however many', async () => {
    const pixels = checkPicture(3, classifier.size)
    const answers = await Promise.all(Array.from({ length: 12 }, () => classifier.classify(pixels)))
    for (const answer of answers) expect(answer.embedding).toEqual(answers[0]?.embedding)
    expect(pixels).toEqual(checkPicture(3, classifier.size))
  })

  test('its feature map is what the embedding is made of', async () => {
    const { featureMap, embedding } = await classifier.classify(checkPicture(1, classifier.size), {
      featureMap: true,
    })
    expect(featureMap).toHaveLength(8 * 8 * 1280)
    const means = Float64Array.from({ length: 1280 }, (_, channel) =>
      sum(Array.from({ length: 64 }, (_, place) => featureMap?.[place * 1280 + channel] ?? 0)),
    )
    const length = Math.sqrt(sum(means.map(mean => mean * mean)))
    const cosine = sum(embedding.map((x, channel) => (x * (means[channel] ?? 0)) / length))
    expect(cosine).toBeGreaterThan(0.999)
  })

  test.each([
    [640, 480, 512, 384],
    [300, 900, 171, 512],
    [100, 60, 100, 60],
  ])('draws where it looked over a photo of %i x %i', async (width, height, wide, high) => {
    const overlay = await classifier.activationMap(checkPicture(2, classifier.size), foods[0], {
      width,
      height,
    })
    const { format, ...metadata } = await sharp(overlay).metadata()
    expect(format).toBe('webp')
    expect(metadata).toMatchObject({ width: wide, height: high, hasAlpha: true })
  })

  test('has no map for a food it does not know, and reads no picture of another size', async () => {
    const size = { width: 64, height: 64 }
    await expect(classifier.activationMap(checkPicture(2, 256), 'pizza', size)).rejects.toMatchObject({
      status: 404,
    })
    await expect(classifier.classify(new Uint8Array(12))).rejects.toMatchObject({ status: 500 })
    expect(classifier.stats()).toEqual({ queued: 0, busy: 0, workers: 2 })
  })

  test.skipIf(!havePhotos)('tells photos of the same dish from others', async () => {
    const dishes = ['satay', 'laksa', 'durian', 'cendol']
    const embeddings: { dish: string; embedding: Float32Array }[] = []
    for (const dish of dishes) {
      for (const file of testPhotos(dish).slice(0, 4)) {
        const pixels = await modelPixels(readFileSync(file), { size: classifier.size })
        embeddings.push({ dish, embedding: (await classifier.classify(pixels)).embedding })
      }
    }
    const mean = (same: boolean) => {
      const pairs = embeddings.flatMap((a, i) => embeddings.slice(i + 1).map(b => [a, b] as const))
      const chosen = pairs.filter(([a, b]) => (a.dish === b.dish) === same)
      return (
        sum(chosen.map(([a, b]) => sum(a.embedding.map((x, i) => x * (b.embedding[i] ?? 0))))) / chosen.length
      )
    }
    console.log(`mean cosine: same dish ${mean(true).toFixed(3)}, others ${mean(false).toFixed(3)}`)
    expect(embeddings.length).toBeGreaterThanOrEqual(8)
    expect(mean(true)).toBeGreaterThan(mean(false) + 0.2)
  })
})

test('another head is taken between two photos, without a photo lost', async () => {
  const classifier = await open()
  const pixels = checkPicture(5, classifier.size)
  const before = Array.from({ length: 6 }, () => classifier.classify(pixels))
  const swap = tinyModel('tiny-2', 7).then(files => classifier.useHead(files))
  await swap
  // Those that were still waiting may meet either head, but never none.
  const met = new Set((await Promise.all(before)).map(answer => answer.model))
  expect([...met].filter(model => model !== 'tiny-1' && model !== 'tiny-2')).toEqual([])
  expect(met).toContain('tiny-1')
  const after = await Promise.all(Array.from({ length: 6 }, () => classifier.classify(pixels)))
  expect(after.map(answer => answer.model)).toEqual(Array.from({ length: 6 }, () => 'tiny-2'))
  expect(classifier.card.version).toBe('tiny-2')
  await classifier.close()
})

test('a head that looks on says what it would have said, and nobody is shown it', async () => {
  const classifier = await open()
  const pixels = checkPicture(5, classifier.size)
  const alone = await classifier.classify(pixels)
  expect(alone.shadow).toBeUndefined()
  await classifier.useHead(await tinyModel('tiny-2', 7), await tinyModel())
  expect([classifier.card.version, classifier.shadow?.version]).toEqual(['tiny-2', 'tiny-1'])
  const watched = await Promise.all(Array.from({ length: 4 }, () => classifier.classify(pixels)))
  const { verdict, food } = alone
  for (const answer of watched) {
    expect(answer.model).toBe('tiny-2')
    expect(answer.shadow).toEqual({ model: 'tiny-1', verdict, food })
  }
  await classifier.useHead(await tinyModel('tiny-2', 7))
  expect((await classifier.classify(pixels)).shadow).toBeUndefined()
  await classifier.close()
})

test('a head for another backbone is refused in words', async () => {
  const classifier = await open(1)
  const files = await tinyModel()
  const other = { ...files, card: { ...files.card, backbone: { ...files.card.backbone, id: 'lite9' } } }
  await expect(classifier.useHead(other)).rejects.toThrow(
    'was fitted for the backbone lite9, not for lite2-food-1',
  )
  await classifier.close()
})

describe('check vectors', () => {
  test.each(['int8', 'fp32'] as const)('of %s are read whole', async variant => {
    const vectors = await loadCheckVectors(backboneDir, variant)
    expect(vectors.embeddings).toHaveLength(8)
    for (const vector of vectors.embeddings) expect(sum(vector.map(x => x * x))).toBeCloseTo(1, 4)
    expect((await loadBackbone(backboneDir, variant)).size).toBe(vectors.size)
  })

  test('anything that is not near enough is wrong, and so is what is no number', async () => {
    const vectors = await loadCheckVectors(backboneDir, 'int8')
    let next = 0
    const exact = async () => vectors.embeddings[next++] ?? new Float32Array()
    expect((await checkBackbone(vectors, exact)).result).toBe('same')
    expect((await checkBackbone(vectors, async () => new Float32Array(1280).fill(1))).result).toBe('wrong')
    expect((await checkBackbone(vectors, async () => new Float32Array(1280).fill(Number.NaN))).result).toBe(
      'wrong',
    )
  })

  test('a folder without them is refused in words', async () => {
    await expect(loadCheckVectors(dir, 'fp32')).rejects.toMatchObject({ status: 500 })
    expect(existsSync(join(dir, 'backbone.json'))).toBe(false)
  })
})
