import { Layout } from '../layout.tsx'
import type { CollectionModel, Frame } from '../models.ts'
import { Bulbs } from '../parts/bulbs.tsx'
import { CameraIcon, TicketIcon } from '../parts/icons.tsx'
import { Stickers } from '../parts/sticker.tsx'
import { count } from '../parts/words.ts'
import { BadgeList } from './badges.tsx'

export function CollectionPage({ frame, model }: { frame: Frame; model: CollectionModel }) {
  return (
    <Layout frame={frame} title="Album">
      <CollectionPart model={model} />
    </Layout>
  )
}

/** The sticker album: one page for each kind of food, then the badges. */
export function CollectionPart({ model }: { model: CollectionModel }) {
  return (
    <div class="album">
      <header class="album-cover">
        <h1>{model.nickname === null ? 'The album' : `${model.nickname}’s album`}</h1>
        <p class="album-count">
          {model.nickname === null ? (
            <>
              <strong>{model.total}</strong> foods to find
            </>
          ) : (
            <>
              <strong>{model.caught}</strong> of {model.total} caught
            </>
          )}
        </p>
        <Bulbs have={model.caught} total={model.total} label={`${model.caught} of ${model.total} caught`} />
        {model.today !== null && (
          <p class="album-today">
            <span class="slot-today">today</span> marks the {count(model.today, 'food')} served today.
          </p>
        )}
        <CoverWords model={model} />
        <ul class="album-tabs" aria-label="Pages of the album">
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
              <span class="album-page-count">
                {group.caught} of {group.stickers.length}
              </span>
            </h2>
            <Stickers stickers={group.stickers} label={group.label} />
          </section>
        ))}
        <section class="album-page album-page-badges" id="badges" aria-labelledby="badges-title">
          <h2 id="badges-title">
            Badges
            <span class="album-page-count">
              {model.badges.filter(badge => badge.earned).length} of {model.badges.length}
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
          <TicketIcon /> Join to start yours
        </a>
      </p>
    )
  }
  if (model.caught === 0) {
    return (
      <>
        <p>Every outline is a dish to find. Photograph one and it becomes your first sticker.</p>
        <p class="actions">
          <a class="button" href="/">
            <CameraIcon /> Catch your first
          </a>
        </p>
      </>
    )
  }
  if (model.caught >= model.total) return <p class="album-full">The album is full. Every bulb is lit!</p>
  return null
}
