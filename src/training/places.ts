import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { modelsDir, packsDir, shippedIsFixed } from '../paths.ts'

/** Folders of what is shipped for a pack. Throws AppError for what is no pack's name, so that none leads elsewhere. */
export function placesOf(pack: string): { baseSet: string; model: string; backbone: string } {
  if (!/^[a-z][a-z0-9-]{1,40}$/.test(pack)) throw new AppError(400, `"${pack}" is not the name of a pack.`)
  return {
    baseSet: join(packsDir, pack, 'base'),
    model: join(modelsDir, pack),
    backbone: join(modelsDir, 'backbone'),
  }
}

/** Where a command writes that changes what is shipped, unless it is told otherwise. Throws AppError in the binary. */
export function outOf(named: string | undefined, shipped: string): string {
  if (named !== undefined) return named
  if (!shippedIsFixed) return shipped
  throw new AppError(400, 'What this program ships with is part of its file. Name another folder with --out.')
}
