import { t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import type { ReviewersModel } from '../review-models.ts'

type Reviewer = ReviewersModel['reviewers'][number]

/** Who checks photos beside the organisers. What one settles wrongly is learned by the next morning. */
export function ReviewersPage({ frame, model }: { frame: Frame; model: ReviewersModel }) {
  return (
    <Layout frame={frame} title={t`Reviewers`}>
      <div class="reviewers-page">
        <section class="sheet">
          <h1>{t`Reviewers`}</h1>
          {model.ended && (
            <p class="saved" role="status">
              {t`Stopped. What they settled stays: look it through if you are not sure of it.`}
            </p>
          )}
          {model.reviewers.length === 0 ? (
            <p>{t`Nobody helps you check photos yet.`}</p>
          ) : (
            <ul class="reviewer-list">
              {model.reviewers.map(reviewer => (
                <li key={reviewer.id}>
                  <Row reviewer={reviewer} />
                </li>
              ))}
            </ul>
          )}
          <Back />
        </section>
        <form class="sheet" method="post" action="/organiser/reviewers">
          <h2>{t`Invite a reviewer`}</h2>
          <p>{t`You get a link that lets one helper check photos, and nothing else.`}</p>
          <button class="button button-quiet" type="submit">
            {t`Make a link`}
          </button>
        </form>
      </div>
    </Layout>
  )
}

function Row({ reviewer: { id, email, since, settled, last } }: { reviewer: Reviewer }) {
  return (
    <>
      <p>
        <strong>{email ?? t`a stopped reviewer`}</strong>
        <span class="small">{t`since ${since}`}</span>
        <span class="small">
          {settled > 0 ? (
            <a href={`/organiser/review/settled?by=${id}`}>
              {settled === 1 ? t`1 photo settled` : t`${settled} photos settled`}
            </a>
          ) : (
            t`nothing settled yet`
          )}
          {last !== null && <> · {t`last ${last}`}</>}
        </span>
      </p>
      {email !== null && (
        <details class="quiet-details">
          <summary>{t`Stop this reviewer ${<span class="vh">{email}</span>}`}</summary>
          <form method="post" action={`/organiser/reviewers/${id}/end`}>
            <p>
              {t`They are signed out at once and can check no more photos. Their e-mail address and password are
                deleted. What they settled stays.`}
            </p>
            <button class="button button-danger" type="submit">
              {t`Stop them now`}
            </button>
          </form>
        </details>
      )}
    </>
  )
}
