import type { ComponentChildren } from 'preact'
import { Layout } from '../layout.tsx'
import type { Frame, StarterModel } from '../models.ts'
import { PrintIcon } from '../parts/icons.tsx'
import { shortAddress } from '../parts/links.ts'
import { Problem } from '../parts/problem.tsx'
import { raw } from '../parts/raw.tsx'
import { count } from '../parts/words.ts'
import { LearningFoods, ModelWords } from './model-words.tsx'

export function StarterPage({ frame, model }: { frame: Frame; model: StarterModel }) {
  return (
    <Layout frame={frame} title="Organiser">
      <StarterPart model={model} />
    </Layout>
  )
}

/** The organiser's first page, for a teacher with ten minutes: the code, and what to do next. */
export function StarterPart({ model }: { model: StarterModel }) {
  return (
    <div class="starter">
      <header class="starter-head">
        <h1>{model.eventName}</h1>
        <p>
          {count(model.players, 'player')} · {count(model.catches, 'catch', 'catches')} ·{' '}
          {count(model.claimsWaiting, 'claim')} waiting
        </p>
      </header>
      <div class="starter-side">
        <JoinCard model={model} />
      </div>
      <div class="starter-main">
        <ReviewCard model={model} />
        <MenuCard model={model} />
        <NextSteps model={model} />
        <LearningFoods model={model} />
        <ModelWords model={model} />
      </div>
      <div class="starter-settings">
        <EventForm model={model} />
        <p class="actions">
          <a class="button button-quiet" href="/organiser/players">
            All players
          </a>
        </p>
        <form method="post" action="/organiser/sign-out">
          <button class="button button-quiet" type="submit">
            Sign out
          </button>
        </form>
      </div>
    </div>
  )
}

function JoinCard({ model }: { model: StarterModel }) {
  return (
    <section class="sheet join-card" aria-labelledby="code-title">
      <h2 id="code-title">Players join here</h2>
      <div class="qr" role="img" aria-label={`QR code for ${model.joinUrl}`} {...raw(model.qr)} />
      <p class="join-url">{shortAddress(model.joinUrl)}</p>
      <p class="join-code">
        <span class="vh">Code: </span>
        {model.joinCode}
      </p>
      <p class="actions">
        <a class="button" href="/organiser/poster">
          <PrintIcon /> Print poster
        </a>
      </p>
      <details class="quiet-details">
        <summary>Make a new code</summary>
        <form method="post" action="/organiser/code">
          <p>The old code and printed posters stop working. Players who have joined stay in.</p>
          <button class="button button-danger" type="submit">
            New code
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
      <h2 id="review-title">Check photos</h2>
      <p>
        {count(open, 'photo')} to look at
        {flagged > 0 && `, ${flagged} of them disputed by players`}. What you settle is what it learns from.
      </p>
      <p class="actions">
        <a class="button" href="/organiser/review">
          Check photos <span class="pill">{open}</span>
        </a>
        <a class="button button-quiet" href="/organiser/review/settled">
          What was settled
        </a>
        <a class="button button-quiet" href="/organiser/dataset">
          What it learns from
        </a>
      </p>
      <details class="quiet-details" id="reviewers">
        <summary>Invite a reviewer</summary>
        <form method="post" action="/organiser/reviewers">
          <p>You get a link that lets one helper check photos, and nothing else.</p>
          <button class="button button-quiet" type="submit">
            Make a link
          </button>
        </form>
      </details>
    </section>
  )
}

function MenuCard({ model }: { model: StarterModel }) {
  return (
    <section class="sheet" aria-labelledby="menu-title">
      <h2 id="menu-title">Today’s menu</h2>
      <p>
        {model.today === null
          ? 'Everything is served. Tick what is there today, and the camera mixes up less.'
          : `${count(model.today, 'food')} ${model.today === 1 ? 'is' : 'are'} served today.`}
      </p>
      <p class="actions">
        <a class="button button-quiet" href="/organiser/menu">
          {model.today === null ? 'Tick today’s foods' : 'Change the menu'}
        </a>
      </p>
    </section>
  )
}

function NextSteps({ model }: { model: StarterModel }) {
  return (
    <section class="sheet" aria-labelledby="next-title">
      <h2 id="next-title">What to do next</h2>
      <ol class="todo">
        <Step done={model.saved || model.players > 0}>
          <strong>Name your event</strong> and set its time zone.
        </Step>
        <Step done={false}>
          <strong>
            <a href="/organiser/poster">Print the poster</a>
          </strong>{' '}
          and hang it where people eat.
        </Step>
        <Step done={model.players > 0}>
          <strong>Join yourself</strong> with your phone, on the same network as the players.
        </Step>
        <Step done={model.catches > 0}>
          <strong>Catch one dish</strong> to see that all works.
        </Step>
        {model.learning.length > 0 && (
          <Step done={false}>
            <strong>Teach it</strong> the {count(model.learning.length, 'food')} below:{' '}
            {model.learning[0]?.needed} photos each.
          </Step>
        )}
      </ol>
    </section>
  )
}

function Step({ done, children }: { done: boolean; children: ComponentChildren }) {
  return (
    <li class={done ? 'done' : undefined}>
      <span>
        {children}
        {done && <span class="vh"> Done.</span>}
      </span>
    </li>
  )
}

function EventForm({ model }: { model: StarterModel }) {
  return (
    <form class="sheet form" id="event" method="post" action="/organiser/event#event">
      <h2>Your event</h2>
      <Problem text={model.problem} />
      {model.saved && model.problem === null && (
        <p class="saved" role="status">
          Saved.
        </p>
      )}
      <label class="field">
        <span>Name</span>
        <input type="text" name="name" value={model.form.name} required autocomplete="off" />
      </label>
      <label class="field">
        <span>Time zone</span>
        <select name="timeZone" required>
          {model.timeZones.map(zone => (
            <option key={zone} value={zone} selected={zone === model.form.timeZone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      </label>
      <button class="button button-quiet" type="submit">
        Save
      </button>
    </form>
  )
}
