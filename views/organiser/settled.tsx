import { gap, t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { PageLinks } from '../parts/pages.tsx'
import { listed } from '../parts/words.ts'
import type { SettledModel } from '../review-models.ts'

/** What reviewers decided, newest first; each can be looked at again. */
export function SettledPage({ frame, model }: { frame: Frame; model: SettledModel }) {
  return (
    <Layout frame={frame} title={t`What was settled`}>
      <section class="sheet settled">
        <h1>{t`What was settled`}</h1>
        <p class="actions">
          <a class="button" href="/organiser/review">
            {t`Check photos`}
          </a>
        </p>
        {model.by !== null && (
          <p>
            {t`Only what ${<strong>{model.by}</strong>} settled.`}
            {gap()}
            <a href="/organiser/review/settled">{t`Show what everybody settled`}</a>
          </p>
        )}
        {model.rows.length === 0 ? (
          <p>{t`Nothing yet. What you decide on the review page is listed here.`}</p>
        ) : (
          <ul class="settled-list">
            {model.rows.map(row => (
              <li key={row.catchId}>
                <a href={row.photo}>
                  <img src={row.thumbnail} alt={row.decision} width="256" height="256" loading="lazy" />
                </a>
                <p>
                  <strong>{row.decision}</strong>
                  <span class="small">
                    {row.nickname} · {row.when} · {row.reviewer}
                  </span>
                </p>
                {row.own ? (
                  <span class="small">{t`yours`}</span>
                ) : (
                  <form method="post" action={`/organiser/review/${row.catchId}/reopen`}>
                    <input type="hidden" name="batch" value={row.batch} />
                    <button class="button button-quiet" type="submit">
                      {t`Reopen ${<span class="vh">{listed([row.decision, row.nickname, row.when])}</span>}`}
                    </button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        )}
        <PageLinks {...model.pages} />
        {frame.organiser && <Back />}
      </section>
    </Layout>
  )
}
