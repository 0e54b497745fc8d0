import type { Verdict } from '../../src/classifier/verdict.ts'
import { type Phrase, phrase } from '../../src/web/languages/phrase.ts'
import { speak, t } from '../../src/web/languages/words.ts'
import { Choice } from '../parts/choice.tsx'
import type { ReviewFilterChoices, ReviewModel } from '../review-models.ts'

const verdictWords: Record<Verdict, Phrase> = {
  recognised: phrase`Recognised`,
  unsure: phrase`One of these?`,
  unknown: phrase`Not a food I know`,
}

/** Narrows the queue; an ordinary form, so that the address says what is shown. */
export function ReviewFilters({ model, choices }: { model: ReviewModel; choices: ReviewFilterChoices }) {
  const { filter } = model
  const all = { id: '', name: t`All` }
  return (
    <details class="sheet review-filters" open={model.query !== ''}>
      <summary>{t`Show only …`}</summary>
      <form class="form" method="get" action="/organiser/review">
        <Choice name="food" label={t`Food`} value={filter.food} options={[all, ...model.foods]} />
        <Choice
          name="verdict"
          label={t`The camera said`}
          value={filter.verdict}
          options={[all, ...Object.entries(verdictWords).map(([id, words]) => ({ id, name: speak(words) }))]}
        />
        <Choice name="player" label={t`Player`} value={filter.player} options={[all, ...choices.players]} />
        <Choice name="model" label={t`Model`} value={filter.model} options={[all, ...choices.models]} />
        <label class="field">
          <span>{t`Day`}</span>
          <input type="date" name="day" value={filter.day} />
        </label>
        <label class="switch">
          <input type="checkbox" name="flagged" value="1" checked={filter.flagged} />
          <span>{t`A player says something else`}</span>
        </label>
        <p class="actions">
          <button class="button button-quiet" type="submit">
            {t`Show`}
          </button>
          {model.query && (
            <a class="button button-quiet" href="/organiser/review">
              {t`Show all`}
            </a>
          )}
        </p>
      </form>
    </details>
  )
}
