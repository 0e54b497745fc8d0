import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError, messageOf } from '../errors.ts'
import { type ModelCard, modelCardSchema } from './model-card.ts'
import type { MenuRule } from './verdict.ts'

export interface ModelFiles {
  readonly card: ModelCard
  readonly headOnnx: Uint8Array
  /** Where the card asks for neighbours. */
  readonly bank?: Uint8Array
  /** Where only some foods are served: what then stands in place of the card's numbers. Never on disk. */
  readonly menu?: MenuRule
}

export const backboneVariants = ['int8', 'fp32'] as const
export type BackboneVariant = (typeof backboneVariants)[number]

export interface Backbone {
  readonly id: string
  readonly variant: BackboneVariant
  /** Input is size x size pixels. */
  readonly size: number
  readonly dimensions: number
  readonly onnx: Uint8Array
}

const fileSchema = z.object({ sha256: z.string(), bytes: z.number().int() })
const backboneSchema = z.object({
  id: z.string(),
  size: z.number().int().positive(),
  dimensions: z.number().int().positive(),
  files: z.object({ int8: fileSchema, fp32: fileSchema }),
})

/**
 * A fitted head and its card, checked. `cardSha256`: what the card's bytes must be, where somebody noted it. Throws
 * AppError naming the file and the problem.
 */
export async function loadModelFiles(modelDir: string, cardSha256?: string): Promise<ModelFiles> {
  if (!existsSync(join(modelDir, 'card.json'))) throw noModel(modelDir)
  const card = await readJson(join(modelDir, 'card.json'), modelCardSchema, cardSha256)
  const headOnnx = await readVerified(join(modelDir, 'head.onnx'), card.head.sha256)
  if (!card.bank) return { card, headOnnx }
  return { card, headOnnx, bank: await readVerified(join(modelDir, 'bank.bin'), card.bank.sha256) }
}

/** A pack's name was mistyped, or nobody has fitted a model for it yet: the models beside it say which. */
function noModel(dir: string): AppError {
  const beside = join(dir, '..')
  const others = existsSync(beside)
    ? readdirSync(beside).filter(name => existsSync(join(beside, name, 'card.json')))
    : []
  return new AppError(404, `There is no model in ${dir}. Models beside it: ${others.join(', ') || 'none'}.`)
}

/** What made an embedding, as it is kept with it: int8 and fp32 ones are not quite the same. */
export const backboneName = ({ id, variant }: Pick<Backbone, 'id' | 'variant'>): string => `${id}/${variant}`

/** Whose it is: its int8 and fp32 variants are near enough for one head. */
export const backboneIdIn = (name: string): string => name.split('/')[0] ?? name

/** A backbone, checked against backbone.json. Throws AppError naming the file and the problem. */
export async function loadBackbone(backboneDir: string, variant: BackboneVariant): Promise<Backbone> {
  const { id, size, dimensions, files } = await readJson(join(backboneDir, 'backbone.json'), backboneSchema)
  const onnx = await readVerified(join(backboneDir, `backbone-${variant}.onnx`), files[variant].sha256)
  return { id, variant, size, dimensions, onnx }
}

/**
 * A head reads the embeddings of one backbone only; for another's it would answer, and be wrong. Its int8 and fp32
 * variants are near enough for one head: docs/model.md has the scores of both. Throws AppError 500.
 */
export function refuseOtherBackbone({ version, backbone }: ModelCard, backboneId: string): void {
  if (backbone.id === backboneId) return
  throw new AppError(
    500,
    `The model ${version} was fitted for the backbone ${backbone.id}, not for ${backboneId}. Fit it again.`,
  )
}

export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

/** Id of the backbone in a folder, without its numbers. Throws AppError naming the file and the problem. */
export const backboneIdOf = async (backboneDir: string): Promise<string> =>
  (await readJson(join(backboneDir, 'backbone.json'), backboneSchema)).id

/** What a card is known by; its own file names the others by theirs. Throws AppError when it cannot be read. */
export const cardHash = async (modelDir: string): Promise<string> =>
  sha256(await read(join(modelDir, 'card.json')))

async function readJson<T>(file: string, schema: z.ZodType<T>, expected?: string): Promise<T> {
  const text = expected === undefined ? await read(file) : await readVerified(file, expected)
  let json: unknown
  try {
    json = JSON.parse(text.toString('utf8'))
  } catch (cause) {
    throw new AppError(500, `${file} is not JSON: ${messageOf(cause)}`, { cause })
  }
  const checked = schema.safeParse(json)
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  throw new AppError(500, `${file}: field ${issue?.path.join('.') || '(whole file)'}: ${issue?.message}`, {
    cause: checked.error,
  })
}

async function readVerified(file: string, expected: string): Promise<Buffer> {
  const bytes = await read(file)
  if (sha256(bytes) === expected) return bytes
  throw new AppError(500, `${file} is not the file that was written (its SHA-256 differs). Copy it again.`)
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (cause) {
    throw new AppError(500, `${file} cannot be read: ${messageOf(cause)}`, { cause })
  }
}
