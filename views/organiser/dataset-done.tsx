import type { ComponentChildren } from 'preact'
import { gap, t } from '../../src/web/languages/words.ts'
import type { DoneModel } from '../dataset-models.ts'

/** What the last press of a button did, and the way back. */
export function Done({ model }: { model: DoneModel | null }) {
  if (model === null) return null
  const { stayed, left, undo } = model
  return (
    <div class="sheet dataset-done" role="status">
      <p>
        {didWords(model)}
        {stayed > 0 && `${gap()}${stayedWords(stayed)}`}
      </p>
      {left > 0 && <p>{leftWords(left)}</p>}
      {undo && undo.were.length > 0 && (
        <form method="post" action="/organiser/dataset/photos">
          <input type="hidden" name="was" value={undo.was} />
          <input type="hidden" name="back" value={model.back} />
          {undo.were.map(text => (
            <input key={text} type="hidden" name="undo" value={text} />
          ))}
          <button class="button button-quiet button-small" type="submit">
            {t`Undo`}
          </button>
        </form>
      )}
    </div>
  )
}

function didWords({ did, now, undone }: DoneModel): ComponentChildren {
  if (did === 0) return t`Nothing was changed.`
  if (undone)
    return did === 1 ? t`1 photo is what it was before.` : t`${did} photos are what they were before.`
  if (now === null) return did === 1 ? t`1 photo was taken out.` : t`${did} photos were taken out.`
  const name = <strong>{now}</strong>
  return did === 1 ? t`1 photo moved to ${name}.` : t`${did} photos moved to ${name}.`
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
