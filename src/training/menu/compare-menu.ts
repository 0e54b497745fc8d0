import type { MenuRule } from '../../classifier/verdict.ts'
import {
  closedAnswer,
  confidence,
  type Estimate,
  isAccepted,
  type Judged,
  rejections,
  type Share,
  servedAnswer,
  share,
} from '../evaluate.ts'
import { expectedCalibrationError, logLoss } from '../metrics/calibration.ts'
import { macroF1, mean } from '../metrics/classification.ts'
import { bootstrapIntervals } from '../metrics/intervals.ts'
import { auroc, fBeta } from '../metrics/rejection.ts'

/** A photo, and what one head says of it with all its foods and with a menu's only. */
export interface JudgedTwice extends Pick<Judged, 'label' | 'kind' | 'group'> {
  readonly whole: Judged
  readonly menu: Judged
}

const scoreNames = [
  'right',
  'macroF1',
  'servedMacroF1',
  'fBeta',
  'auroc',
  'refused',
  'accepted',
  'unsure',
  'expectedCalibrationError',
  'logLoss',
] as const
export type MenuScore = (typeof scoreNames)[number]

export interface MenuComparison {
  readonly model: string
  /** What was asked for, and what of it the model claims. */
  readonly menu: readonly string[]
  readonly claimed: readonly string[]
  /** What the scores are of: photos of the menu's claimed foods and outliers. Photos of all other foods are left out. */
  readonly photos: { readonly foods: number; readonly outliers: number }
  readonly scores: Record<
    MenuScore,
    { readonly whole: Estimate; readonly menu: Estimate; readonly difference: Estimate }
  >
  /** Photos of foods the model claims that are not on the menu; they are in no score above. */
  readonly others: {
    /** Come out unknown with the menu … */
    readonly unknown: Share
    /** … and of all of them, those whose player is asked whether it is that food and told that it is not on the menu. */
    readonly told: Share
  }
  readonly rule: MenuRule
}

/** The side-by-side of `tangkap evaluate --menu`: both on the same photos, differences bootstrapped in pairs. */
export function compareMenu(
  photos: readonly JudgedTwice[],
  about: { model: string; menu: readonly string[]; claimed: readonly string[]; rule: MenuRule },
): MenuComparison {
  const { claimed, rule } = about
  const judged = photos.filter(({ kind, label }) => kind === 'outlier' || rule.claimed.includes(label))
  const others = photos.filter(
    ({ kind, label }) => kind === 'food' && claimed.includes(label) && !rule.claimed.includes(label),
  )
  const figures = (drawn: readonly JudgedTwice[]) => {
    const whole = scoresOf(
      drawn.map(photo => photo.whole),
      claimed,
      rule.claimed,
    )
    const menu = scoresOf(
      drawn.map(photo => photo.menu),
      rule.claimed,
      rule.claimed,
    )
    const named = scoreNames.flatMap(name => [
      [`whole ${name}`, whole[name]] as const,
      [`menu ${name}`, menu[name]] as const,
      [`difference ${name}`, menu[name] - whole[name]] as const,
    ])
    return Object.fromEntries(named) as Record<string, number>
  }
  const values = figures(judged)
  const intervals = bootstrapIntervals(
    judged,
    { stratum: ({ kind, label }) => `${kind} ${label}`, group: ({ group }) => group },
    figures,
  )
  const estimate = (key: string): Estimate => ({
    value: values[key] ?? Number.NaN,
    interval: intervals[key] ?? [Number.NaN, Number.NaN],
  })
  const scores = scoreNames.map(name => [
    name,
    {
      whole: estimate(`whole ${name}`),
      menu: estimate(`menu ${name}`),
      difference: estimate(`difference ${name}`),
    },
  ])
  return {
    model: about.model,
    menu: about.menu,
    claimed: rule.claimed,
    photos: {
      foods: judged.filter(({ kind }) => kind === 'food').length,
      outliers: judged.filter(({ kind }) => kind === 'outlier').length,
    },
    scores: Object.fromEntries(scores) as MenuComparison['scores'],
    others: {
      unknown: share(others, ({ menu }) => !isAccepted(menu)),
      told: share(others, ({ menu, whole }) => !isAccepted(menu) && isOffMenu(whole, rule)),
    },
    rule,
  }
}

const isOffMenu = ({ result }: Judged, rule: MenuRule) =>
  result.verdict === 'recognised' && result.food !== null && !rule.claimed.includes(result.food)

/** `claimed`: what the probabilities are of. `foods`: what the scores are of. */
function scoresOf(
  photos: readonly Judged[],
  claimed: readonly string[],
  foods: readonly string[],
): Record<MenuScore, number> {
  const known = photos.filter(({ kind }) => kind === 'food')
  const outliers = photos.filter(({ kind }) => kind === 'outlier')
  const score = ({ result }: Judged) => result.outlier
  const part = (items: readonly Judged[], is: (photo: Judged) => boolean) =>
    mean(items.map(photo => Number(is(photo))))
  return {
    right: part(known, ({ label, result }) => result.food === label),
    macroF1: macroF1(known.map(closedAnswer), foods),
    servedMacroF1: macroF1(known.map(servedAnswer), foods),
    fBeta: fBeta(rejections(outliers, known)),
    auroc: auroc(outliers.map(score), known.map(score)),
    refused: part(known, photo => !isAccepted(photo)),
    accepted: part(outliers, isAccepted),
    unsure: part(known, ({ result }) => result.verdict === 'unsure'),
    expectedCalibrationError: expectedCalibrationError(known.map(confidence)),
    logLoss: logLoss(
      known.map(({ label, probabilities }) => ({ probabilities, truth: claimed.indexOf(label) })),
    ),
  }
}
