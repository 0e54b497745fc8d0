import type { Context } from '../../context.ts'
import { isOutlierKind } from '../../feedback/review/decisions.ts'
import { t } from '../../web/languages/words.ts'
import { idFrom } from './rules.ts'

/** The id a food of this English name has, or why it cannot be called so. `own`: id of a food that is renamed. */
export function checkName(
  context: Context,
  name: string,
  own: string | null = null,
): { id: string } | { problem: string } {
  const id = idFrom(name)
  if (id === null) return { problem: t`Write the English name in Latin letters, two at least.` }
  if (meansNoFood(context, id))
    return { problem: t`${name} is what photos of no food are called here. Take another name.` }
  const others = context.pack.foods.filter(food => food.id !== own)
  // A renamed food keeps its id, so what it was called at first is taken too.
  if (others.some(food => food.id === id || idFrom(food.names.en) === id))
    return { problem: takenWords(name) }
  return { id }
}

export const takenWords = (name: string) => t`There is a food called ${name} already.`

/** What reviewers or the model call things that are no food; a large kind is divided into classes: scene/0, scene/1 … */
const meansNoFood = ({ classifier }: Context, id: string): boolean =>
  isOutlierKind(id) || classifier.card.outliers.some(name => name.split('/')[0] === id)
