import type { DatasetModel } from '../dataset-models.ts'
import { count, percent } from '../parts/words.ts'
import { Suspect } from './dataset-check.tsx'

/** Photos that the last training left out, because their label is likely wrong. */
export function Doubts({ doubts }: { doubts: DatasetModel['doubts'] }) {
  const { photos, more } = doubts
  if (photos.length === 0) return null
  return (
    <section class="sheet" id="doubts" aria-labelledby="doubts-title">
      <h2 id="doubts-title">Left out until somebody looks again</h2>
      <p>
        {count(photos.length + more, 'photo')} did not teach it last time: judging by all the others,{' '}
        {photos.length + more === 1 ? 'it shows' : 'they show'} something else.
      </p>
      <ul class="dataset-list">
        {photos.map(photo => (
          <Suspect key={photo.id} suspect={photo} why={`${percent(photo.share)} sure`}>
            <form method="post" action="/organiser/dataset/confirm">
              <button class="button button-quiet button-small" type="submit" name="photo" value={photo.id}>
                It is right
              </button>
            </form>
          </Suspect>
        ))}
      </ul>
      {more > 0 && <p>And {count(more, 'photo')} more, once these are done.</p>}
    </section>
  )
}
