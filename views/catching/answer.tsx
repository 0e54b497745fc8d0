import { t } from '../../src/web/languages/words.ts'
import { BadgeList } from '../game/badges.tsx'
import { Layout } from '../layout.tsx'
import type { AnswerModel, FoodModel, Frame } from '../models.ts'
import { Facts } from '../parts/facts.tsx'
import { ArrowIcon, CameraIcon, EyeIcon, TickIcon } from '../parts/icons.tsx'
import { catchHref, foodHref } from '../parts/links.ts'
import { Problem } from '../parts/problem.tsx'
import { Silhouette } from '../parts/silhouettes.tsx'
import { Stickers } from '../parts/sticker.tsx'
import { howSure, isGuess, nameLanguage, percent } from '../parts/words.ts'
import { Unrecognised, unrecognisedTitle, Waiting, waits } from './answer-open.tsx'
import { AnswerPhoto } from './answer-photo.tsx'
import { Feedback, ReallyForms, Reviewed, Said } from './feedback.tsx'

export function AnswerPage({ frame, model }: { frame: Frame; model: AnswerModel }) {
  return (
    <Layout frame={frame} title={answerTitle(model)}>
      <AnswerPart model={model} />
    </Layout>
  )
}

export function answerTitle(model: AnswerModel): string {
  if (waits(model)) return t`Thanks!`
  switch (model.state) {
    case 'caught':
      return model.food ? t`${model.food.name}!` : t`Caught`
    case 'choosing':
      return t`One of these?`
    case 'unrecognised':
      return unrecognisedTitle(model)
    case 'claimed':
      return t`Thanks!`
  }
}

/** What became of a photo: the main part of its page, and what is swapped in when it has been sent. */
export function AnswerPart({ model }: { model: AnswerModel }) {
  return (
    <>
      {/* Who may still say something finds it where they said it. */}
      {!model.maySay && <Problem text={model.problem} />}
      <Answer model={model} />
    </>
  )
}

function Answer({ model }: { model: AnswerModel }) {
  if (waits(model)) return <Waiting model={model} />
  switch (model.state) {
    case 'caught':
      return model.food ? <Caught model={model} food={model.food} /> : <Unrecognised model={model} />
    case 'choosing':
      return <Choosing model={model} />
    case 'unrecognised':
      return <Unrecognised model={model} />
    case 'claimed':
      return <Waiting model={model} />
  }
}

function LookedButton({ model }: { model: AnswerModel }) {
  const href = `${catchHref(model.catchId)}/looked`
  return (
    <a
      class="button button-quiet looked-button"
      href={href}
      hx-get={href}
      hx-target="#looked"
      hx-swap="innerHTML"
      rel="nofollow"
    >
      <EyeIcon /> {t`Where it looked`}
    </a>
  )
}

function Caught({ model, food }: { model: AnswerModel; food: FoodModel }) {
  const celebrate = model.isNew && !model.again
  return (
    <article
      class={celebrate ? 'answer answer-caught answer-new' : 'answer answer-caught'}
      data-model={model.modelVersion}
    >
      <div class="answer-stage">
        <p class="answer-tag">{celebrate ? t`New sticker` : t`In your album already`}</p>
        <AnswerPhoto model={model} alt={t`Your ${food.name}`} />
        <h1 tabindex={-1} lang={nameLanguage(food)}>
          {t`${food.name}!`}
        </h1>
        <Sure model={model} />
        <p class="actions">
          <a class="button" href="/">
            <CameraIcon /> {t`Catch another`}
          </a>
          <LookedButton model={model} />
        </p>
      </div>
      <AfterCatch model={model} food={food} />
    </article>
  )
}

/** What came with it, what to say of it, and what is left to find. */
function AfterCatch({ model, food }: { model: AnswerModel; food: FoodModel }) {
  return (
    <div class="answer-rest">
      {model.badges.length > 0 && (
        <section class="sheet answer-badges" aria-labelledby="earned-title">
          <h2 id="earned-title">
            {model.badges.length === 1 ? t`You earned a badge` : t`You earned badges`}
          </h2>
          <BadgeList badges={model.badges} />
        </section>
      )}
      <Feedback model={model} />
      <section class="sheet" aria-labelledby="about-title">
        <h2 id="about-title">{t`What it is`}</h2>
        <p class="lead">{food.description}</p>
        {food.known && <Facts facts={food.known.facts} />}
        <p>
          <a class="more" href={foodHref(food.id)}>
            {t`All about ${food.name}`} <ArrowIcon />
          </a>
        </p>
      </section>
      <section class="sheet" aria-labelledby="missing-title">
        <h2 id="missing-title">{t`${model.caught} of ${model.total} caught`}</h2>
        {model.missing.length > 0 ? (
          <>
            <p>{t`Still to find:`}</p>
            <Stickers stickers={model.missing} label={t`Still to find`} row />
          </>
        ) : (
          <p>{t`Your album is full. Well done!`}</p>
        )}
        <p>
          <a class="more" href="/collection">
            {t`Open your album`} <ArrowIcon />
          </a>
        </p>
      </section>
    </div>
  )
}

/** How sure the model is, or who knew better. */
function Sure({ model: { decidedBy, probability } }: { model: AnswerModel }) {
  switch (decidedBy) {
    case 'reviewer':
      return (
        <p class="sure sure-checked">
          <TickIcon /> {t`Checked by the organiser`}
        </p>
      )
    case 'player':
      return <p class="sure">{t`You chose it`}</p>
    case 'model':
      return (
        <p class={isGuess(probability) ? 'sure sure-guess' : 'sure'}>
          {howSure(probability)} <span>{percent(probability)}</span>
        </p>
      )
  }
}

function Choosing({ model }: { model: AnswerModel }) {
  const action = `${catchHref(model.catchId)}/choose`
  return (
    <article class="answer answer-choosing" data-model={model.modelVersion}>
      <div class="answer-stage">
        <AnswerPhoto model={model} alt={t`What you caught`} />
        <p class="actions">
          <LookedButton model={model} />
        </p>
      </div>
      <div class="answer-rest">
        <section class="sheet">
          <h1 tabindex={-1}>{t`One of these?`}</h1>
          <p class="lead">{t`I am not sure. Tap the one on your plate.`}</p>
          <form
            class="choices"
            method="post"
            action={action}
            hx-post={action}
            hx-target="#main"
            hx-swap="innerHTML"
            hx-disable="find button"
          >
            {model.candidates.map(candidate => (
              <button class="choice" type="submit" name="food" value={candidate.id} key={candidate.id}>
                <span class="choice-picture">
                  {candidate.thumbnail ? (
                    <img src={candidate.thumbnail} alt="" width="256" height="256" />
                  ) : (
                    <Silhouette food={candidate.id} category="staple" />
                  )}
                </span>
                <span class="choice-name">{candidate.name}</span>
                <span class="choice-sure">{percent(candidate.probability)}</span>
              </button>
            ))}
          </form>
        </section>
        <Reviewed model={model} />
        {model.maySay && (
          <details class="sheet wrong" open={model.problem !== null}>
            <summary>{t`None of these`}</summary>
            <Said model={model} />
            <ReallyForms model={model} label={t`What is it?`} />
          </details>
        )}
      </div>
    </article>
  )
}
