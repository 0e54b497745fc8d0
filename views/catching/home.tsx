import { gap, t } from '../../src/web/languages/words.ts'
import { Seal } from '../game/badges.tsx'
import { Layout } from '../layout.tsx'
import type { Frame, HomeModel } from '../models.ts'
import { Bulbs } from '../parts/bulbs.tsx'
import { ArrowIcon, CameraIcon, GalleryIcon } from '../parts/icons.tsx'
import { LeftBehind } from '../parts/left-behind.tsx'
import { Silhouette } from '../parts/silhouettes.tsx'
import { Stickers } from '../parts/sticker.tsx'
import { listed } from '../parts/words.ts'

export function HomePage({ frame, model }: { frame: Frame; model: HomeModel }) {
  return (
    <Layout frame={frame} title={t`Catch`}>
      <HomePart model={model} />
    </Layout>
  )
}

export function HomePart({ model }: { model: HomeModel }) {
  return (
    <div class="home">
      <section class="catcher" aria-labelledby="catch-title">
        <h1 id="catch-title">{t`What is on your plate, ${model.nickname}?`}</h1>
        <Today names={model.today} />
        <Viewfinder accept={model.accept} nickname={model.nickname} />
        <Developing />
        <LeftBehind />
      </section>
      <div class="home-side">
        <section class="sheet progress-card" aria-labelledby="progress-title">
          <h2 id="progress-title">{t`${<strong>{model.caught}</strong>} of ${model.total} caught`}</h2>
          <Bulbs
            have={model.caught}
            total={model.total}
            label={t`${model.caught} of ${model.total} caught`}
          />
          <p>
            <a class="more" href="/collection">
              {t`Open your album`} <ArrowIcon />
            </a>
          </p>
        </section>
        <Latest model={model} />
        <NextBadge model={model} />
      </div>
    </div>
  )
}

const mostNamed = 6

/** A few of the day's foods by name; the album marks them all. */
function Today({ names }: { names: HomeModel['today'] }) {
  if (names === null || names.length === 0) return null
  const more = names.length - mostNamed
  const some = listed(names.slice(0, mostNamed))
  return (
    <p class="today">
      <strong>{t`Today:`}</strong>{' '}
      {more > 0 ? t`${some} and ${<a href="/collection">{t`${more} more`}</a>}` : some}
    </p>
  )
}

/*
 * Two forms, so that whoever has no script sends exactly one photo: the button to send it appears once a
 * file is chosen. With the script, choosing is sending.
 */
function Viewfinder({ accept, nickname }: { accept: string; nickname: string }) {
  return (
    <div class="viewfinder" data-viewfinder="" data-nickname={nickname}>
      <Waiting />
      <div class="viewfinder-plate" data-plate="">
        <Silhouette food="" category="staple" />
        <p>{t`Fill the frame with one dish.`}</p>
      </div>
      <div class="viewfinder-buttons">
        <CatchForm accept={accept} camera />
        <CatchForm accept={accept} camera={false} />
      </div>
    </div>
  )
}

/** Photos that have not got through: waiting-view.js shows them, in place of the plate. */
function Waiting() {
  return (
    <section class="waiting" data-waiting="" aria-label={t`Photos that wait`} tabindex={-1} hidden>
      <ul class="waiting-photos" data-waiting-photos="" />
      <p class="waiting-count" data-waiting-count="" />
      <p class="small" role="status" data-waiting-state="" hidden />
      <button class="button button-go" type="button" data-send-now="">
        {t`Send now`}
      </button>
      <details class="waiting-away">
        <summary>{t`Throw away`}</summary>
        <p>
          {t`What waits here is nowhere else yet.`}
          <span data-throw-hint="">
            {gap()}
            {t`Tap a photo to throw away just that one.`}
          </span>
        </p>
        <button class="button button-danger" type="button" data-throw-away="">
          {t`Yes, throw away`}
        </button>
      </details>
    </section>
  )
}

function CatchForm({ accept, camera }: { accept: string; camera: boolean }) {
  const field = camera ? 'take' : 'pick'
  return (
    <form class="catch-form" method="post" action="/catches" enctype="multipart/form-data" data-catch="">
      <input type="hidden" name="id" value="" />
      <label class={camera ? 'button button-big' : 'button button-quiet'} for={field}>
        {camera ? <CameraIcon /> : <GalleryIcon />}
        {camera ? t`Take a photo` : t`Pick from gallery`}
      </label>
      {camera ? (
        <input
          class="vh"
          id={field}
          type="file"
          name="photo"
          accept={accept}
          capture="environment"
          required
        />
      ) : (
        <input class="vh" id={field} type="file" name="photo" accept={accept} required />
      )}
      <button class="button button-go catch-send" type="submit">
        {t`Send this photo`} <ArrowIcon />
      </button>
    </form>
  )
}

/** The photo on its way: app.js shows it, fills in the picture and the words. */
function Developing() {
  return (
    <div class="developing" data-developing="" hidden>
      <figure class="sticker sticker-large">
        <img data-preview="" alt={t`What you took`} />
        <span class="scan" aria-hidden="true" />
      </figure>
      <progress data-progress="" max="100" value="0" aria-label={t`Sending your photo`} />
      <p class="developing-words" role="status" data-words="" />
      <p class="actions" data-later="" hidden>
        <button class="button button-quiet" type="button">
          {t`Let it wait, take another`}
        </button>
      </p>
      <p class="actions" data-again="" hidden>
        <button class="button" type="button" data-retry="">
          {t`Try again`}
        </button>
        <a class="button" href="/join" data-join="" hidden>
          {t`Join again`}
        </a>
        <button class="button button-quiet" type="button" data-discard="">
          {t`Another photo`}
        </button>
      </p>
    </div>
  )
}

function Latest({ model }: { model: HomeModel }) {
  return (
    <section class="sheet" aria-labelledby="latest-title">
      <h2 id="latest-title">{t`Latest stickers`}</h2>
      {model.latest.length > 0 ? (
        <Stickers stickers={model.latest} label={t`Latest stickers`} row />
      ) : (
        <p>{t`Your album is empty. Photograph the food in front of you to get your first sticker.`}</p>
      )}
    </section>
  )
}

function NextBadge({ model }: { model: HomeModel }) {
  const badge = model.nextBadge
  if (!badge) return null
  return (
    <section class="sheet next-badge" aria-labelledby="badge-title">
      <Seal badge={badge} />
      <div>
        <h2 id="badge-title">{t`Next badge: ${badge.name}`}</h2>
        <p>{badge.description}</p>
        <p class="badge-count">
          <progress max={badge.need} value={badge.have} aria-label={t`${badge.name}: how far you are`} />
          <span>{t`${badge.have} of ${badge.need}`}</span>
        </p>
      </div>
    </section>
  )
}
