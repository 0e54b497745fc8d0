import { t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { CollectionModel, Frame } from '../models.ts'
import { Bulbs } from '../parts/bulbs.tsx'
import { CameraIcon, TicketIcon } from '../parts/icons.tsx'
import { Stickers } from '../parts/sticker.tsx'
import { BadgeList } from './badges.tsx'

export function CollectionPage({ frame, model }: { frame: Frame; model: CollectionModel }) {
  return (
    <Layout frame={frame} title={t`Album`}>
      <CollectionPart model={model} />
    </Layout>
  )
}

/** The sticker album: one page for each kind of food, then the badges. */
export function CollectionPart({ model }: { model: CollectionModel }) {
  const mark = <span class="slot-today">{t`today`}</span>
  return (
    <div class="album">
      <header class="album-cover">
        <h1>{model.nickname === null ? t`The album` : t`${model.nickname}’s album`}</h1>
        <p class="album-count">
          {model.nickname === null
            ? t`${<strong>{model.total}</strong>} foods to find`
            : t`${<strong>{model.caught}</strong>} of ${model.total} caught`}
        </p>
        <Bulbs have={model.caught} total={model.total} label={t`${model.caught} of ${model.total} caught`} />
        {model.today !== null && (
          <p class="album-today">
            {model.today === 1
              ? t`${mark} marks the 1 food served today.`
              : t`${mark} marks the ${model.today} foods served today.`}
          </p>
        )}
        <CoverWords model={model} />
        <ul class="album-tabs" aria-label={t`Pages of the album`}>
          {model.groups.map(group => (
            <li key={group.category}>
              <a href={`#${group.category}`} data-category={group.category}>
                {group.label} <span>{`${group.caught}/${group.stickers.length}`}</span>
              </a>
            </li>
          ))}
        </ul>
      </header>
      <div class="album-pages">
        {model.groups.map(group => (
          <section
            class="album-page"
            id={group.category}
            key={group.category}
            data-category={group.category}
            aria-labelledby={`${group.category}-title`}
          >
            <h2 id={`${group.category}-title`}>
              {group.label}
              <span class="album-page-count">{t`${group.caught} of ${group.stickers.length}`}</span>
            </h2>
            <Stickers stickers={group.stickers} label={group.label} />
          </section>
        ))}
        <section class="album-page album-page-badges" id="badges" aria-labelledby="badges-title">
          <h2 id="badges-title">
            {t`Badges`}
            <span class="album-page-count">
              {t`${model.badges.filter(badge => badge.earned).length} of ${model.badges.length}`}
            </span>
          </h2>
          <BadgeList badges={model.badges} />
        </section>
      </div>
    </div>
  )
}

function CoverWords({ model }: { model: CollectionModel }) {
  if (model.nickname === null) {
    return (
      <p class="actions">
        <a class="button" href="/join">
          <TicketIcon /> {t`Join to start yours`}
        </a>
      </p>
    )
  }
  if (model.caught === 0) {
    return (
      <>
        <p>{t`Every outline is a dish to find. Photograph one and it becomes your first sticker.`}</p>
        <p class="actions">
          <a class="button" href="/">
            <CameraIcon /> {t`Catch your first`}
          </a>
        </p>
      </>
    )
  }
  if (model.caught >= model.total) return <p class="album-full">{t`The album is full. Every bulb is lit!`}</p>
  return null
}
