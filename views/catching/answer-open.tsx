import { t } from '../../src/web/languages/words.ts'
import type { AnswerModel } from '../models.ts'
import { CameraIcon } from '../parts/icons.tsx'
import { catchHref } from '../parts/links.ts'
import { AnswerPhoto } from './answer-photo.tsx'
import { ReallyForms, Said } from './feedback.tsx'

/* Answers that are not settled: the player has to say something, or has and waits. */

export function Unrecognised({ model }: { model: AnswerModel }) {
  return (
    <article class="answer answer-unknown" data-model={model.modelVersion}>
      <div class="answer-stage">
        <AnswerPhoto model={model} alt={t`What you caught`} />
      </div>
      <div class="answer-rest">
        <section class="sheet">
          <h1 tabindex={-1}>{unrecognisedTitle(model)}</h1>
          {model.reviewed !== null ? (
            <p class="lead">{model.reviewed}</p>
          ) : model.offMenu ? (
            <p class="lead">
              {t`It looks like ${<strong>{model.offMenu.name}</strong>}, but that is not on today’s list.`}
            </p>
          ) : (
            <p class="lead">{t`Maybe it is new to me, or the photo is dark, blurred or of a screen.`}</p>
          )}
          {model.offMenu && model.maySay && model.said === null && (
            <OffMenu model={model} food={model.offMenu} />
          )}
          <p class="actions">
            <a class={model.offMenu ? 'button button-quiet' : 'button'} href="/">
              <CameraIcon /> {t`Try another photo`}
            </a>
          </p>
        </section>
        {model.maySay && (
          <section class="sheet" aria-labelledby="claim-title">
            <h2 id="claim-title">{model.offMenu ? t`Is it something else?` : t`You know it?`}</h2>
            <Said model={model} />
            <p>{t`Tell me its name. The organiser checks it; then it counts for you and I learn from it.`}</p>
            <ReallyForms model={model} label={t`It is really …`} />
          </section>
        )}
      </div>
    </article>
  )
}

export function unrecognisedTitle({ offMenu, reviewed }: AnswerModel): string {
  if (reviewed !== null) return t`Your photo was checked`
  return offMenu ? t`Not on today’s menu?` : t`Not a food I know`
}

/** Somebody may have brought it, or the menu may be wrong: one tap says so, and a reviewer checks it as usual. */
function OffMenu({ model, food }: { model: AnswerModel; food: { id: string; name: string } }) {
  const action = `${catchHref(model.catchId)}/claim`
  return (
    <form
      class="actions"
      method="post"
      action={action}
      hx-post={action}
      hx-target="#main"
      hx-swap="innerHTML"
      hx-disable="find button"
    >
      <button class="button" type="submit" name="food" value={food.id}>
        {t`It is ${food.name}`}
      </button>
    </form>
  )
}

/** The player has said that it is no food, or another one without its name, and nobody has looked since. */
export const waits = ({ state, said, reviewed }: AnswerModel): boolean =>
  state !== 'caught' && reviewed === null && (said === 'not_food' || said === 'other')

export function Waiting({ model }: { model: AnswerModel }) {
  const claimed = model.claim?.food
  const name = model.options.find(option => option.id === claimed)?.name ?? claimed
  const words = model.said === 'not_food' ? t`not food` : (name ?? (model.claim ? null : t`another food`))
  return (
    <article class="answer answer-claimed" data-model={model.modelVersion}>
      <div class="answer-stage">
        <AnswerPhoto model={model} alt={name ? t`Perhaps ${name}` : t`What you caught`} />
      </div>
      <div class="answer-rest">
        <section class="sheet">
          <h1 tabindex={-1}>{t`Thanks!`}</h1>
          <p class="lead">{t`Waiting for the organiser to check it.`}</p>
          <dl class="pairs">
            {words && (
              <div>
                <dt>{t`You said`}</dt>
                <dd>{words}</dd>
              </div>
            )}
            {model.claim?.note && (
              <div>
                <dt>{t`Your note`}</dt>
                <dd>{model.claim.note}</dd>
              </div>
            )}
          </dl>
          {model.claim && (
            <p>{t`If it is right, it goes into your album, and your photo helps the next player.`}</p>
          )}
          {model.maySay && (
            <details class="wrong" open={model.problem !== null}>
              <summary>{t`Say something else`}</summary>
              <ReallyForms model={model} label={t`What is it really?`} />
            </details>
          )}
          <p class="actions">
            <a class="button" href="/">
              <CameraIcon /> {t`Catch another`}
            </a>
            <a class="button button-quiet" href="/collection">
              {t`Open your album`}
            </a>
          </p>
        </section>
      </div>
    </article>
  )
}
