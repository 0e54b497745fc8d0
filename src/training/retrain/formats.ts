import { z } from 'zod'
import { readBank, writeBank } from '../../classifier/bank.ts'
import { modelCardSchema } from '../../classifier/model-card.ts'
import type { ModelFiles } from '../../classifier/model-files.ts'
import { asJson, type Format, jsonIn } from '../../jobs/folder.ts'
import { readHead, writeHead } from '../../onnx/head.ts'
import type { CalibratedFoods } from '../calibrate-foods.ts'
import type { Calibration } from '../calibrate-rejection.ts'
import type { FittedWeights } from '../fit-weights.ts'
import { type GateReport, gateReportSchema } from '../gate/index.ts'

export const modelFormat: Format<ModelFiles> = {
  write: ({ card, headOnnx, bank }) => ({
    'card.json': JSON.stringify(card),
    'head.onnx': headOnnx,
    ...(bank && { 'bank.bin': bank }),
  }),
  read: files => ({
    card: modelCardSchema.parse(jsonIn(files, 'card.json')),
    headOnnx: files['head.onnx'] ?? new Uint8Array(),
    ...(files['bank.bin'] && { bank: files['bank.bin'] }),
  }),
}

const logits = z.array(z.number()).transform(values => Float32Array.from(values))
const weightsSchema = z.object({
  foods: z.array(z.string()),
  outliers: z.array(z.string()),
  validated: z.object({
    heldOut: z.array(
      z.object({ row: z.number(), fold: z.number(), logits: z.object({ food: logits, outlier: logits }) }),
    ),
    learned: z.array(z.string()),
  }),
  history: modelCardSchema.shape.history,
  fingerprint: z.string(),
  trainer: z.string(),
  /** Ids of what it was made of. */
  photos: z.array(z.string()),
})

export const weightsFormat: Format<{ fitted: FittedWeights; photos: string[] }> = {
  write: ({ fitted: { layers, bank, validated, ...fitted }, photos }) => {
    const heldOut = validated.heldOut.map(({ logits, ...held }) => ({
      ...held,
      logits: { food: [...logits.food], outlier: [...logits.outlier] },
    }))
    return {
      'weights.onnx': writeHead(layers),
      'bank.bin': writeBank(bank),
      'fit.json': JSON.stringify({ ...fitted, validated: { ...validated, heldOut }, photos }),
    }
  },
  read: files => {
    const { photos, ...fitted } = weightsSchema.parse(jsonIn(files, 'fit.json'))
    const layers = readHead(files['weights.onnx'] ?? new Uint8Array())
    return { fitted: { ...fitted, layers, bank: readBank(files['bank.bin'] ?? new Uint8Array()) }, photos }
  },
}

/** Checked, and with its keys in the order they were written: the name of a version is a hash over them. */
const asWritten = <T>(schema: z.ZodType<T>): Format<T> => ({
  ...asJson(schema),
  read: files => {
    const written = jsonIn(files, 'result.json')
    schema.parse(written)
    return written as T
  },
})

const ofFoods = { claimed: true, temperature: true, namingShift: true, scores: true } as const
export const foodsFormat: Format<CalibratedFoods & { known?: string }> = asWritten(
  modelCardSchema.pick(ofFoods).extend({ known: z.string().exactOptional() }),
)
export const rejectionFormat: Format<Calibration> = asWritten(
  modelCardSchema.pick({ ...ofFoods, rejection: true, conformal: true, candidates: true }),
)

/** Of a step that only looks. */
export const checkedFormat: Format<void> = { write: () => ({}), read: () => undefined }

/** A model between two steps. */
export interface FittedCandidate {
  model: ModelFiles
  /** Ids of the catches and examples it was made of. */
  photos: string[]
}

/** One that met the gate. */
export interface JudgedCandidate extends FittedCandidate {
  report: GateReport
  /** card.md: what it was fitted on, how good it is, what it cannot do. */
  text: string
}

export const judgedFormat: Format<JudgedCandidate> = {
  write: ({ report, text, model, photos }) => ({
    ...modelFormat.write(model),
    'photos.json': JSON.stringify(photos),
    'report.json': JSON.stringify(report),
    'card.md': text,
  }),
  read: files => ({
    model: modelFormat.read(files),
    photos: z.array(z.string()).parse(jsonIn(files, 'photos.json')),
    report: gateReportSchema.parse(jsonIn(files, 'report.json')),
    text: Buffer.from(files['card.md'] ?? []).toString('utf8'),
  }),
}
