import { describe, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { seededRandom } from '../training/random.ts'
import { runLayers } from '../training/run-layers.ts'
import { type HeadLayers, type Layer, readHead, writeHead } from './head.ts'
import { InferenceSession, Tensor } from './runtime.ts'

const random = seededRandom(7)
const floats = (length: number) => Float32Array.from({ length }, () => random() * 2 - 1)
const layer = (inputs: number, outputs: number): Layer => ({
  inputs,
  outputs,
  weights: floats(inputs * outputs),
  bias: floats(outputs),
})

const heads: [string, HeadLayers][] = [
  ['linear', { hidden: null, food: layer(16, 3), outlier: layer(16, 2) }],
  ['with a hidden layer', { hidden: layer(16, 8), food: layer(8, 3), outlier: layer(8, 2) }],
]

describe.each(heads)('a head, %s', (_, head) => {
  test('reads back as written', () => expect(readHead(writeHead(head))).toEqual(head))

  test('ONNX Runtime computes the same, for several embeddings at once', async () => {
    const session = await InferenceSession.create(writeHead(head))
    const [a, b] = [floats(16), floats(16)]
    const result = await session.run({
      embedding: new Tensor('float32', Float32Array.from([...a, ...b]), [2, 16]),
    })
    const expected = [runLayers(head, a), runLayers(head, b)]
    const food = expected.flatMap(logits => [...logits.food])
    const outlier = expected.flatMap(logits => [...logits.outlier])
    for (const [i, value] of food.entries()) expect(Number(result.food_logits?.data[i])).toBeCloseTo(value, 5)
    for (const [i, value] of outlier.entries())
      expect(Number(result.outlier_logits?.data[i])).toBeCloseTo(value, 5)
    await session.release()
  })
})

test.each([
  ['nothing', new Uint8Array()],
  ['text', new TextEncoder().encode('no model')],
])('refuses %s', (_, bytes) => expect(() => readHead(bytes)).toThrow(AppError))
