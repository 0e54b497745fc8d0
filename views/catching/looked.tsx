import { t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { Frame, LookedModel } from '../models.ts'
import { ArrowIcon } from '../parts/icons.tsx'

/** The photo with the model's attention drawn over it, as a figure that takes the photo's place. */
export function LookedPart({ photo, alt, overlay, food, width, height }: Omit<LookedModel, 'back'>) {
  return (
    <figure class="looked">
      <span class="sticker sticker-large">
        <span class="looked-layers">
          <img src={photo} alt={alt} width={width} height={height} />
          <img
            class="looked-overlay"
            src={overlay}
            alt={t`Bright where it looked most like ${food}`}
            width={width}
            height={height}
          />
        </span>
      </span>
      <figcaption>
        <label class="switch">
          {/* The key is the review page's. */}
          <input type="checkbox" checked autofocus data-key="l" />
          <span>{t`Show where it looked`}</span>
        </label>
        <p class="small">{t`The brighter a spot, the more it looked like ${food}.`}</p>
      </figcaption>
    </figure>
  )
}

/** The same for whoever has no script. */
export function LookedPage({ frame, model }: { frame: Frame; model: LookedModel }) {
  return (
    <Layout frame={frame} title={t`Where it looked`}>
      <section class="sheet answer">
        <h1>{t`Where it looked`}</h1>
        <LookedPart {...model} />
        <p class="actions">
          <a class="button" href={model.back.href}>
            {model.back.words} <ArrowIcon />
          </a>
        </p>
      </section>
    </Layout>
  )
}
