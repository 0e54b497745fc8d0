import { t } from '../../src/web/languages/words.ts'
import type { Frame } from '../models.ts'
import { LinkTicket, type TicketLink } from '../parts/link-ticket.tsx'

/** A reviewer's way in. */
export function InvitePage({ frame, link }: { frame: Frame; link: TicketLink }) {
  return (
    <LinkTicket frame={frame} title={t`Invite a reviewer`} back="/organiser/reviewers" link={link}>
      {t`Whoever opens this link can check photos, and nothing else. It works once, for a day.`}
    </LinkTicket>
  )
}
