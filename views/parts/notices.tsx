import { gap, t } from '../../src/web/languages/words.ts'
import type { NoticeModel } from '../models.ts'

/**
 * What happened to the player's photos, or to the organiser's model, since they last looked; stays until it is read. More
 * than one fold away behind the first: what the page is for stays in sight.
 */
export function Notices({ notices }: { notices: NoticeModel[] }) {
  const [first, ...others] = notices
  if (!first) return null
  return (
    <section class="news" aria-label={t`News`}>
      <Item notice={first} />
      {others.length > 0 && (
        <details class="news-more">
          <summary>{t`${others.length} more`}</summary>
          {others.map(notice => (
            <Item notice={notice} key={notice.seen} />
          ))}
        </details>
      )}
    </section>
  )
}

function Item({ notice }: { notice: NoticeModel }) {
  const words = (
    <p role="status">
      {notice.text}
      {gap()}
      {notice.href && <a href={notice.href}>{t`See it`}</a>}
    </p>
  )
  const look = notice.warns ? 'news-item news-warns' : 'news-item'
  if (notice.seen === null) return <div class={look}>{words}</div>
  return (
    <form
      class={look}
      method="post"
      action={notice.seen}
      hx-post={notice.seen}
      hx-target="this"
      hx-swap="outerHTML"
    >
      {words}
      <button class="button button-go" type="submit">
        {t`OK`}
      </button>
    </form>
  )
}
