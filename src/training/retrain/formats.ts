import { modelCardSchema } from '../../classifier/model-card.ts'
import type { ModelFiles } from '../../classifier/model-files.ts'
import { type Format, jsonIn } from '../../jobs/folder.ts'
import { type GateReport, gateReportSchema } from '../gate/index.ts'

/** A fitted model between two steps. */
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

/** A model that met the gate. */
export interface JudgedCandidate {
  model: ModelFiles
  report: GateReport
  /** card.md: what it was fitted on, how good it is, what it cannot do. */
  text: string
}

export const judgedFormat: Format<JudgedCandidate> = {
  write: ({ model, report, text }) => ({
    ...modelFormat.write(model),
    'report.json': JSON.stringify(report),
    'card.md': text,
  }),
  read: files => ({
    model: modelFormat.read(files),
    report: gateReportSchema.parse(jsonIn(files, 'report.json')),
    text: Buffer.from(files['card.md'] ?? []).toString('utf8'),
  }),
}
