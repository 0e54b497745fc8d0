import { t } from '../../src/web/languages/words.ts'
import type { NoticeModel } from '../models.ts'

/** What happened to the player's photos, or to the organiser's model, since they last looked; stays until it is read. */
export function Notices({ notices }: { notices: NoticeModel[] }) {
  if (notices.length === 0) return null
  return (
    <section class="news" aria-label={t`News`}>
      {notices.map(notice => (
        <form
          class={notice.warns ? 'news-item news-warns' : 'news-item'}
          key={notice.seen}
          method="post"
          action={notice.seen}
          hx-post={notice.seen}
          hx-target="this"
          hx-swap="outerHTML"
        >
          <p role="status">
            {notice.text} {notice.href && <a href={notice.href}>{t`See it`}</a>}
          </p>
          <button class="button button-go" type="submit">
            {t`OK`}
          </button>
        </form>
      ))}
    </section>
  )
}
