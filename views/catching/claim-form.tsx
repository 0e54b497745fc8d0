import { gap, t } from '../../src/web/languages/words.ts'
import type { AnswerModel } from '../models.ts'
import { catchHref } from '../parts/links.ts'
import { Problem } from '../parts/problem.tsx'

/**
 * *It is really …*: a food from the album, or another one in a few own words, for the organiser to check. No choice is
 * required: a name alone means another food. app.js then marks it, and the server takes it so.
 */
export function ClaimForm({ model, label }: { model: AnswerModel; label: string }) {
  const action = `${catchHref(model.catchId)}/claim`
  // What it counts as already is nothing to tell.
  const options = model.options.filter(option => option.id !== model.food?.id)
  return (
    <form
      class="claim-form"
      method="post"
      // Without a script the page opens at what has to be put right.
      action={`${action}#problem`}
      hx-post={action}
      hx-target="#main"
      hx-swap="innerHTML"
      hx-disable="find button[type=submit]"
    >
      <fieldset class="chips" data-filter-list="">
        <legend>{label}</legend>
        <input
          class="chips-filter"
          type="search"
          placeholder={t`Find a food`}
          aria-label={t`Find a food`}
          autocomplete="off"
          data-filter=""
          hidden
        />
        <div class="chips-scroll">
          {options.map(option => (
            <label class="chip" key={option.id} data-names={option.otherNames}>
              <input type="radio" name="food" value={option.id} />
              <span>{option.name}</span>
            </label>
          ))}
          <label class="chip chip-other">
            <input type="radio" name="food" value="" data-other="" />
            <span>{t`Another food`}</span>
          </label>
        </div>
      </fieldset>
      <label class="field">
        <span>
          {t`Anything to add?`}
          {gap()}
          <small>{t`If it is another food, write its name here, if you know it.`}</small>
        </span>
        <input type="text" name="note" maxlength={80} autocomplete="off" data-note="" />
      </label>
      <Problem text={model.problem} id="problem" />
      <button class="button" type="submit">
        {t`Send it to be checked`}
      </button>
    </form>
  )
}
