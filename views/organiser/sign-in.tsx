import { t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { Frame, SignInModel } from '../models.ts'
import { Problem } from '../parts/problem.tsx'

export function SignInPage({ frame, model }: { frame: Frame; model: SignInModel }) {
  return (
    <Layout frame={frame} title={t`Organiser sign-in`}>
      <form class="ticket ticket-alone" method="post" action="/organiser/sign-in">
        <h1>{t`Organiser sign-in`}</h1>
        <p>{t`Players need no account: they ${<a href="/join">{t`join with the code`}</a>}.`}</p>
        <AlbumMoves frame={frame} />
        <Problem text={model.problem} />
        <input type="hidden" name="next" value={model.next} />
        <label class="field">
          <span>{t`E-mail`}</span>
          <input type="email" name="email" value={model.email} required autocomplete="username" />
        </label>
        <label class="field">
          <span>{t`Password`}</span>
          <input type="password" name="password" required autocomplete="current-password" />
        </label>
        <button class="button button-big" type="submit">
          {t`Sign in`}
        </button>
      </form>
    </Layout>
  )
}

/** Said before, for a phone may be a child's: it cannot be undone. */
export function AlbumMoves({ frame }: { frame: Frame }) {
  if (!frame.player || frame.reviewer) return null
  return (
    <p>
      {t`You play as ${<strong>{frame.player.nickname}</strong>} on this device. Everything in that album moves to
      your account.`}
    </p>
  )
}
