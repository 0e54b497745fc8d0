import { calibrationBins } from '../metrics/calibration.ts'
import { seededRandom, shuffled } from '../random.ts'
import type { GateInput, JudgedModel } from './input.ts'
import type { Answers, Pairing } from './pairing.ts'
import type { GateReport, PredictionReport } from './report.ts'

const curvePoints = 60
const bins = 10
const shown = 20
/** Of those shown, at most so many that the two models answer differently: they tell most, and flatter nobody. */
const shownDifferent = 8

/** What the candidate answers people, over all gate photos. */
export function confusion({ judged }: JudgedModel): GateReport['confusion'] {
  const cells = Map.groupBy(judged, ({ kind, label, result }) => `${kind}\t${label}\t${result.food ?? ''}`)
  return [...cells.values()].flatMap(photos => {
    const first = photos[0]
    if (!first) return []
    return [{ truth: first.label, kind: first.kind, answer: first.result.food, count: photos.length }]
  })
}

/** [recall, precision] of rejecting outliers at each threshold, thinned; recall rises. */
export function precisionRecall({ truth }: Pairing, { outlier }: Answers): [number, number][] {
  const sorted = [...truth.keys()].sort((a, b) => (outlier[b] ?? 0) - (outlier[a] ?? 0))
  const outliers = truth.reduce((sum, label) => sum + (label < 0 ? 1 : 0), 0)
  if (outliers === 0) return []
  let found = 0
  const curve = sorted.flatMap((photo, i): [number, number][] => {
    if ((truth[photo] ?? 0) < 0) found++
    const tied = outlier[photo] === outlier[sorted[i + 1] ?? -1]
    return tied ? [] : [[found / outliers, found / (i + 1)]]
  })
  const step = Math.max(1, Math.ceil(curve.length / curvePoints))
  return curve.filter((_, i) => i % step === 0 || i === curve.length - 1)
}

/** Over the foods both models claim. */
export function reliability(
  { truth, foods, dropped }: Pairing,
  { likeliest, confidence }: Answers,
): GateReport['reliability']['champion'] {
  const answers = [...truth.entries()].flatMap(([photo, label]) => {
    const food = foods[label]
    if (food === undefined || dropped.has(food)) return []
    return [{ probability: confidence[photo] ?? 0, right: likeliest[photo] === label }]
  })
  return calibrationBins(answers, bins)
}

/** Of each kind of outlier, how many were taken for a food. */
export function acceptedOutliers({ champion, candidate }: GateInput): GateReport['outliers'] {
  const rows = champion.judged.flatMap(({ kind, label }, row) => (kind === 'outlier' ? [{ label, row }] : []))
  return [...Map.groupBy(rows, ({ label }) => label)]
    .map(([kind, photos]) => {
      const accepted = ({ judged }: JudgedModel) =>
        photos.filter(({ row }) => judged[row]?.result.verdict !== 'unknown').length
      return { kind, photos: photos.length, champion: accepted(champion), candidate: accepted(candidate) }
    })
    .sort((a, b) => a.kind.localeCompare(b.kind))
}

export function predictions(input: GateInput): Pick<GateReport, 'predictions' | 'local'> {
  const all = input.candidate.judged.map(
    ({ label, kind, result }, row): PredictionReport => ({
      photoId: input.photoIds[row] ?? null,
      truth: label,
      kind,
      champion: input.champion.judged[row]?.result.food ?? null,
      candidate: result.food,
      probability: result.probability,
    }),
  )
  const local = all.filter(({ photoId }) => photoId !== null)
  const mixed = shuffled(all, seededRandom(input.seed))
  const different = mixed.filter(({ champion, candidate }) => champion !== candidate)
  // Photos of this event first: they have a picture to look at.
  const same = mixed
    .filter(({ champion, candidate }) => champion === candidate)
    .sort((a, b) => Number(a.photoId === null) - Number(b.photoId === null))
  return { predictions: [...different.slice(0, shownDifferent), ...same].slice(0, shown), local }
}
