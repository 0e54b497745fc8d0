import { gap, t } from '../../src/web/languages/words.ts'
import type { FoodProgress } from '../food-models.ts'
import { organiserFoodHref } from '../parts/links.ts'
import { gathered } from '../parts/words.ts'

/** How many photos of this event a food needs, and which of them count. `most`: where the program came with none of it. */
export function Needed({ most, more }: { most: number; more?: string }) {
  return (
    <>
      <p>
        {t`A food is learned from ${most} different photos of this event, or from fewer where the program came with some.`}
        {more !== undefined && gap() + more}
      </p>
      <details class="quiet-details">
        <summary>{t`Which photos count?`}</summary>
        <p>
          {t`Near-copies count once. Photos that adjust or judge the model do not count, nor do photos that look
            almost like one of them, photos in doubt, or too many from one player.`}
        </p>
      </details>
    </>
  )
}

/** Foods with the photos of this event they have, and need. */
export function FoodList({ foods }: { foods: FoodProgress[] }) {
  return (
    <ul class="learning">
      {foods.map(food => (
        <li key={food.id}>
          <a href={organiserFoodHref(food.id)}>
            <span>
              {food.name} {food.added && <span class="state">{t`added`}</span>}{' '}
              {isThin(food) && <span class="state">{t`known, better with more`}</span>}
            </span>
          </a>
          {(food.learning || isThin(food)) && (
            <progress max={food.needed} value={food.photos} aria-label={t`Photos of ${food.name}`} />
          )}
          <span class="learning-count">{photosWords(food)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Known, from few photos. */
const isThin = ({ learning, photos, needed }: FoodProgress): boolean => !learning && photos < needed

function photosWords(food: FoodProgress): string {
  const { learning, photos } = food
  if (learning || isThin(food)) return gathered(food)
  if (photos === 0) return ''
  return photos === 1 ? t`1 new photo` : t`${photos} new photos`
}
