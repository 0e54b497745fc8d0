import { t } from '../../src/web/languages/words.ts'
import { Problem } from '../parts/problem.tsx'
import type { NicknameModel } from '../player-models.ts'

/** Another nickname: one's own, or one that the organiser has to change. The page opens at it again. */
export function NicknameForm({
  action,
  title,
  model,
}: {
  action: string
  title: string
  model: NicknameModel
}) {
  return (
    <form class="sheet form" id="nickname" method="post" action={`${action}#nickname`}>
      <h2>{title}</h2>
      {model.saved && (
        <p class="saved" role="status">
          {t`Saved.`}
        </p>
      )}
      <Problem text={model.problem} />
      <label class="field">
        <span>{t`New nickname`}</span>
        <input type="text" name="name" value={model.name} required autocomplete="off" />
      </label>
      <button class="button button-quiet" type="submit">
        {t`Save`}
      </button>
    </form>
  )
}
