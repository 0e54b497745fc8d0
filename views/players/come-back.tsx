import { t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import type { ComeBackModel } from '../player-models.ts'

/** Asked before a player takes their album over to this device. */
export function ComeBackPage({ frame, model: { nickname, action } }: { frame: Frame; model: ComeBackModel }) {
  const name = <strong>{nickname}</strong>
  return (
    <Layout frame={frame} title={t`Welcome back`}>
      <form class="ticket ticket-alone" method="post" action={action}>
        <h1>{t`Welcome back`}</h1>
        <p>{t`This device becomes ${name}’s, with album, badges and place on the board. Any other device that
          played as ${name} is signed out.`}</p>
        {frame.player && (
          <p>
            {t`You play as ${<strong>{frame.player.nickname}</strong>} on this device. Everything in that album moves
            to ${name}’s.`}
          </p>
        )}
        <button class="button button-big" type="submit">
          {t`I am ${nickname}`}
        </button>
      </form>
    </Layout>
  )
}
