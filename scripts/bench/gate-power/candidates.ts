// Candidates of a known true quality, made from what the champion really says about the shipped gate photos.
import type { Judged } from '../../../src/training/evaluate.ts'
import { fBeta } from '../../../src/training/metrics/rejection.ts'
import type { Random } from '../../../src/training/random.ts'

/** Chances that a photo's answer changes, given what the champion says about it. */
export interface Changes {
  /** A food's likeliest answer: right to wrong, wrong to right. */
  lose: number
  gain: number
  /** A photo's verdict, foods: accepted to refused, refused to accepted. */
  refuse: number
  admit: number
  /** Outliers: rejected to accepted, accepted to rejected. */
  accept: number
  reject: number
}

export interface Quality {
  macroF1: number
  fBeta: number
}

/**
 * The chances of a candidate that is truly `better` by so much (in shares; negative: worse). `churn` of all photos
 * change besides, half of them each way: two models fitted on nearly the same photos differ like that. True is what a
 * gate of endless photos of this kind would measure, from expected counts.
 */
export function changesFor(photos: readonly Judged[], better: Quality, churn: number): Changes {
  const foods = photos.filter(({ kind }) => kind === 'food')
  const outliers = photos.filter(({ kind }) => kind === 'outlier')
  const wrong = foods.filter(photo => !isRight(photo)).length
  const refused = foods.filter(isRefused).length
  const accepted = outliers.filter(photo => !isRefused(photo)).length
  const each = (total: number, from: number) => Math.min(0.5, ((churn / 2) * total) / from)
  const still: Changes = {
    lose: each(foods.length, foods.length - wrong),
    gain: each(foods.length, wrong),
    refuse: each(foods.length, foods.length - refused),
    admit: each(foods.length, refused),
    accept: each(outliers.length, outliers.length - accepted),
    reject: each(outliers.length, accepted),
  }
  const now = trueQuality(photos, { lose: 0, gain: 0, refuse: 0, admit: 0, accept: 0, reject: 0 })
  // From -1, nothing but losses, to 1, nothing but gains.
  const moved = (shift: number, up: number, down: number): [number, number] =>
    shift > 0 ? [up + shift * (1 - up), down * (1 - shift)] : [up * (1 + shift), down - shift * (1 - down)]
  const forMacroF1 = (shift: number): Changes => {
    const [gain, lose] = moved(shift, still.gain, still.lose)
    return { ...still, gain, lose }
  }
  const forFBeta = (shift: number): Changes => {
    const [admit, refuse] = moved(shift, still.admit, still.refuse)
    const [reject, accept] = moved(shift, still.reject, still.accept)
    return { ...still, admit, refuse, reject, accept }
  }
  const { lose, gain } = solve(
    forMacroF1,
    changes => trueQuality(photos, changes).macroF1 - now.macroF1 - better.macroF1,
  )
  const rest = solve(forFBeta, changes => trueQuality(photos, changes).fBeta - now.fBeta - better.fBeta)
  return { ...rest, lose, gain }
}

/** Macro-F1 and F-beta of the candidate, were there endlessly many photos like these. */
export function trueQuality(photos: readonly Judged[], changes: Changes): Quality {
  const count = new Map<string, { photos: number; answers: number; hits: number }>()
  const of = (food: string) => {
    const found = count.get(food) ?? { photos: 0, answers: 0, hits: 0 }
    count.set(food, found)
    return found
  }
  let [rejected, outliers, refused] = [0, 0, 0]
  for (const photo of photos) {
    const isOut = photo.kind === 'outlier'
    if (isOut) {
      outliers++
      rejected += isRefused(photo) ? 1 - changes.accept : changes.reject
      continue
    }
    refused += isRefused(photo) ? 1 - changes.admit : changes.refuse
    const right = isRight(photo) ? 1 - changes.lose : changes.gain
    of(photo.label).photos++
    of(photo.label).hits += right
    of(photo.label).answers += right
    of(wrongAnswer(photo)).answers += 1 - right
  }
  const scored = [...count.values()].filter(({ photos }) => photos > 0)
  const f1s = scored.map(({ photos, answers, hits }) => (2 * hits) / (photos + answers))
  return {
    macroF1: f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length,
    fBeta: fBeta({ truePositives: rejected, falseNegatives: outliers - rejected, falsePositives: refused }),
  }
}

/** One candidate's answers; near-duplicates change together. */
export function perturbed(photos: readonly Judged[], changes: Changes, random: Random): Judged[] {
  const drawn = new Map<string, [number, number]>()
  return photos.map(photo => {
    const key = `${photo.kind} ${photo.group}`
    const [answer, verdict] = drawn.get(key) ?? [random(), random()]
    drawn.set(key, [answer, verdict])
    return changed(photo, changes, answer, verdict)
  })
}

/** Another gate of the same size: groups drawn within each class, each copy a group of its own. */
export function anotherGate(photos: readonly Judged[], random: Random): Judged[] {
  const classes = [...Map.groupBy(photos, ({ kind, label }) => `${kind} ${label}`).values()]
  return classes.flatMap(members => {
    const groups = [...Map.groupBy(members, ({ group }) => group).values()]
    return groups.flatMap((_, copy) =>
      (groups[Math.floor(random() * groups.length)] ?? []).map(photo => ({
        ...photo,
        group: `${photo.group}#${copy}`,
      })),
    )
  })
}

function changed(photo: Judged, changes: Changes, answer: number, verdict: number): Judged {
  const { kind, label, result } = photo
  const refusedNow = isRefused(photo)
  const turn =
    kind === 'outlier'
      ? verdict < (refusedNow ? changes.accept : changes.reject)
      : verdict < (refusedNow ? changes.admit : changes.refuse)
  const refused = turn ? !refusedNow : refusedNow
  const swap = kind === 'food' && answer < (isRight(photo) ? changes.lose : changes.gain)
  const best = swap ? (isRight(photo) ? wrongAnswer(photo) : label) : (result.candidates[0]?.food ?? '')
  const candidates = [
    { food: best, probability: result.probability },
    ...result.candidates.filter(({ food }) => food !== best).slice(0, 4),
  ]
  return {
    ...photo,
    result: {
      ...result,
      verdict: refused ? 'unknown' : result.verdict === 'unknown' ? 'recognised' : result.verdict,
      food: refused ? null : best,
      candidates,
      outlier: turn ? 1 - result.outlier : result.outlier,
    },
  }
}

const isRefused = ({ result }: Judged) => result.verdict === 'unknown'
const isRight = ({ label, result }: Judged) => result.candidates[0]?.food === label

/** What a photo is taken for where it is mistaken: the likeliest of the others. */
const wrongAnswer = ({ label, result }: Judged): string =>
  result.candidates.find(({ food }) => food !== label)?.food ?? ''

/** The shift at which a rising function of it is nought. */
function solve(at: (shift: number) => Changes, off: (changes: Changes) => number): Changes {
  let [low, high] = [-1, 1]
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2
    if (off(at(middle)) < 0) low = middle
    else high = middle
  }
  return at((low + high) / 2)
}
