import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

const root = join(import.meta.dir, '../..')
const folder = join(root, '.cache/sklearn')
const python = join(folder, 'bin/python')

export interface LogisticInput {
  readonly dimensions: number
  /** [rows, dimensions]. */
  readonly train: Float32Array
  /** From 0, none left out. */
  readonly classes: Int32Array
  /** [queries, dimensions]. */
  readonly query: Float32Array
  /** Inverse strength of its L2 penalty; its default, 1, is far too strong for embeddings of unit length. */
  readonly c: number
  /** Training rows held out together, each fold by a fit of its own. */
  readonly folds?: readonly (readonly number[])[]
}

const seconds = z.object({ wall: z.number(), cpu: z.number() })
const printed = z.object({ version: z.string(), iterations: z.number(), fit: seconds, folds: seconds })

export interface LogisticResult extends z.infer<typeof printed> {
  /** [queries, classes]. */
  readonly logits: Float32Array
}

/** scikit-learn's LogisticRegression in a virtual environment of its own, installed on first use. */
export async function logisticRegression(input: LogisticInput): Promise<LogisticResult> {
  await install()
  const work = await mkdtemp(join(tmpdir(), 'tangkap-logistic-'))
  try {
    const { dimensions, c, folds = [] } = input
    await writeFile(join(work, 'shape.json'), JSON.stringify({ dimensions, c, folds }))
    await writeFile(join(work, 'train.f32'), bytes(input.train))
    await writeFile(join(work, 'query.f32'), bytes(input.query))
    await writeFile(join(work, 'classes.i32'), bytes(input.classes))
    const out = await run([python, join(import.meta.dir, 'logistic.py'), work])
    const logits = new Float32Array(new Uint8Array(await readFile(join(work, 'logits.f32'))).buffer)
    return { ...printed.parse(JSON.parse(out)), logits }
  } finally {
    await rm(work, { recursive: true })
  }
}

async function install(): Promise<void> {
  if (existsSync(join(folder, 'installed'))) return
  await run(['python3', '-m', 'venv', folder])
  await run([python, '-m', 'pip', 'install', '-q', 'scikit-learn==1.9.1'])
  await writeFile(join(folder, 'installed'), '')
}

async function run(command: string[]): Promise<string> {
  const child = Bun.spawn(command, { stdout: 'pipe', stderr: 'inherit' })
  const out = await new Response(child.stdout).text()
  if ((await child.exited) !== 0) throw new Error(`${command.join(' ')} failed`)
  return out
}

const bytes = ({ buffer, byteOffset, byteLength }: Float32Array | Int32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength)
