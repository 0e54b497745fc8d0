import type { Verdict } from '../../src/classifier/verdict.ts'
import { type Phrase, phrase } from '../../src/web/languages/phrase.ts'
import { speak, t } from '../../src/web/languages/words.ts'
import type { ReviewFilterChoices, ReviewModel } from '../review-models.ts'

const verdictWords: Record<Verdict, Phrase> = {
  recognised: phrase`Recognised`,
  unsure: phrase`One of these?`,
  unknown: phrase`Not a food I know`,
}

/** Narrows the queue; an ordinary form, so that the address says what is shown. */
export function ReviewFilters({ model, choices }: { model: ReviewModel; choices: ReviewFilterChoices }) {
  const { filter } = model
  return (
    <details class="sheet review-filters" open={model.query !== ''}>
      <summary>{t`Show only …`}</summary>
      <form class="form" method="get" action="/organiser/review">
        <Choice name="food" label={t`Food`} value={filter.food} options={model.foods} />
        <Choice
          name="verdict"
          label={t`The camera said`}
          value={filter.verdict}
          options={Object.entries(verdictWords).map(([id, words]) => ({ id, name: speak(words) }))}
        />
        <Choice name="player" label={t`Player`} value={filter.player} options={choices.players} />
        <Choice
          name="model"
          label={t`Model`}
          value={filter.model}
          options={choices.models.map(id => ({ id, name: id }))}
        />
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

interface ChoiceProps {
  name: string
  label: string
  value: string
  options: { id: string; name: string }[]
}

function Choice({ name, label, value, options }: ChoiceProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <select name={name}>
        <option value="">{t`All`}</option>
        {options.map(option => (
          <option key={option.id} value={option.id} selected={option.id === value}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  )
}
