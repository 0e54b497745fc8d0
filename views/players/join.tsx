import { gap, t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { Frame, JoinModel } from '../models.ts'
import { ArrowIcon, LockIcon } from '../parts/icons.tsx'
import { LeftBehind } from '../parts/left-behind.tsx'
import { Problem } from '../parts/problem.tsx'
import { Silhouette } from '../parts/silhouettes.tsx'

// The server counts characters as people do; a field counts the parts they are made of, several for a Tamil letter.
const longestTyped = 96

export function JoinPage({ frame, model }: { frame: Frame; model: JoinModel }) {
  return (
    <Layout frame={frame} title={t`Join`}>
      <JoinPart frame={frame} model={model} />
    </Layout>
  )
}

/** The door: what this is, in three steps, and the way in. */
export function JoinPart({ frame, model }: { frame: Frame; model: JoinModel }) {
  return (
    <div class="join">
      <section class="hero">
        <Fan />
        <h1>{t`Catch every dish.`}</h1>
        <p class="lead">{t`Photograph your food, and it becomes a sticker in your album.`}</p>
      </section>
      <Ticket frame={frame} model={model} />
      <LeftBehind />
      <ol class="steps">
        <li>{t`${<strong>{t`Join`}</strong>} with the code on the wall and any nickname.`}</li>
        <li>{t`${<strong>{t`Snap`}</strong>} one dish so that it fills the picture.`}</li>
        <li>{t`${<strong>{t`Collect`}</strong>} its sticker, learn what it is, find the next one.`}</li>
      </ol>
      {!frame.reviewer && (
        <p class="small">
          {t`Organiser?`}
          {gap()}
          <a href="/organiser/sign-in">{t`Sign in`}</a>
        </p>
      )}
    </div>
  )
}

/** The way in: a code and a nickname. */
function Ticket({ frame, model }: { frame: Frame; model: JoinModel }) {
  return (
    <form class="ticket" method="post" action="/join">
      <h2>{frame.event === null ? t`Join the game` : t`Join ${frame.event}`}</h2>
      {model.erased && (
        <p class="saved" role="status">
          {t`You and your photos are gone. Thanks for playing!`}
        </p>
      )}
      <Problem text={model.problem?.text ?? null} id="problem" />
      <label class="field">
        <span>
          {t`Code`} <small>{t`It is on the poster.`}</small>
        </span>
        <input
          class="code"
          type="text"
          name="code"
          value={model.code}
          required
          maxlength={16}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          {...wrong(model, 'code')}
        />
      </label>
      <label class="field">
        <span>
          {t`Nickname`} <small>{t`Not your full name.`}</small>
        </span>
        <input
          type="text"
          name="nickname"
          value={model.nickname}
          required
          maxlength={longestTyped}
          autocomplete="off"
          spellcheck={false}
          {...wrong(model, 'nickname')}
        />
      </label>
      <button class="button button-big" type="submit">
        {t`Start my album`} <ArrowIcon />
      </button>
      <p class="small privacy">
        <LockIcon />
        <span>
          {t`No e-mail, no app. Where and when a photo was taken is removed before it is kept. Your photos stay
          on the organiser’s own computer. Photograph food, not faces.`}
        </span>
      </p>
    </form>
  )
}

/** The field to put right comes first, with what is wrong with it. */
const wrong = ({ problem }: JoinModel, field: 'code' | 'nickname') =>
  problem?.field === field
    ? { autofocus: true, 'aria-invalid': 'true' as const, 'aria-describedby': 'problem' }
    : {}

/** Five stickers thrown on the table. */
function Fan() {
  return (
    <div class="fan" aria-hidden="true">
      <span class="fan-card fan-1">
        <Silhouette food="rambutan" category="fruit" />
      </span>
      <span class="fan-card fan-2">
        <Silhouette food="teh_tarik" category="drink" />
      </span>
      <span class="fan-card fan-3">
        <Silhouette food="laksa" category="staple" />
      </span>
      <span class="fan-card fan-4">
        <Silhouette food="satay" category="snack" />
      </span>
      <span class="fan-card fan-5">
        <Silhouette food="kuih_lapis" category="dessert" />
      </span>
    </div>
  )
}
