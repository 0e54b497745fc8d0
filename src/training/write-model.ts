import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelFiles } from '../classifier/model-files.ts'
import { cardText } from './card-text.ts'
import type { Evaluation } from './evaluate.ts'
import { historySvg } from './history-svg.ts'

/**
 * Writes head.onnx, card.json, card.md and history.svg. Each is written beside and renamed; card.json, which names
 * the head by its hash, comes last, so that a half-written model is refused and never run.
 */
export async function writeModel(
  dir: string,
  { card, headOnnx, bank }: ModelFiles,
  evaluation: Evaluation,
): Promise<void> {
  await mkdir(dir, { recursive: true })
  // What was tried is written by hand, once for all versions.
  const experiments = await readFile(join(dir, 'experiments.md'), 'utf8').catch(() => '')
  const files: [name: string, content: string | Uint8Array][] = [
    ['history.svg', historySvg(card.history)],
    ['card.md', cardText(card, evaluation, experiments)],
    ['head.onnx', headOnnx],
    ...(bank ? [['bank.bin', bank] satisfies [string, Uint8Array]] : []),
    ['card.json', `${JSON.stringify(card, null, 2)}\n`],
  ]
  for (const [name, content] of files) {
    await writeFile(join(dir, `${name}.new`), content)
    await rename(join(dir, `${name}.new`), join(dir, name))
  }
}
