import { z } from 'zod'
import { modelCardSchema } from '../../classifier/model-card.ts'
import type { ModelFiles } from '../../classifier/model-files.ts'
import { type Format, jsonIn } from '../../jobs/folder.ts'
import { type GateReport, gateReportSchema } from '../gate/index.ts'

const modelFormat: Format<ModelFiles> = {
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

/** A model between two steps. */
export interface FittedCandidate {
  model: ModelFiles
  /** Ids of the catches and examples it was made of. */
  photos: string[]
}

export const fittedFormat: Format<FittedCandidate> = {
  write: ({ model, photos }) => ({ ...modelFormat.write(model), 'photos.json': JSON.stringify(photos) }),
  read: files => ({
    model: modelFormat.read(files),
    photos: z.array(z.string()).parse(jsonIn(files, 'photos.json')),
  }),
}

/** One that met the gate. */
export interface JudgedCandidate extends FittedCandidate {
  report: GateReport
  /** card.md: what it was fitted on, how good it is, what it cannot do. */
  text: string
}

export const judgedFormat: Format<JudgedCandidate> = {
  write: ({ report, text, ...fitted }) => ({
    ...fittedFormat.write(fitted),
    'report.json': JSON.stringify(report),
    'card.md': text,
  }),
  read: files => ({
    ...fittedFormat.read(files),
    report: gateReportSchema.parse(jsonIn(files, 'report.json')),
    text: Buffer.from(files['card.md'] ?? []).toString('utf8'),
  }),
}
