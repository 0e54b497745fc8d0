import { gap, t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { staticHref } from '../parts/links.ts'
import { Problem } from '../parts/problem.tsx'
import type { ReviewFilterChoices, ReviewModel } from '../review-models.ts'
import { ReviewFilters } from './review-filters.tsx'
import { ReviewItem } from './review-item.tsx'

/** One photo after the other, for a teacher with five minutes and a keyboard, or a thumb. */
export function ReviewPage({
  frame,
  model,
  choices,
}: {
  frame: Frame
  model: ReviewModel
  choices: ReviewFilterChoices
}) {
  return (
    <Layout frame={frame} title={t`Check photos`}>
      <script src={staticHref('review.js', frame.stamp)} type="module" />
      <div class="review" id="review">
        <ReviewPart model={model} />
      </div>
      <div class="review-more">
        <ReviewFilters model={model} choices={choices} />
        <Shortcuts />
        <p class="actions">
          <a class="button button-quiet" href="/organiser/review/settled">
            {t`What was settled`}
          </a>
        </p>
        {frame.organiser && <Back />}
        {!frame.organiser && (
          <form method="post" action="/organiser/sign-out">
            <button class="button button-quiet" type="submit">
              {t`Sign out`}
            </button>
          </form>
        )}
      </div>
    </Layout>
  )
}

/** What is swapped in after every decision. */
export function ReviewPart({ model }: { model: ReviewModel }) {
  return (
    <>
      <header class="review-head">
        <h1 tabindex={-1}>{t`Check photos`}</h1>
        <p>
          {model.open === 1 ? t`1 photo to look at` : t`${model.open} photos to look at`}
          {model.flagged > 0 && ` · ${t`${model.flagged} disputed`}`}
        </p>
        <Undo model={model} />
      </header>
      <Problem text={model.problem} />
      {model.item ? <ReviewItem item={model.item} model={model} /> : <NothingLeft model={model} />}
      {model.next && <img class="vh" src={model.next} alt="" aria-hidden="true" />}
    </>
  )
}

function Undo({ model }: { model: ReviewModel }) {
  if (!model.last) return null
  const action = `/organiser/review/${model.last.catchId}/reopen${model.query}`
  return (
    <form
      class="review-undo"
      method="post"
      action={action}
      hx-post={action}
      hx-target="#review"
      hx-swap="innerHTML"
      hx-disable="findAll button"
    >
      <input type="hidden" name="batch" value={model.last.batch} />
      <input type="hidden" name="whole" value="1" />
      <span role="status">{t`Last: ${<strong>{model.last.words}</strong>}`}</span>
      <button class="button button-quiet" type="submit" data-key="z">
        {t`Undo`} <kbd>Z</kbd>
      </button>
    </form>
  )
}

function nothingWords({ query, open }: ReviewModel): string {
  if (query) return t`Nothing here`
  return open > 0 ? t`Nothing for you now` : t`All done`
}

function NothingLeft({ model }: { model: ReviewModel }) {
  return (
    <section class="sheet notice">
      <h2>{nothingWords(model)}</h2>
      {model.query ? (
        <p>
          {t`No photo fits these filters.`}
          {gap()}
          <a href="/organiser/review">{t`Show all photos`}</a>
        </p>
      ) : model.open > 0 ? (
        <p>
          {t`The photos that are left are with other reviewers, were left for later, or are your own, which
            somebody else has to check. Look again in two minutes.`}
        </p>
      ) : (
        <p>{t`Every photo has been looked at. New ones appear here as players send them.`}</p>
      )}
    </section>
  )
}

const shortcuts = (): [string, string][] => [
  ['Enter', t`confirm`],
  ['1 – 5', t`one of the foods shown`],
  ['F', t`find a food in the list`],
  ['O', t`a food that is not in the list`],
  ['N', t`not food`],
  ['U', t`unusable: too dark or blurred; a catch stays`],
  ['H', t`hide: takes it from the player too, for faces or rude photos`],
  ['L', t`where it looked`],
  ['A', t`mark all look-alikes`],
  ['S', t`later`],
  ['Z', t`undo`],
]

function Shortcuts() {
  return (
    <details class="sheet shortcuts" open>
      <summary>{t`Keys`}</summary>
      <dl>
        {shortcuts().map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
