import type { ModelCard } from '../../../src/classifier/model-card.ts'
import { gateLimitsSchema } from '../../../src/packs/gate-limits.ts'
import type { Judged } from '../../../src/training/evaluate.ts'
import { type GateReport, type JudgedModel, judgeCandidate } from '../../../src/training/gate/index.ts'
import { seededRandom } from '../../../src/training/random.ts'
import { namesOf } from '../../../test/names-of.ts'
import { anotherGate, changesFor, perturbed, type Quality } from './candidates.ts'

export interface Trial {
  better: Quality
  /** Share of photos that change without reason. */
  churn: number
  /** The candidate claims a food more than the champion, and knows it well. */
  newFood?: boolean
}

const newFood = 'a_new_food'

/** The candidate's card: the champion's, with a food more where it brings one. */
function simulatedCard(card: ModelCard, brings: boolean): ModelCard {
  const photos = { train: 20, calibration: 0, crossValidated: 20 }
  const known = { id: newFood, claimed: true, reason: '', photos, precision: 0.9, recall: 0.9 }
  return {
    ...card,
    version: 'simulated',
    ...(brings && { claimed: [...card.claimed, newFood], scores: [...card.scores, known] }),
  }
}

/** How often candidates of one true quality pass, and which rules stop the others. Each meets another gate. */
export function runTrial(
  judged: readonly Judged[],
  card: ModelCard,
  { better, churn, newFood: brings = false }: Trial,
  { times, draws, seed }: { times: number; draws: number; seed: number },
): { passed: number; stoppedBy: Map<string, number>; reports: GateReport[] } {
  const photos = judged.filter(({ kind, label }) => kind === 'outlier' || card.claimed.includes(label))
  const changes = changesFor(photos, better, churn)
  const names = namesOf([...card.claimed, newFood])
  const random = seededRandom(seed)
  const limits = gateLimitsSchema.parse({})
  const reports = Array.from({ length: times }, (_, i) => {
    const gate = anotherGate(photos, random)
    const champion: JudgedModel = { card, judged: gate }
    return judgeCandidate({
      champion,
      candidate: { card: simulatedCard(card, brings), judged: perturbed(gate, changes, random) },
      earlier: [{ ...champion, shipped: true }],
      names,
      taughtHere: new Map(),
      photoIds: gate.map(() => null),
      exported: { vectors: 1, largest: 0 },
      latency: { backbone: [15], champion: [1], candidate: [1] },
      data: {
        train: { base: 0, local: 0 },
        calibration: { base: 0, local: 0 },
        gate: { base: gate.length, local: 0 },
      },
      limits,
      seed: i,
      draws,
    })
  })
  const stoppedBy = new Map<string, number>()
  for (const { rule, passed } of reports.flatMap(({ rules }) => rules)) {
    if (!passed) stoppedBy.set(rule, (stoppedBy.get(rule) ?? 0) + 1)
  }
  return { passed: reports.filter(({ passed }) => passed).length, stoppedBy, reports }
}
