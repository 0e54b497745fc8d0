import { languageTags } from '../../src/web/languages/language.ts'
import { gap, t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { FoodModel, FoodPageModel, Frame, KnownFoodModel } from '../models.ts'
import { Facts } from '../parts/facts.tsx'
import { CameraIcon, SproutIcon } from '../parts/icons.tsx'
import { catchHref } from '../parts/links.ts'
import { Silhouette } from '../parts/silhouettes.tsx'
import { categoryWord, lean, nameLanguage } from '../parts/words.ts'
import { AskTheStall, BeforeYouEat, OnThePlate } from './food-table.tsx'
import { Trivia } from './trivia.tsx'

export function FoodPage({ frame, model }: { frame: Frame; model: FoodPageModel }) {
  return (
    <Layout frame={frame} title={model.food.name}>
      <FoodPart model={model} camera={frame.player !== null || !frame.reviewer} />
    </Layout>
  )
}

/** `camera`: it leads to the camera, or the way in; not who looks after the event and does not play. */
export function FoodPart({ model, camera }: { model: FoodPageModel; camera: boolean }) {
  const { food } = model
  return (
    <article class="food" data-category={food.category}>
      <div class="food-head">
        <Picture model={model} />
        <div class="food-title">
          <p class="kind">{categoryWord(food.category)}</p>
          <h1 lang={nameLanguage(food)}>{food.name}</h1>
          {food.names.length > 1 && <Names food={food} />}
          <p class="lead">{food.description}</p>
          {camera && model.catches.length === 0 && (
            <p class="actions">
              <a class="button" href="/">
                <CameraIcon /> {t`Catch it`}
              </a>
            </p>
          )}
        </div>
      </div>
      {food.learning && <StillLearning />}
      <div class="food-body">{food.known ? <Known food={food.known} /> : <AskTheStall />}</div>
      <OwnPhotos model={model} />
    </article>
  )
}

function Known({ food }: { food: KnownFoodModel }) {
  return (
    <>
      <section class="sheet" aria-labelledby="facts-title">
        <h2 id="facts-title">{t`Facts`}</h2>
        <Facts facts={food.facts} />
      </section>
      <Trivia trivia={food.trivia} />
      <OnThePlate food={food} />
      <BeforeYouEat food={food} />
    </>
  )
}

function Picture({ model }: { model: FoodPageModel }) {
  const { food, catches } = model
  const best = catches[0]
  if (!best) {
    return (
      <span class="outline outline-large">
        <Silhouette food={food.id} category={food.category} />
        <span>{t`Not caught yet`}</span>
      </span>
    )
  }
  return (
    <a class={`sticker sticker-square lean-${lean(food.id)}`} href={catchHref(best.id)}>
      <img src={best.photo} alt={t`Your ${food.name}`} width="512" height="512" />
    </a>
  )
}

function Names({ food }: { food: FoodModel }) {
  return (
    <dl class="names">
      {food.names.map(entry => (
        <div key={entry.language}>
          <dt>{entry.label}</dt>
          <dd>
            <span lang={languageTags[entry.language]}>{entry.name}</span>
            {entry.unreviewed && (
              <small class="unreviewed" title={t`A machine wrote this name. No speaker has checked it yet.`}>
                {t`not checked yet`}
              </small>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function StillLearning() {
  return (
    <aside class="sheet learning-note">
      <SproutIcon />
      <p>
        <strong>{t`Still learning.`}</strong>
        {gap()}
        {t`The camera does not know this dish yet. Photograph it and tell it the name: once the organiser has
        checked, it counts for you, and after enough photos the camera knows it.`}
      </p>
    </aside>
  )
}

function OwnPhotos({ model }: { model: FoodPageModel }) {
  if (model.catches.length === 0) return null
  return (
    <section class="sheet" aria-labelledby="own-title">
      <h2 id="own-title">{t`Your photos`}</h2>
      <ul class="photos">
        {model.catches.map(own => (
          <li key={own.id}>
            <a href={catchHref(own.id)}>
              <span class={`sticker lean-${lean(own.id)}`}>
                <img
                  src={own.thumbnail}
                  alt={`${model.food.name}, ${own.when}`}
                  width="256"
                  height="256"
                  loading="lazy"
                />
              </span>
              <span class="small">{own.when}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
