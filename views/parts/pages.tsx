import { t } from '../../src/web/languages/words.ts'
import type { Pages } from '../models.ts'

/** Under a list that is too long for one page; nothing under one that is not. */
export function PageLinks({ newer, older }: Pages) {
  if (!newer && !older) return null
  return (
    <p class="actions">
      {newer && (
        <a class="button button-quiet" href={newer} rel="prev">
          {t`Newer`}
        </a>
      )}
      {older && (
        <a class="button button-quiet" href={older} rel="next">
          {t`Older`}
        </a>
      )}
    </p>
  )
}
