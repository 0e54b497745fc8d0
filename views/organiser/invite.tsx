import { t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { raw } from '../parts/raw.tsx'

/** A reviewer's way in, to be scanned or sent. */
export function InvitePage({ frame, link, qr }: { frame: Frame; link: string; qr: string }) {
  return (
    <Layout frame={frame} title={t`Invite a reviewer`}>
      <section class="sheet join-card ticket-alone">
        <h1>{t`Invite a reviewer`}</h1>
        <p>{t`Whoever opens this link can check photos, and nothing else. It works once, for a day.`}</p>
        <div class="qr" role="img" aria-label={t`QR code for ${link}`} {...raw(qr)} />
        <p class="join-url">{link}</p>
        <p class="actions">
          <a class="button button-quiet" href="/organiser">
            {t`Back`}
          </a>
        </p>
      </section>
    </Layout>
  )
}
