import type { FoodProgress, FoodsModel } from '../food-models.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { organiserFoodHref } from '../parts/links.ts'
import { count } from '../parts/words.ts'
import { FoodForm } from './food-form.tsx'

/** Every food with the photos it has; those that want some stand first. */
export function FoodsPage({ frame, model }: { frame: Frame; model: FoodsModel }) {
  const learning = model.foods.filter(food => food.learning)
  const known = model.foods.filter(food => !food.learning)
  return (
    <Layout frame={frame} title="Foods">
      <div class="organiser-page">
        <header>
          <h1>Foods</h1>
          <p>
            The camera knows {count(known.length, 'food')} and is still learning {learning.length}. Open one
            to give it photos.
          </p>
        </header>
        <details class="sheet" id="new" open={model.form.problem !== null}>
          <summary>Add a new food</summary>
          <p>Players see it in their album at once. The camera learns it when it has enough photos.</p>
          <FoodForm model={model.form} button="Add it" />
        </details>
        {learning.length > 0 && (
          <section class="sheet" aria-labelledby="learning-title">
            <h2 id="learning-title">Still learning</h2>
            <p>
              A food needs about {learning[0]?.needed} different photos: dropped here, or sent by players and
              checked.
            </p>
            <FoodList foods={learning} />
          </section>
        )}
        <section class="sheet" aria-labelledby="known-title">
          <h2 id="known-title">Known</h2>
          <FoodList foods={known} />
        </section>
        <Back />
      </div>
    </Layout>
  )
}

function FoodList({ foods }: { foods: FoodProgress[] }) {
  return (
    <ul class="learning">
      {foods.map(food => (
        <li key={food.id}>
          <a href={organiserFoodHref(food.id)}>
            <span>
              {food.name} {food.added && <span class="state">added</span>}
            </span>
          </a>
          {food.learning && (
            <progress max={food.needed} value={food.photos} aria-label={`Photos of ${food.name}`} />
          )}
          <span class="learning-count">
            {food.learning && `${food.photos} of ${food.needed} photos`}
            {!food.learning && food.photos > 0 && count(food.photos, 'new photo')}
          </span>
        </li>
      ))}
    </ul>
  )
}
