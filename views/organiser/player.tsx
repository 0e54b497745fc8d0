import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { count } from '../parts/words.ts'
import type { PlayerModel } from '../player-models.ts'
import { NicknameForm } from '../players/nickname-form.tsx'

/** One player: what they sent, another nickname, and the way to erase it all. */
export function PlayerPage({ frame, model }: { frame: Frame; model: PlayerModel }) {
  return (
    <Layout frame={frame} title={model.nickname}>
      <div class="player-page">
        <section class="sheet">
          <h1>{model.nickname}</h1>
          <p>
            Joined {model.joined} · {count(model.count, 'photo')}
            {model.count > model.photos.length && `, the newest ${model.photos.length} here`}
          </p>
          {model.photos.length > 0 && (
            <ul class="photos">
              {model.photos.map(photo => (
                <li key={photo.photo}>
                  <a href={photo.photo}>
                    <span class="sticker">
                      <img src={photo.thumbnail} alt="" width="256" height="256" loading="lazy" />
                    </span>
                    <span class="slot-name">{photo.title}</span>
                    <span class="small">{photo.when}</span>
                  </a>
                </li>
              ))}
            </ul>
          )}
          <p class="actions">
            <a class="button button-quiet" href="/organiser/players">
              All players
            </a>
          </p>
        </section>
        <NicknameForm
          action={`/organiser/players/${model.id}/rename`}
          title="Rename this player"
          model={model.rename}
        />
        <Erase model={model} />
      </div>
    </Layout>
  )
}

function Erase({ model }: { model: PlayerModel }) {
  return (
    <details class="sheet leave">
      <summary>Erase this player</summary>
      <form method="post" action={`/organiser/players/${model.id}/erase`}>
        <p>
          {model.nickname} and {count(model.count, 'photo')} are deleted <strong>for good</strong>: album,
          badges, place on the board, and everything the next training would have learned from them. Nobody
          can bring them back.
        </p>
        <button class="button button-danger" type="submit">
          Erase for good
        </button>
      </form>
    </details>
  )
}
