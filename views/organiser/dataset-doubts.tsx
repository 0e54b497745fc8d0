import { t } from '../../src/web/languages/words.ts'
import type { DatasetModel } from '../dataset-models.ts'
import { percent } from '../parts/words.ts'
import { MoreLater, Suspect } from './dataset-check.tsx'

/** Photos whose label is likely wrong, judging by the last training: most of them did not teach. */
export function Doubts({ doubts }: { doubts: DatasetModel['doubts'] }) {
  const { photos, more } = doubts
  if (photos.length === 0) return null
  const all = photos.length + more
  return (
    <section class="sheet" id="doubts" aria-labelledby="doubts-title">
      <h2 id="doubts-title">{t`In doubt until somebody looks again`}</h2>
      <p>
        {all === 1
          ? t`1 photo may have the wrong label: judging by all the others, it shows something else.`
          : t`${all} photos may have wrong labels: judging by all the others, they show something else.`}
      </p>
      <ul class="dataset-list">
        {photos.map(photo => (
          <Suspect key={photo.id} suspect={photo} why={whyWords(photo)}>
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

function whyWords({ share, name, teaches }: DatasetModel['doubts']['photos'][number]): string {
  return teaches
    ? t`${percent(share)} sure. It taught all the same: without the photos in doubt, ${name} would have too few.`
    : t`${percent(share)} sure. It did not teach last time.`
}
