import type { Estimate } from '../evaluate.ts'
import { number, percentage, table } from '../evaluation-text.ts'
import type { MenuComparison, MenuScore } from './compare-menu.ts'

const names: Record<MenuScore, string> = {
  right: 'foods named right (refused is wrong)',
  macroF1: 'macro-F1 of the menu’s foods, refused or not',
  servedMacroF1: 'the same as served (a refused food is a miss)',
  fBeta: 'F-beta(1.5), rejecting outliers',
  auroc: 'AUROC, outliers against foods',
  refused: 'foods refused',
  accepted: 'outliers accepted',
  unsure: 'foods unsure',
  expectedCalibrationError: 'expected calibration error',
  logLoss: 'log loss',
}

/** What `tangkap evaluate --menu` prints for people. */
export function menuText({ model, menu, claimed, photos, scores, others, rule }: MenuComparison): string {
  const learning = menu.filter(food => !claimed.includes(food))
  return [
    `Model ${model} with a menu of ${menu.length}: ${claimed.join(', ')}.`,
    ...(learning.length > 0 ? [`Still learning, so never named: ${learning.join(', ')}.`] : []),
    `On ${photos.foods} photos of these foods and ${photos.outliers} outliers; photos of other foods are left out. With 95% intervals, those of differences in pairs.`,
    '',
    table(
      ['', 'all foods', 'menu', 'difference'],
      Object.entries(scores).map(([name, { whole, menu, difference }]) => [
        names[name as MenuScore],
        number(whole),
        number(menu),
        signed(difference),
      ]),
    ),
    '',
    `Photos of foods the model claims that are not on the menu: ${others.unknown.total}.`,
    `  come out unknown             ${percentage(others.unknown)}`,
    `  and are told it is not on it ${percentage(others.told)}`,
    '',
    `Temperature ${rule.temperature.toFixed(3)}, rejection threshold ${rule.rejection.threshold.toFixed(3)}, conformal threshold ${rule.conformal.threshold.toFixed(3)}.`,
  ].join('\n')
}

const signed = ({ value, interval: [low, high] }: Estimate): string =>
  `${plus(value)}  [${plus(low)}, ${plus(high)}]`

const plus = (value: number) => `${value < 0 ? '' : '+'}${value.toFixed(3)}`
