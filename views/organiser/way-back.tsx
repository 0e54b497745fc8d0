import { t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { raw } from '../parts/raw.tsx'
import type { WayBackModel } from '../player-models.ts'

/** A player's way back into their album, to be scanned or sent. */
export function WayBackPage({ frame, model }: { frame: Frame; model: WayBackModel }) {
  const { id, nickname, link, qr } = model
  return (
    <Layout frame={frame} title={t`Let ${nickname} back in`}>
      <section class="sheet join-card ticket-alone">
        <h1>{t`Let ${nickname} back in`}</h1>
        <p>
          {t`Whoever opens this link plays on as ${<strong>{nickname}</strong>}. Show it to them alone. It works
          once, for an hour.`}
        </p>
        <div class="qr" role="img" aria-label={t`QR code for ${link}`} {...raw(qr)} />
        <p class="join-url">{link}</p>
        <p class="actions">
          <a class="button button-quiet" href={`/organiser/players/${id}`}>
            {t`Back`}
          </a>
        </p>
      </section>
    </Layout>
  )
}
