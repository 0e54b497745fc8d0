import { z } from 'zod'
import type { Context } from '../../context.ts'
import { AppError, notFound } from '../../errors.ts'
import { type GateReport, gateReportSchema } from '../../training/gate/index.ts'
import type { Visit } from '../../web/visit.ts'
import { type JudgedVersion, reportOf } from './store.ts'

export interface LoadedReport extends Omit<JudgedVersion, 'report'> {
  /** Null: it never met the gate, as the model that came with the program. */
  report: GateReport | null
}

/** The version in the address, of the pack that is played. Throws AppError 404 where there is none. */
export async function loadReport({ db, pack }: Context, { params }: Visit): Promise<LoadedReport> {
  const version = await reportOf(db, pack.id, params.version ?? '')
  if (!version) throw notFound('model')
  if (version.report === null) return { ...version, report: null }
  const report = gateReportSchema.safeParse(JSON.parse(version.report))
  if (report.success) return { ...version, report: report.data }
  throw new AppError(500, 'The report on this model was written by another version of the program.', {
    cause: z.prettifyError(report.error),
  })
}
