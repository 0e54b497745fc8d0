import { gap, t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import type { PlayerModel } from '../player-models.ts'
import { NicknameForm } from '../players/nickname-form.tsx'

/** One player: what they sent, a way back, another nickname, and the way to erase it all. */
export function PlayerPage({ frame, model }: { frame: Frame; model: PlayerModel }) {
  return (
    <Layout frame={frame} title={model.nickname}>
      <div class="player-page">
        <section class="sheet">
          <h1>{model.nickname}</h1>
          <p>
            {t`Joined ${model.joined}`} · {photosWords(model)}
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
              {t`All players`}
            </a>
          </p>
        </section>
        {!model.account && <WayBack model={model} />}
        <NicknameForm
          action={`/organiser/players/${model.id}/rename`}
          title={t`Rename this player`}
          model={model.rename}
        />
        <Erase model={model} />
      </div>
    </Layout>
  )
}

function photosWords({ count, photos }: PlayerModel): string {
  if (count > photos.length) return t`${count} photos, the newest ${photos.length} here`
  return count === 1 ? t`1 photo` : t`${count} photos`
}

/** Their album hangs on a cookie, which a lost phone or a cleared browser takes along. */
function WayBack({ model: { id, nickname } }: { model: PlayerModel }) {
  return (
    <form class="sheet" method="post" action={`/organiser/players/${id}/way-back`}>
      <h2>{t`Let them back in`}</h2>
      <p>
        {t`Is ${nickname}’s phone lost, or does it ask to join again? With a link they play on where they were, on
        any device.`}
      </p>
      <button class="button button-quiet" type="submit">
        {t`Make a link`}
      </button>
    </form>
  )
}

function Erase({ model }: { model: PlayerModel }) {
  const { nickname, count } = model
  const forGood = <strong>{t`for good`}</strong>
  return (
    <details class="sheet leave">
      <summary>{t`Erase this player`}</summary>
      <form method="post" action={`/organiser/players/${model.id}/erase`}>
        <p>
          {count === 1
            ? t`${nickname} and 1 photo are deleted ${forGood}: album, badges, place on the board, and everything
                the next training would have learned from them.`
            : t`${nickname} and ${count} photos are deleted ${forGood}: album, badges, place on the board, and
                everything the next training would have learned from them.`}
          {gap()}
          {t`Nobody can bring them back.`}
        </p>
        <button class="button button-danger" type="submit">
          {t`Erase for good`}
        </button>
      </form>
    </details>
  )
}
