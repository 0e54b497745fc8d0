import { t } from '../../src/web/languages/words.ts'
import type { Sticker } from '../models.ts'
import { SproutIcon } from './icons.tsx'
import { foodHref } from './links.ts'
import { Silhouette } from './silhouettes.tsx'
import { lean } from './words.ts'

/** A place in the album: the player's photo as a sticker, or a dashed outline waiting for it. */
export function StickerSlot({ sticker }: { sticker: Sticker }) {
  return (
    <li class="slot" data-category={sticker.category}>
      <a class="slot-link" href={foodHref(sticker.id)}>
        {sticker.caught ? <Caught sticker={sticker} /> : <Uncaught sticker={sticker} />}
        <span class="slot-name">{sticker.name}</span>
        {!sticker.caught && <span class="vh">{t`, not caught yet`}</span>}
        {sticker.today && <span class="slot-today">{t`today`}</span>}
        {sticker.learning && (
          <span class="slot-learning">
            <SproutIcon />
            {t`still learning`}
          </span>
        )}
      </a>
    </li>
  )
}

function Caught({ sticker }: { sticker: Sticker }) {
  return (
    <span class={`sticker lean-${lean(sticker.id)}`}>
      {sticker.thumbnail ? (
        <img
          src={sticker.thumbnail}
          alt={t`Your ${sticker.name}`}
          width="256"
          height="256"
          loading="lazy"
          decoding="async"
        />
      ) : (
        <Silhouette food={sticker.id} category={sticker.category} />
      )}
    </span>
  )
}

function Uncaught({ sticker }: { sticker: Sticker }) {
  return (
    <span class="outline">
      <Silhouette food={sticker.id} category={sticker.category} />
    </span>
  )
}

interface StickersProps {
  stickers: Sticker[]
  label: string
  /** One row that scrolls sideways, for a few stickers among other things. */
  row?: boolean
}

export function Stickers({ stickers, label, row = false }: StickersProps) {
  return (
    <ul class={row ? 'slots-row' : 'slots'} aria-label={label}>
      {stickers.map(sticker => (
        <StickerSlot key={sticker.id} sticker={sticker} />
      ))}
    </ul>
  )
}
