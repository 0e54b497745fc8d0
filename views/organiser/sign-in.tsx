import { Layout } from '../layout.tsx'
import type { Frame, SignInModel } from '../models.ts'
import { Problem } from '../parts/problem.tsx'

export function SignInPage({ frame, model }: { frame: Frame; model: SignInModel }) {
  return (
    <Layout frame={frame} title="Organiser sign-in">
      <form class="ticket ticket-alone" method="post" action="/organiser/sign-in">
        <h1>Organiser sign-in</h1>
        <p>
          Players need no account: they <a href="/join">join with the code</a>.
        </p>
        <AlbumMoves frame={frame} />
        <Problem text={model.problem} />
        <input type="hidden" name="next" value={model.next} />
        <label class="field">
          <span>E-mail</span>
          <input type="email" name="email" value={model.email} required autocomplete="username" />
        </label>
        <label class="field">
          <span>Password</span>
          <input type="password" name="password" required autocomplete="current-password" />
        </label>
        <button class="button button-big" type="submit">
          Sign in
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
      You play as <strong>{frame.player.nickname}</strong> on this device. Everything in that album moves to
      your account.
    </p>
  )
}
