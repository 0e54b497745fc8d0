import { closest } from 'fastest-levenshtein'
import { openHead } from '../../classifier/head.ts'
import type { ModelCard } from '../../classifier/model-card.ts'
import type { ModelFiles } from '../../classifier/model-files.ts'
import { AppError } from '../../errors.ts'
import type { Judged } from '../evaluate.ts'
import { judgeSeen, type Seen } from '../judge-photos.ts'
import { compareMenu, type JudgedTwice, type MenuComparison } from './compare-menu.ts'
import { readMenuPhotos } from './menu-photos.ts'
import { claimedOf, menuRule } from './menu-rule.ts'

/**
 * What a menu gains: the same photos judged with all foods and with the menu's. `typed`: ids divided by commas. Throws
 * AppError for a food the model has never heard of, and for a menu it claims fewer than two foods of.
 */
export async function evaluateMenu(
  files: ModelFiles,
  seen: readonly Seen[],
  typed: string,
  baseSetDir: string,
): Promise<MenuComparison> {
  const { card } = files
  const menu = readMenu(typed, card)
  const rule = menuRule(card, await readMenuPhotos(files, baseSetDir, []), menu)
  if (!rule) {
    const one = claimedOf(card, menu)
    throw new AppError(
      400,
      `A menu needs two foods that the model claims; of ${menu.join(', ')} it claims ${one[0] ?? 'none'}. It claims ${card.claimed.join(', ')}.`,
    )
  }
  const whole = await judgedBy(files, seen)
  const masked = await judgedBy({ ...files, menu: rule }, seen)
  const twice = whole.flatMap((judged, i): JudgedTwice[] => {
    const other = masked[i]
    const { label, kind, group } = judged
    return other ? [{ label, kind, group, whole: judged, menu: other }] : []
  })
  return compareMenu(twice, { model: card.version, menu, claimed: card.claimed, rule })
}

async function judgedBy(files: ModelFiles, seen: readonly Seen[]): Promise<Judged[]> {
  const head = await openHead(files)
  const judged = await judgeSeen(seen, head)
  await head.close()
  return judged
}

function readMenu(typed: string, { foods, version }: ModelCard): string[] {
  const menu = [...new Set(typed.split(',').map(id => id.trim()))].filter(id => id !== '')
  const strange = menu.find(id => !foods.includes(id))
  if (strange === undefined) return menu
  throw new AppError(
    400,
    `--menu: ${version} knows no food "${strange}". Did you mean "${closest(strange, foods)}"?`,
  )
}
