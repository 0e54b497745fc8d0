import { AppError } from '../errors.ts'
import { readHead } from '../onnx/head.ts'
import { InferenceSession, Tensor } from '../onnx/runtime.ts'
import { phrase } from '../web/languages/phrase.ts'
import { neighbours, readBank } from './bank.ts'
import type { ModelCard } from './model-card.ts'
import type { ModelFiles } from './model-files.ts'
import { decide, type VerdictResult, type VerdictRule } from './verdict.ts'

export interface Logits {
  /** [foods], in the card's order. */
  readonly food: Float32Array
  /** [outlier classes], in the card's order. */
  readonly outlier: Float32Array
}

export interface Scores extends Logits {
  /** As bank.ts gives it; 0 where the rejection does not ask for it. */
  readonly neighbours: number
}

export interface Head {
  readonly card: ModelCard
  /** What verdicts are made by: the card's numbers, or those of the menu. */
  readonly rule: VerdictRule
  /** `embedding`: unit length, [card.backbone.dimensions]. */
  scores(embedding: Float32Array): Promise<Scores>
  judge(embedding: Float32Array): Promise<VerdictResult>
  /** A linear head's weights for one food, [dimensions]: its class-activation map. Throws AppError when it has none. */
  weightsFor(food: string): Float32Array
  close(): Promise<void>
}

/** One thread, no spinning: a head takes 0.1 ms, and the worker that runs it has one core. */
const sessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  extra: { session: { intra_op: { allow_spinning: '0' } } },
} satisfies InferenceSession.SessionOptions

export async function openHead({ card, headOnnx, bank: bankBytes, menu }: ModelFiles): Promise<Head> {
  const rule: VerdictRule = menu ? { foods: card.foods, namingShift: card.namingShift, ...menu } : card
  const session = await InferenceSession.create(headOnnx, sessionOptions)
  const layers = readHead(headOnnx)
  const bank = bankBytes ? readBank(bankBytes) : null
  if (!bank && rule.rejection.features.includes('neighbours')) {
    throw new AppError(500, 'card.json asks for neighbours, but there is no bank.bin to find them in.')
  }
  if (layers.food.outputs !== card.foods.length || layers.outlier.outputs !== card.outliers.length) {
    throw new AppError(500, 'head.onnx and card.json do not belong together: they name different foods.')
  }

  async function scores(embedding: Float32Array): Promise<Scores> {
    const outputs = await session.run({ embedding: new Tensor('float32', embedding, [1, embedding.length]) })
    return {
      food: floats(outputs.food_logits),
      outlier: floats(outputs.outlier_logits),
      neighbours: neighboursBy(rule, embedding),
    }
  }

  const neighboursBy = ({ foods, claimed }: VerdictRule, embedding: Float32Array) =>
    bank
      ? neighbours(
          bank,
          embedding,
          foods.map(food => claimed.includes(food)),
        )
      : 0

  /** The food that only the menu keeps from being recognised. */
  function offMenu({ food, outlier }: Logits, embedding: Float32Array): string | null {
    const free = decide(food, outlier, card, neighboursBy(card, embedding))
    return free.verdict === 'recognised' && free.food && !rule.claimed.includes(free.food) ? free.food : null
  }

  return {
    card,
    rule,
    scores,
    async judge(embedding) {
      const found = await scores(embedding)
      const result = decide(found.food, found.outlier, rule, found.neighbours)
      const other = menu && result.verdict === 'unknown' ? offMenu(found, embedding) : null
      return other === null ? result : { ...result, offMenu: other }
    },
    weightsFor(food) {
      const column = card.foods.indexOf(food)
      if (layers.hidden || column < 0)
        throw new AppError(404, phrase`There is no map of where the model looked for this.`)
      const { inputs, outputs, weights } = layers.food
      return Float32Array.from({ length: inputs }, (_, row) => weights[row * outputs + column] ?? 0)
    },
    close: () => session.release(),
  }
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data
  throw new AppError(500, 'head.onnx has not the outputs this program reads.')
}
