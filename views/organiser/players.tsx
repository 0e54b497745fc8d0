import { gap, t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { PageLinks } from '../parts/pages.tsx'
import type { PlayersModel } from '../player-models.ts'

/** Who joined, newest first; a search, because a school has hundreds. */
export function PlayersPage({ frame, model }: { frame: Frame; model: PlayersModel }) {
  return (
    <Layout frame={frame} title={t`Players`}>
      <section class="sheet">
        <h1>{t`Players`}</h1>
        {model.erased && (
          <p class="saved" role="status">
            {t`Erased, with every photo.`}
          </p>
        )}
        <form class="find" method="get" action="/organiser/players">
          <input
            type="search"
            name="find"
            value={model.find}
            aria-label={t`Nickname`}
            placeholder={t`Nickname`}
          />
          <button class="button button-quiet" type="submit">
            {t`Find`}
          </button>
        </form>
        {model.players.length === 0 ? <Nobody find={model.find} /> : <List model={model} />}
        <PageLinks {...model.pages} />
        <Back />
      </section>
    </Layout>
  )
}

function List({ model }: { model: PlayersModel }) {
  return (
    <ul class="player-list">
      {model.players.map(player => (
        <li key={player.id}>
          <a href={`/organiser/players/${player.id}`}>
            <strong>{player.nickname}</strong>
            <span>
              {player.foods === 1 ? t`1 food` : t`${player.foods} foods`} ·{' '}
              {player.photos === 1 ? t`1 photo` : t`${player.photos} photos`}
            </span>
            <span class="small">{t`joined ${player.joined}`}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

const Nobody = ({ find }: { find: string }) =>
  find ? (
    <p>
      {t`No nickname has “${find}” in it.`}
      {gap()}
      <a href="/organiser/players">{t`Show all players`}</a>
    </p>
  ) : (
    <p>
      {t`Nobody has joined yet.`}
      {gap()}
      {t`${<a href="/organiser/poster">{t`Print the poster`}</a>} and hang it where people eat.`}
    </p>
  )
