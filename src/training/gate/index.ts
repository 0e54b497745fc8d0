export type { CrossValidated, GateInput, JudgedModel } from './input.ts'
export { judgeCandidate } from './judge-candidate.ts'
export { measureLatency } from './latency.ts'
export { type GateReport, gateReportSchema } from './report.ts'
