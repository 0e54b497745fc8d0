import { resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { type FitSettings, fitSettings } from '../settings.ts'

const schema = z.strictObject({
  /** Settings of the fit other than usual. */
  fit: z.record(z.string(), z.unknown()).default({}),
  /**
   * Near-copies count once, nobody fills a food alone, and labels that all else contradicts wait for a second look.
   * Off only to measure what they are worth.
   */
  defences: z.boolean().default(true),
  /** Folder of a base set other than the pack's. */
  base: z.string().optional(),
})

export interface RetrainSettings {
  fit: FitSettings
  defences: boolean
  base: string | undefined
}

/**
 * What was asked for, with the usual for the rest: the settings of the shipped model. With others, without crops of the
 * base set's photos for one, a night's model lies 0.4 points of F-beta away from it, and the gate lets few pass. Throws
 * AppError naming the setting.
 */
export function retrainSettings(asked: unknown): RetrainSettings {
  const checked = schema.safeParse(asked ?? {})
  if (!checked.success) {
    const issue = checked.error.issues[0]
    throw new AppError(400, `Setting ${issue?.path.join('.')}: ${issue?.message}.`)
  }
  const { fit, defences, base } = checked.data
  return { fit: fitSettings(fit), defences, base }
}

/**
 * What a terminal asks for: `key=value` texts as `tangkap fit` takes them, of which `defences` is the job's own.
 * Throws AppError naming the setting.
 */
export function askedSettings(assignments: readonly string[], base?: string): object | undefined {
  const own = assignments.filter(text => /^defences=/.test(text.trim()))
  const fits = assignments.filter(text => !own.includes(text))
  const words = own.map(text => text.split('=')[1]?.trim())
  const strange = words.find(word => word !== 'true' && word !== 'false')
  if (strange !== undefined) throw new AppError(400, `Setting defences=${strange}: true or false.`)
  if (assignments.length === 0 && base === undefined) return undefined
  // Checked here; only what was named is kept, so that the rest stays as usual.
  const checked = fitSettings({}, fits)
  const named = new Set(fits.map(text => text.split('=')[0]?.trim()))
  const fit = Object.fromEntries(Object.entries(checked).filter(([key]) => named.has(key)))
  return {
    fit,
    ...(words.length > 0 && { defences: words.at(-1) === 'true' }),
    ...(base && { base: resolve(base) }),
  }
}
