import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { count } from '../parts/words.ts'
import type { PlayersModel } from '../player-models.ts'

/** Who joined, newest first; a search, because a school has hundreds. */
export function PlayersPage({ frame, model }: { frame: Frame; model: PlayersModel }) {
  return (
    <Layout frame={frame} title="Players">
      <section class="sheet">
        <h1>Players</h1>
        {model.erased && (
          <p class="saved" role="status">
            Erased, with every photo.
          </p>
        )}
        <form class="find" method="get" action="/organiser/players">
          <input type="search" name="find" value={model.find} aria-label="Nickname" placeholder="Nickname" />
          <button class="button button-quiet" type="submit">
            Find
          </button>
        </form>
        {model.players.length === 0 ? <Nobody find={model.find} /> : <List model={model} />}
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
              {count(player.foods, 'food')} · {count(player.photos, 'photo')}
            </span>
            <span class="small">joined {player.joined}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

const Nobody = ({ find }: { find: string }) =>
  find ? (
    <p>
      No nickname has “{find}” in it. <a href="/organiser/players">Show all players</a>
    </p>
  ) : (
    <p>
      Nobody has joined yet. <a href="/organiser/poster">Print the poster</a> and hang it where people eat.
    </p>
  )
