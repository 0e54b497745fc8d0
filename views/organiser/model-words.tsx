import { gap, t } from '../../src/web/languages/words.ts'
import { points } from '../models/report-words.ts'
import type { StarterModel } from '../models.ts'
import { FoodList } from './food-list.tsx'

/** As many as fit beside everything else; the others are on their page, and fold away. */
const nearest = 5

export function LearningFoods({ model }: { model: StarterModel }) {
  const rest = model.learning.slice(nearest)
  return (
    <section class="sheet" aria-labelledby="learning-title">
      <h2 id="learning-title">{t`Still learning`}</h2>
      {model.learning.length > 0 ? (
        <>
          <p>
            {model.claimedFoods === 1
              ? t`The camera knows 1 food.`
              : t`The camera knows ${model.claimedFoods} foods.`}
            {gap()}
            {t`These ${model.learning.length} it has to see more of. Ask players to photograph them and say what
              they are, or open one and add photos yourself.`}
          </p>
          <FoodList foods={model.learning.slice(0, nearest)} />
          {rest.length > 0 && (
            <details class="quiet-details">
              <summary>{t`${rest.length} more`}</summary>
              <FoodList foods={rest} />
            </details>
          )}
        </>
      ) : (
        <p>{t`The camera knows all ${model.claimedFoods} foods of this pack.`}</p>
      )}
      <p class="actions">
        <a class="button button-quiet" href="/organiser/foods">
          {t`Foods and new foods`}
        </a>
      </p>
    </section>
  )
}

/** The two scores that matter, in words; both were measured on photos the model had not seen. */
export function ModelWords({ model }: { model: StarterModel }) {
  const { version, name, macroF1, fBeta } = model.model
  return (
    <section class="sheet" aria-labelledby="model-title">
      <h2 id="model-title">{t`How good is the camera?`}</h2>
      <dl class="marks">
        <div>
          <dt>{t`Naming the dish`}</dt>
          <dd>{outOf100(macroF1)}</dd>
          <dd class="small">
            <meter min={0} max={1} value={macroF1} aria-label={t`Naming the dish`} />{' '}
            {t`Every food counts the same (macro-F1).`}
          </dd>
        </div>
        <div>
          <dt>{t`Saying “not a food I know”`}</dt>
          <dd>{outOf100(fBeta)}</dd>
          <dd class="small">
            <meter min={0} max={1} value={fBeta} aria-label={t`Refusing what is not a known food`} />{' '}
            {t`Screens, toys and other dishes are turned away (F-beta).`}
          </dd>
        </div>
      </dl>
      <p class="small">
        {t`“${name}”, measured on photos it did not learn from.`}
        {gap()}
        <code>{version}</code>
      </p>
      <p>{model.training}</p>
      <p class="actions">
        <a class="button button-quiet" href="/organiser/models">
          {t`Let it learn, or go back to an older model`}
        </a>
      </p>
    </section>
  )
}

const outOf100 = (share: number) => t`${<strong>{points(share)}</strong>} out of 100`
