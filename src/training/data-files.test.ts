import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Example, embeddingOf, readBaseSet, writeBaseSet } from './base-set.ts'
import { readPhotoIndex } from './photo-index.ts'
import { seededRandom } from './random.ts'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tangkap-training-'))
})
afterAll(() => rm(dir, { recursive: true }))

const header = 'path\tpack\tlabel\tkind\tsplit\tgroup\tsource\tlicence'
const row = 'malaysia/satay/1.jpg\tmalaysia\tsatay\tfood\ttrain\tsatay/1\tsomewhere\tnone'

describe('photo index', () => {
  const write = async (...lines: string[]) => {
    const file = join(dir, 'index.tsv')
    await writeFile(file, `${lines.join('\n')}\n`)
    return file
  }

  test('takes the pack and the outliers, and leaves other packs out', async () => {
    const outlier = 'o/1.jpg\toutliers\tscreen\toutlier\ttest\tscreen/1\tsomewhere\tnone'
    const other = 'p/1.jpg\tpizza\tpizza\tfood\ttrain\tpizza/1\tsomewhere\tnone'
    const photos = await readPhotoIndex(await write(header, row, outlier, other), 'malaysia')
    expect(photos.map(({ label, kind, split }) => [label, kind, split])).toEqual([
      ['satay', 'food', 'train'],
      ['screen', 'outlier', 'test'],
    ])
  })

  test.each([
    ['a missing column', [header.replace('\tgroup', ''), row], 'no column group'],
    ['an unknown split', [header, row.replace('train', 'validation')], 'line 2: split is "validation"'],
    ['an unknown kind', [header, row, row.replace('\tfood\t', '\tplate\t')], 'line 3: kind is "plate"'],
    ['no photo of the pack', [header, row.replace('\tmalaysia\t', '\tpizza\t')], 'no photo of pack malaysia'],
    ['a group in two splits', [header, row, row.replace('train', 'test')], 'is in both train and test'],
  ])('refuses %s', async (_, lines, words) => {
    await expect(readPhotoIndex(await write(...lines), 'malaysia')).rejects.toThrow(words)
  })

  test('says which file is missing', async () => {
    await expect(readPhotoIndex(join(dir, 'none.tsv'), 'malaysia')).rejects.toThrow('none.tsv cannot be read')
  })
})

describe('base set', () => {
  const dimensions = 64
  const random = seededRandom(5)
  const embeddings = new Float32Array(3 * dimensions)
  for (let row = 0; row < 3; row++) {
    const values = Float32Array.from({ length: dimensions }, () => Math.max(0, random() - 0.5))
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
    embeddings.set(
      values.map(value => value / length),
      row * dimensions,
    )
  }
  const example = (label: string): Example => ({
    pack: 'malaysia',
    label,
    kind: 'food',
    split: 'train',
    group: '1',
    source: 'somewhere',
    view: 'whole',
  })
  const set = {
    backbone: { id: 'b', variant: 'int8' as const },
    dimensions,
    examples: [example('satay'), example('laksa'), example('rojak')],
    embeddings,
  }

  test('comes back with the same labels and nearly the same directions', async () => {
    const fingerprint = await writeBaseSet(join(dir, 'base'), set)
    const read = await readBaseSet(join(dir, 'base'))
    expect(read.examples).toEqual(set.examples)
    expect(read.fingerprint).toBe(fingerprint)
    for (let row = 0; row < 3; row++) {
      const original = embeddingOf(set, row)
      const cosine = embeddingOf(read, row).reduce((sum, value, i) => sum + value * (original[i] ?? 0), 0)
      expect(cosine).toBeGreaterThan(0.9999)
      expect(cosine).toBeLessThan(1.0001)
    }
  })

  test('refuses files that do not belong together', async () => {
    await writeBaseSet(join(dir, 'mixed'), set)
    const index = join(dir, 'mixed', 'index.tsv')
    await writeFile(index, (await readFile(index, 'utf8')).replace('satay', 'pizza'))
    await expect(readBaseSet(join(dir, 'mixed'))).rejects.toThrow('do not belong together')
  })
})
