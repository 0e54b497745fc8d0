import { Layout } from '../layout.tsx'
import type { Frame, LookedModel } from '../models.ts'
import { ArrowIcon } from '../parts/icons.tsx'
import { catchHref } from '../parts/links.ts'

/** The photo with the model's attention drawn over it, as a figure that takes the photo's place. */
export function LookedPart({ photo, overlay, food, width, height }: Omit<LookedModel, 'catchId'>) {
  return (
    <figure class="looked">
      <span class="sticker sticker-large">
        <span class="looked-layers">
          <img src={photo} alt="What you caught" width={width} height={height} />
          <img
            class="looked-overlay"
            src={overlay}
            alt={`Bright where it looked most like ${food}`}
            width={width}
            height={height}
          />
        </span>
      </span>
      <figcaption>
        <label class="switch">
          <input type="checkbox" checked autofocus />
          <span>Show where it looked</span>
        </label>
        <p class="small">The brighter a spot, the more it looked like {food}.</p>
      </figcaption>
    </figure>
  )
}

/** The same for whoever has no script. */
export function LookedPage({ frame, model }: { frame: Frame; model: LookedModel }) {
  return (
    <Layout frame={frame} title="Where it looked">
      <section class="sheet answer">
        <h1>Where it looked</h1>
        <LookedPart {...model} />
        <p class="actions">
          <a class="button" href={catchHref(model.catchId)}>
            Back to the answer <ArrowIcon />
          </a>
        </p>
      </section>
    </Layout>
  )
}
