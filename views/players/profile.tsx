import { BadgeList } from '../game/badges.tsx'
import { Layout } from '../layout.tsx'
import type { AnswerModel, Frame, ProfileModel } from '../models.ts'
import { CameraIcon } from '../parts/icons.tsx'
import { catchHref } from '../parts/links.ts'
import { lean } from '../parts/words.ts'
import { NicknameForm } from './nickname-form.tsx'

export function ProfilePage({ frame, model }: { frame: Frame; model: ProfileModel }) {
  return (
    <Layout frame={frame} title="Me">
      <ProfilePart model={model} />
    </Layout>
  )
}

export function ProfilePart({ model }: { model: ProfileModel }) {
  return (
    <div class="profile">
      <div class="profile-side">
        <header class="name-tag">
          <p>Hello, my name is</p>
          <h1>{model.nickname}</h1>
          <p class="name-tag-foot">Joined {model.joined}</p>
        </header>
        <dl class="scores">
          <div>
            <dt>Foods</dt>
            <dd>
              {model.caught}
              <small> of {model.total}</small>
            </dd>
          </div>
          <div>
            <dt>Photos</dt>
            <dd>{model.photos}</dd>
          </div>
          <div>
            <dt>Place</dt>
            <dd>{model.rank === null ? '–' : model.rank}</dd>
          </div>
        </dl>
      </div>
      <div class="profile-main">
        <section class="sheet" aria-labelledby="catches-title">
          <h2 id="catches-title">Your catches</h2>
          {model.catches.length > 0 ? <Catches model={model} /> : <NothingYet />}
          {(model.newer || model.older) && (
            <p class="actions">
              {model.newer && (
                <a class="button button-quiet" href={model.newer} rel="prev">
                  Newer
                </a>
              )}
              {model.older && (
                <a class="button button-quiet" href={model.older} rel="next">
                  Older
                </a>
              )}
            </p>
          )}
        </section>
        <section class="sheet" aria-labelledby="badges-title">
          <h2 id="badges-title">Your badges</h2>
          <BadgeList badges={model.badges} />
        </section>
      </div>
      <div class="profile-settings">
        <NicknameForm action="/profile" title="Change your nickname" model={model.rename} />
        <Leave account={model.account} />
        <Erase />
      </div>
    </div>
  )
}

const stateWords: Record<AnswerModel['state'], string | null> = {
  caught: null,
  choosing: 'Tap to choose',
  unrecognised: 'Do you know it?',
  claimed: 'Being checked',
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

const State = ({ words }: { words: string | null }) => words && <span class="state">{words}</span>

function NothingYet() {
  return (
    <>
      <p>Nothing here yet. Your photos and what became of them will stand here.</p>
      <p class="actions">
        <a class="button" href="/">
          <CameraIcon /> Take the first
        </a>
      </p>
    </>
  )
}

function Leave({ account }: { account: boolean }) {
  return (
    <details class="sheet leave">
      <summary>{account ? 'Sign out on this device' : 'Leave on this device'}</summary>
      <form method="post" action="/leave">
        {account ? (
          <p>
            This device forgets you, and you are signed out. Your album stays with your account:{' '}
            <a href="/organiser/sign-in">sign in</a> again, and it is back.
          </p>
        ) : (
          <p>
            This device forgets you. <strong>There is no way back to this album</strong>: to play again you
            start an empty one. Your photos stay with the organiser.
          </p>
        )}
        <button class="button button-danger" type="submit">
          {account ? 'Sign out' : 'Forget me here'}
        </button>
      </form>
    </details>
  )
}

function Erase() {
  return (
    <details class="sheet leave">
      <summary>Erase me and my photos</summary>
      <form method="post" action="/profile/erase">
        <p>
          Your nickname, your album and all your photos are deleted <strong>for good</strong>, from the
          organiser’s pages too. Nobody can bring them back.
        </p>
        <button class="button button-danger" type="submit">
          Erase everything
        </button>
      </form>
    </details>
  )
}
