import type { ComponentChildren } from 'preact'
import { t } from '../../src/web/languages/words.ts'
import { NoPicture } from '../parts/no-picture.tsx'
import { percent } from '../parts/words.ts'
import type { ReviewChoice, ReviewItemModel, ReviewModel } from '../review-models.ts'

/** A photo, what the camera and the player say of it, and a button for everything it may be. */
export function ReviewItem({ item, model }: { item: ReviewItemModel; model: ReviewModel }) {
  const action = `/organiser/review/${item.id}${model.query}`
  return (
    <form
      class="review-item"
      method="post"
      action={action}
      hx-post={action}
      hx-target="#review"
      hx-swap="innerHTML"
      hx-disable="findAll button"
      data-item={item.id}
    >
      <div class="review-photo">
        <div class="review-figure" id="looked">
          <figure class="sticker sticker-large">
            <a href={item.photo} target="_blank" rel="noreferrer" title={t`Open the photo by itself`}>
              <img src={item.photo} alt={t`To check`} width={item.width} height={item.height} />
            </a>
          </figure>
        </div>
        <LookAlikes item={item} />
      </div>
      <div class="review-side">
        <Said item={item} />
        <Choices item={item} model={model} />
        <p class="small review-who">
          {item.nickname}
          {hintWords(item)} · {item.when} · {t`model “${item.model}”`}
        </p>
      </div>
      <Evidence item={item} />
    </form>
  )
}

/** A button for everything a reviewer may find, the likeliest first. */
function Choices({ item, model }: { item: ReviewItemModel; model: ReviewModel }) {
  return (
    <div class="sheet review-choices">
      {item.confirm && (
        <Decide decision={item.confirm.decision} keys="Enter" kind="confirm">
          {item.confirm.words}
        </Decide>
      )}
      {item.choices.length > 0 && (
        <ul>
          {item.choices.map((choice, i) => (
            <li key={choice.food}>
              <Candidate choice={choice} number={i + 1} />
            </li>
          ))}
        </ul>
      )}
      <AnotherFood model={model} />
      <div class="review-others">
        <Decide decision="other_food" keys="O">
          {t`Food not listed`}
        </Decide>
        <Decide decision="not_food" keys="N">
          {t`Not food`}
        </Decide>
        <Decide decision="unusable" keys="U">
          {t`Unusable`}
        </Decide>
        <Decide decision="hidden" keys="H" kind="danger">
          {t`Hide`}
        </Decide>
        <button
          class="button button-quiet"
          type="submit"
          formaction={`/organiser/review/${item.id}/skip${model.query}`}
          hx-post={`/organiser/review/${item.id}/skip${model.query}`}
          hx-target="#review"
          hx-swap="innerHTML"
          data-key="s"
        >
          {t`Later`} <kbd>S</kbd>
        </button>
      </div>
    </div>
  )
}

/** How often the player's word was right, once somebody has checked it. */
const hintWords = ({ hints }: ReviewItemModel): string =>
  hints.checked === 0 ? '' : ` · ${t`${hints.right} of ${hints.checked} hints right`}`

function Said({ item }: { item: ReviewItemModel }) {
  return (
    <dl class="sheet review-said">
      <div>
        <dt>{t`The camera`}</dt>
        <dd>{item.answered}</dd>
      </div>
      <div>
        <dt>{t`The player`}</dt>
        <dd>
          {item.said ?? t`said nothing`}
          {item.note && <q>{item.note}</q>}
        </dd>
      </div>
      <div>
        <dt>{t`Counts as`}</dt>
        <dd>{item.counts ?? t`nothing yet`}</dd>
      </div>
    </dl>
  )
}

/** What helps to decide: the known photos it looks most like, and where the model looked. */
function Evidence({ item }: { item: ReviewItemModel }) {
  const { nearest } = item
  // Five labels without a photo that all say the same are one sentence.
  const strange = nearest.length > 0 && nearest.every(each => each.food === null && each.thumbnail === null)
  return (
    <section class="review-evidence" aria-label={t`What it looks like`}>
      {nearest.length > 0 && (
        <p class="small">
          {strange ? t`Looks most like photos of what is not in the album.` : t`Looks most like`}
        </p>
      )}
      {item.looked !== null && <LookedLink href={item.looked} />}
      {nearest.length > 0 && !strange && (
        <ol>
          {nearest.map(({ name, food, category, thumbnail }, i) => (
            <li key={i}>
              {thumbnail ? (
                <img src={thumbnail} alt="" width="256" height="256" />
              ) : (
                <NoPicture food={food ?? ''} category={category} />
              )}
              <span>{name}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

/** Stands behind the figure that takes the photo's place, so that the same key then finds the switch in it. */
const LookedLink = ({ href }: { href: string }) => (
  <a class="looked-link" href={href} hx-get={href} hx-target="#looked" hx-swap="innerHTML" data-key="l">
    {t`Where it looked`} <kbd>L</kbd>
  </a>
)

interface DecideProps {
  decision: string
  keys: string
  kind?: 'confirm' | 'quiet' | 'danger'
  children: ComponentChildren
}

const classes = { confirm: 'button button-big', quiet: 'button button-quiet', danger: 'button button-danger' }

function Decide({ decision, keys, kind = 'quiet', children }: DecideProps) {
  return (
    <button
      class={classes[kind]}
      type="submit"
      name="decision"
      value={decision}
      data-key={keys.length === 1 ? keys.toLowerCase() : keys}
    >
      <span>{children}</span> <kbd>{keys}</kbd>
    </button>
  )
}

function Candidate({ choice, number }: { choice: ReviewChoice; number: number }) {
  return (
    <button
      class="review-candidate"
      type="submit"
      name="decision"
      value={`food:${choice.food}`}
      data-key={String(number)}
    >
      <kbd>{number}</kbd>
      <span>
        {choice.name}
        {choice.claimed && <small> {t`the player’s word`}</small>}
      </span>
      {choice.probability !== null && (
        <span class="review-sure">
          <progress max={1} value={choice.probability} aria-hidden="true" />
          {choice.probability < 0.01 ? '<1%' : percent(choice.probability)}
        </span>
      )}
    </button>
  )
}

function AnotherFood({ model }: { model: ReviewModel }) {
  return (
    <details class="review-another" data-another="">
      <summary>
        {t`Find a food`} <kbd>F</kbd>
      </summary>
      <div data-filter-list="">
        <input
          class="chips-filter"
          type="search"
          placeholder={t`Find a food, then Enter`}
          aria-label={t`Find a food`}
          autocomplete="off"
          data-filter=""
        />
        <div class="chips-scroll">
          {model.foods.map(food => (
            <button
              class="chip chip-button"
              type="submit"
              name="decision"
              value={`food:${food.id}`}
              key={food.id}
              data-names={food.otherNames}
            >
              <span>{food.name}</span>
            </button>
          ))}
        </div>
      </div>
    </details>
  )
}

function LookAlikes({ item }: { item: ReviewItemModel }) {
  const { length } = item.lookAlikes
  if (length === 0) return null
  return (
    <fieldset class="sheet look-alikes">
      <legend>
        {length === 1
          ? t`1 look-alike: mark what to settle with it`
          : t`${length} look-alikes: mark what to settle with it`}
      </legend>
      <div class="look-alikes-row">
        {item.lookAlikes.map(({ id, thumbnail }, i) => (
          <label class="look-alike" key={id}>
            <input type="checkbox" name="also" value={id} aria-label={t`Look-alike ${i + 1}`} />
            <img src={thumbnail} alt="" width="256" height="256" loading="lazy" />
          </label>
        ))}
      </div>
      <button class="button button-quiet" type="button" data-key="a" data-mark-all="">
        {t`Mark all`} <kbd>A</kbd>
      </button>
    </fieldset>
  )
}
