import { type Phrase, phrase, type Words } from '../../src/web/languages/phrase.ts'
import { speak, t } from '../../src/web/languages/words.ts'
import { BadgeList } from '../game/badges.tsx'
import { Layout } from '../layout.tsx'
import type { AnswerModel, Frame, ProfileModel } from '../models.ts'
import { CameraIcon } from '../parts/icons.tsx'
import { catchHref } from '../parts/links.ts'
import { PageLinks } from '../parts/pages.tsx'
import { lean } from '../parts/words.ts'
import { NicknameForm } from './nickname-form.tsx'

export function ProfilePage({ frame, model }: { frame: Frame; model: ProfileModel }) {
  return (
    <Layout frame={frame} title={t`Me`}>
      <ProfilePart model={model} />
    </Layout>
  )
}

export function ProfilePart({ model }: { model: ProfileModel }) {
  return (
    <div class="profile">
      <div class="profile-side">
        <header class="name-tag">
          <p>{t`Hello, my name is`}</p>
          <h1>{model.nickname}</h1>
          <p class="name-tag-foot">{t`Joined ${model.joined}`}</p>
        </header>
        <dl class="scores">
          <div>
            <dt>{t`Foods`}</dt>
            <dd>
              {model.caught}
              <small> {t`of ${model.total}`}</small>
            </dd>
          </div>
          <div>
            <dt>{t`Photos`}</dt>
            <dd>{model.photos}</dd>
          </div>
          <div>
            <dt>{t`Place`}</dt>
            <dd>{model.rank === null ? '–' : model.rank}</dd>
          </div>
        </dl>
      </div>
      <div class="profile-main">
        <section class="sheet" aria-labelledby="catches-title">
          <h2 id="catches-title">{t`Your catches`}</h2>
          {model.catches.length > 0 ? <Catches model={model} /> : <NothingYet />}
          <PageLinks {...model.pages} />
        </section>
        <section class="sheet" aria-labelledby="badges-title">
          <h2 id="badges-title">{t`Your badges`}</h2>
          <BadgeList badges={model.badges} />
        </section>
      </div>
      <div class="profile-settings">
        <NicknameForm action="/profile" title={t`Change your nickname`} model={model.rename} />
        <Leave account={model.account} />
        <Erase />
      </div>
    </div>
  )
}

const stateWords: Record<AnswerModel['state'], Phrase | null> = {
  caught: null,
  choosing: phrase`Tap to choose`,
  unrecognised: phrase`Do you know it?`,
  claimed: phrase`Being checked`,
}

function Catches({ model }: { model: ProfileModel }) {
  return (
    <ul class="photos">
      {model.catches.map(own => (
        <li key={own.id}>
          <a href={catchHref(own.id)}>
            <span class={`sticker lean-${lean(own.id)}`}>
              <img src={own.thumbnail} alt="" width="256" height="256" loading="lazy" />
            </span>
            <span class="slot-name">{own.title}</span>
            <State words={own.found ?? stateWords[own.state]} />
            <span class="small">{own.when}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

const State = ({ words }: { words: Words | null }) => words && <span class="state">{speak(words)}</span>

function NothingYet() {
  return (
    <>
      <p>{t`Nothing here yet. Your photos and what became of them will stand here.`}</p>
      <p class="actions">
        <a class="button" href="/">
          <CameraIcon /> {t`Take the first`}
        </a>
      </p>
    </>
  )
}

function Leave({ account }: { account: boolean }) {
  const signIn = <a href="/organiser/sign-in">{t`sign in`}</a>
  const askThem = <strong>{t`Only the organiser can let you back into this album`}</strong>
  return (
    <details class="sheet leave">
      <summary>{account ? t`Sign out on this device` : t`Leave on this device`}</summary>
      <form method="post" action="/leave" data-forgets="">
        {account ? (
          <p>
            {t`This device forgets you, and you are signed out. Your album stays with your account: ${signIn}
            again, and it is back.`}
          </p>
        ) : (
          <p>
            {t`This device forgets you. ${askThem}; without them you start an empty one. Your photos stay on their
            computer.`}
          </p>
        )}
        <WaitingGoes />
        <button class="button button-danger" type="submit">
          {account ? t`Sign out` : t`Forget me here`}
        </button>
      </form>
    </details>
  )
}

/** Shown by waiting-view.js where there are any. */
const WaitingGoes = () => (
  <p data-waiting-lost="" hidden>
    <strong>{t`Photos of yours still wait on this phone to be sent. They are thrown away.`}</strong>
  </p>
)

function Erase() {
  return (
    <details class="sheet leave">
      <summary>{t`Erase me and my photos`}</summary>
      <form method="post" action="/profile/erase" data-forgets="">
        <p>
          {t`Your nickname, your album and all your photos are deleted ${<strong>{t`for good`}</strong>}, from the
          organiser’s pages too. Nobody can bring them back.`}
        </p>
        <WaitingGoes />
        <button class="button button-danger" type="submit">
          {t`Erase everything`}
        </button>
      </form>
    </details>
  )
}
