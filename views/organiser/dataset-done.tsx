import { gap, t } from '../../src/web/languages/words.ts'
import type { DoneModel } from '../dataset-models.ts'

/** What the last press of a button did, and the way back. */
export function Done({ model }: { model: DoneModel | null }) {
  if (model === null) return null
  const { did, stayed, left, undo } = model
  return (
    <div class="sheet dataset-done" role="status">
      <p>
        {didWords(did)}
        {stayed > 0 && `${gap()}${stayedWords(stayed)}`}
      </p>
      {left > 0 && <p>{leftWords(left)}</p>}
      {undo && (
        <form method="post" action="/organiser/dataset/photos">
          <input type="hidden" name="to" value={undo.to} />
          <input type="hidden" name="was" value={undo.was} />
          <input type="hidden" name="back" value={model.back} />
          {undo.ids.map(id => (
            <input key={id} type="hidden" name="photo" value={id} />
          ))}
          <button class="button button-quiet button-small" type="submit">
            {t`Undo`}
          </button>
        </form>
      )}
    </div>
  )
}

function didWords(did: number): string {
  if (did === 0) return t`Nothing was changed.`
  return did === 1 ? t`1 photo changed.` : t`${did} photos changed.`
}

const stayedWords = (stayed: number): string =>
  stayed === 1
    ? t`1 photo stayed: your own, changed since, or like that already.`
    : t`${stayed} photos stayed: your own, changed since, or like that already.`

/** Photos that were taken out, and their files not. */
export const leftWords = (left: number): string =>
  left === 1
    ? t`The file of 1 photo is still on the disk: it could not be deleted, and the log says why. The next start tries again.`
    : t`The files of ${left} photos are still on the disk: they could not be deleted, and the log says why. The next start tries again.`
