import { t } from '../../src/web/languages/words.ts'
import type { DatasetModel } from '../dataset-models.ts'
import { percent } from '../parts/words.ts'
import { MoreLater, Suspect } from './dataset-check.tsx'

/** Photos that the last training left out, because their label is likely wrong. */
export function Doubts({ doubts }: { doubts: DatasetModel['doubts'] }) {
  const { photos, more } = doubts
  if (photos.length === 0) return null
  const all = photos.length + more
  return (
    <section class="sheet" id="doubts" aria-labelledby="doubts-title">
      <h2 id="doubts-title">{t`Left out until somebody looks again`}</h2>
      <p>
        {all === 1
          ? t`1 photo did not teach it last time: judging by all the others, it shows something else.`
          : t`${all} photos did not teach it last time: judging by all the others, they show something else.`}
      </p>
      <ul class="dataset-list">
        {photos.map(photo => (
          <Suspect key={photo.id} suspect={photo} why={t`${percent(photo.share)} sure`}>
            <form method="post" action="/organiser/dataset/confirm">
              <button class="button button-quiet button-small" type="submit" name="photo" value={photo.id}>
                {t`It is right`}
              </button>
            </form>
          </Suspect>
        ))}
      </ul>
      <MoreLater more={more} />
    </section>
  )
}
