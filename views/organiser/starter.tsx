import type { ComponentChildren } from 'preact'
import { gap, t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { Frame, StarterModel } from '../models.ts'
import { PrintIcon } from '../parts/icons.tsx'
import { shortAddress } from '../parts/links.ts'
import { Problem } from '../parts/problem.tsx'
import { raw } from '../parts/raw.tsx'
import { LearningFoods, ModelWords } from './model-words.tsx'

export function StarterPage({ frame, model }: { frame: Frame; model: StarterModel }) {
  return (
    <Layout frame={frame} title={t`Organiser`}>
      <StarterPart model={model} />
    </Layout>
  )
}

/** The organiser's first page, for a teacher with ten minutes: the code, and what to do next. */
export function StarterPart({ model }: { model: StarterModel }) {
  return (
    <div class={isSetUp(model) ? 'starter' : 'starter starter-new'}>
      <header class="starter-head">
        <h1>{model.eventName}</h1>
        <p>
          {model.players === 1 ? t`1 player` : t`${model.players} players`} ·{' '}
          {model.catches === 1 ? t`1 catch` : t`${model.catches} catches`} ·{' '}
          {model.claimsWaiting === 1 ? t`1 claim waiting` : t`${model.claimsWaiting} claims waiting`}
        </p>
      </header>
      {!isSetUp(model) && <NextSteps model={model} />}
      <div class="starter-side">
        <JoinCard model={model} />
      </div>
      <div class="starter-main">
        <ReviewCard model={model} />
        <PlayersCard players={model.players} />
        <MenuCard model={model} />
        {isSetUp(model) && <NextSteps model={model} />}
        <LearningFoods model={model} />
        <ModelWords model={model} />
      </div>
      <div class="starter-settings">
        <EventForm model={model} />
        <form method="post" action="/organiser/sign-out">
          <button class="button button-quiet" type="submit">
            {t`Sign out`}
          </button>
        </form>
      </div>
    </div>
  )
}

function JoinCard({ model }: { model: StarterModel }) {
  return (
    <section class="sheet join-card" aria-labelledby="code-title">
      <h2 id="code-title">{t`Players join here`}</h2>
      <div class="qr" role="img" aria-label={t`QR code for ${model.joinUrl}`} {...raw(model.qr)} />
      <p class="join-url">{shortAddress(model.joinUrl)}</p>
      <p class="join-code">
        <span class="vh">{t`Code:`} </span>
        {model.joinCode}
      </p>
      <p class="actions">
        <a class="button" href="/organiser/poster">
          <PrintIcon /> {t`Print poster`}
        </a>
      </p>
      <details class="quiet-details">
        <summary>{t`Make a new code`}</summary>
        <form method="post" action="/organiser/code">
          <p>{t`The old code and printed posters stop working. Players who have joined stay in.`}</p>
          <button class="button button-danger" type="submit">
            {t`New code`}
          </button>
        </form>
      </details>
    </section>
  )
}

function ReviewCard({ model }: { model: StarterModel }) {
  const { open, flagged } = model.review
  return (
    <section class="sheet" aria-labelledby="review-title">
      <h2 id="review-title">{t`Check photos`}</h2>
      <p>
        {toLookAt(open, flagged)}
        {gap()}
        {t`What you settle is what it learns from.`}
      </p>
      <p class="actions">
        <a class="button" href="/organiser/review">
          {t`Check photos`} <span class="pill">{open}</span>
        </a>
        <a class="button button-quiet" href="/organiser/review/settled">
          {t`What was settled`}
        </a>
        <a class="button button-quiet" href="/organiser/dataset">
          {t`What it learns from`}
        </a>
        <a class="button button-quiet" href="/organiser/reviewers">
          {t`Reviewers`}
        </a>
      </p>
    </section>
  )
}

function toLookAt(open: number, disputed: number): string {
  if (disputed === 0) return open === 1 ? t`1 photo to look at.` : t`${open} photos to look at.`
  return open === 1
    ? t`1 photo to look at, ${disputed} of them disputed by players.`
    : t`${open} photos to look at, ${disputed} of them disputed by players.`
}

function PlayersCard({ players }: Pick<StarterModel, 'players'>) {
  return (
    <section class="sheet" aria-labelledby="players-title">
      <h2 id="players-title">{t`Players`}</h2>
      <p>{t`Give one another nickname, let one back in whose phone is lost, or erase one with everything they sent.`}</p>
      <p class="actions">
        <a class="button button-quiet" href="/organiser/players">
          {t`All players`} <span class="pill">{players}</span>
        </a>
      </p>
    </section>
  )
}

function MenuCard({ model }: { model: StarterModel }) {
  return (
    <section class="sheet" aria-labelledby="menu-title">
      <h2 id="menu-title">{t`Today’s menu`}</h2>
      <p>{servedWords(model.today)}</p>
      <p class="actions">
        <a class="button button-quiet" href="/organiser/menu">
          {model.today === null ? t`Tick today’s foods` : t`Change the menu`}
        </a>
      </p>
    </section>
  )
}

function servedWords(foods: number | null): string {
  if (foods === null) return t`Everything is served. Tick what is there today, and the camera mixes up less.`
  return foods === 1 ? t`1 food is served today.` : t`${foods} foods are served today.`
}

/** All that can be told to be done is done: what is left to do stands first no more. */
const isSetUp = ({ named, players, catches }: StarterModel): boolean => named && players > 0 && catches > 0

function NextSteps({ model }: { model: StarterModel }) {
  return (
    <section class="sheet starter-next" aria-labelledby="next-title">
      <h2 id="next-title">{t`What to do next`}</h2>
      <ol class="todo">
        <Step done={model.named}>
          {t`${(
            <strong>
              <a href="#event">{t`Name your event`}</a>
            </strong>
          )} and set its time zone.`}
        </Step>
        <Step done={null}>
          {t`${(
            <strong>
              <a href="/organiser/poster">{t`Print the poster`}</a>
            </strong>
          )} and hang it where people eat.`}
        </Step>
        <Step done={model.players > 0}>
          {t`${<strong>{t`Join yourself`}</strong>} with your phone, on the same network as the players.`}
        </Step>
        <Step done={model.catches > 0}>
          {t`${<strong>{t`Catch one dish`}</strong>} to see that all works.`}
        </Step>
        {model.learning.length > 0 && (
          <Step done={null}>
            <ToTeach foods={model.learning} />
          </Step>
        )}
      </ol>
    </section>
  )
}

function ToTeach({ foods }: { foods: StarterModel['learning'] }) {
  const teach = <strong>{t`Teach it`}</strong>
  const most = Math.max(...foods.map(({ needed }) => needed))
  return foods.length === 1
    ? t`${teach} the 1 food below: ${most} different photos.`
    : t`${teach} the ${foods.length} foods below: ${most} different photos of each are enough.`
}

/** `done` null: nobody can tell, so there is nothing to be ticked. */
function Step({ done, children }: { done: boolean | null; children: ComponentChildren }) {
  return (
    <li class={done === null ? 'untold' : done ? 'done' : undefined}>
      <span>
        {children}
        {done && <span class="vh"> {t`Done.`}</span>}
      </span>
    </li>
  )
}

function EventForm({ model }: { model: StarterModel }) {
  return (
    <form class="sheet form" id="event" method="post" action="/organiser/event#event">
      <h2>{t`Your event`}</h2>
      <Problem text={model.problem} />
      {model.saved && model.problem === null && (
        <p class="saved" role="status">
          {t`Saved.`}
        </p>
      )}
      <label class="field">
        <span>{t`Name`}</span>
        <input type="text" name="name" value={model.form.name} required autocomplete="off" />
      </label>
      <label class="field">
        <span>{t`Time zone`}</span>
        <select name="timeZone" required>
          {model.timeZones.map(zone => (
            <option key={zone} value={zone} selected={zone === model.form.timeZone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      </label>
      <button class="button button-quiet" type="submit">
        {t`Save`}
      </button>
    </form>
  )
}
