import { t } from '../../src/web/languages/words.ts'
import type { FoodsModel } from '../food-models.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { FoodForm } from './food-form.tsx'
import { FoodList, Needed } from './food-list.tsx'

/** Every food with the photos it has; those that want some stand first. */
export function FoodsPage({ frame, model }: { frame: Frame; model: FoodsModel }) {
  const learning = model.foods.filter(food => food.learning)
  const known = model.foods.filter(food => !food.learning)
  return (
    <Layout frame={frame} title={t`Foods`}>
      <div class="organiser-page">
        <header>
          <h1>{t`Foods`}</h1>
          <p>
            {known.length === 1
              ? t`The camera knows 1 food and is still learning ${learning.length}. Open one to give it photos.`
              : t`The camera knows ${known.length} foods and is still learning ${learning.length}. Open one to
                give it photos.`}
          </p>
        </header>
        <details class="sheet" id="new" open={model.form.problem !== null}>
          <summary>{t`Add a new food`}</summary>
          <p>{t`Players see it in their album at once. The camera learns it when it has enough photos.`}</p>
          <FoodForm model={model.form} button={t`Add it`} />
        </details>
        {learning.length > 0 && (
          <section class="sheet" aria-labelledby="learning-title">
            <h2 id="learning-title">{t`Still learning`}</h2>
            <Needed
              most={model.mostNeeded}
              more={t`Open a food to drop photos of it; those of players count once they are checked.`}
            />
            <FoodList foods={learning} />
          </section>
        )}
        <section class="sheet" aria-labelledby="known-title">
          <h2 id="known-title">{t`Known`}</h2>
          <FoodList foods={known} />
        </section>
        <Back />
      </div>
    </Layout>
  )
}
