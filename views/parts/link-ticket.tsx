import type { ComponentChildren } from 'preact'
import { t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { raw } from './raw.tsx'

/** A link to be scanned or sent, and its QR code as SVG. */
export interface TicketLink {
  link: string
  qr: string
}

/** A page with a link that is shown once; `children` say what it does, `back` is where it was asked for. */
export function LinkTicket({
  frame,
  title,
  back,
  link: { link, qr },
  children,
}: {
  frame: Frame
  title: string
  back: string
  link: TicketLink
  children: ComponentChildren
}) {
  return (
    <Layout frame={frame} title={title}>
      <section class="sheet join-card ticket-alone">
        <h1>{title}</h1>
        <p>{children}</p>
        <div class="qr" role="img" aria-label={t`QR code for ${link}`} {...raw(qr)} />
        <p class="join-url" data-link="">
          {link}
        </p>
        <p class="small" role="status" data-copied="" />
        <p class="actions">
          <button class="button" type="button" data-copy="" hidden>
            {t`Copy the link`}
          </button>
          <a class="button button-quiet" href={back}>
            {t`Back`}
          </a>
        </p>
      </section>
    </Layout>
  )
}
