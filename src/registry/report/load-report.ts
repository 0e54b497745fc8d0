import { z } from 'zod'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { type GateReport, gateReportSchema } from '../../training/gate/index.ts'
import { phrase } from '../../web/languages/phrase.ts'
import type { Visit } from '../../web/visit.ts'
import { loadNamedVersion } from '../pages/named-version.ts'
import type { Version } from '../store.ts'

export interface LoadedReport {
  version: Version
  /** Null: it never met the gate, as the model that came with the program. */
  report: GateReport | null
}

/** The version in the address, of the pack that is played. Throws AppError 404 where there is none. */
export async function loadReport(context: Context, visit: Visit): Promise<LoadedReport> {
  const version = await loadNamedVersion(context, visit)
  if (version.report === null) return { version, report: null }
  const report = gateReportSchema.safeParse(JSON.parse(version.report))
  if (report.success) return { version, report: report.data }
  throw new AppError(500, phrase`The report on this model was written by another version of the program.`, {
    cause: z.prettifyError(report.error),
  })
}
