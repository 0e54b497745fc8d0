import type { DoneModel } from '../dataset-models.ts'
import { count } from '../parts/words.ts'

/** What the last press of a button did, and the way back. */
export function Done({ model }: { model: DoneModel | null }) {
  if (model === null) return null
  const { did, stayed, undo } = model
  return (
    <div class="sheet dataset-done" role="status">
      <p>
        {did > 0 ? `${count(did, 'photo')} changed.` : 'Nothing was changed.'}
        {stayed > 0 && ` ${count(stayed, 'photo')} stayed: your own, or like that already.`}
      </p>
      {undo && (
        <form method="post" action="/organiser/dataset/photos">
          <input type="hidden" name="to" value={undo.to} />
          <input type="hidden" name="back" value={model.back} />
          {undo.ids.map(id => (
            <input key={id} type="hidden" name="photo" value={id} />
          ))}
          <button class="button button-quiet button-small" type="submit">
            Undo
          </button>
        </form>
      )}
    </div>
  )
}
