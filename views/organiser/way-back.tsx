import { t } from '../../src/web/languages/words.ts'
import type { Frame } from '../models.ts'
import { LinkTicket, type TicketLink } from '../parts/link-ticket.tsx'

interface Props {
  frame: Frame
  player: { id: string; nickname: string }
  link: TicketLink
}

/** A player's way back into their album. */
export function WayBackPage({ frame, player: { id, nickname }, link }: Props) {
  return (
    <LinkTicket
      frame={frame}
      title={t`Let ${nickname} back in`}
      back={`/organiser/players/${id}`}
      link={link}
    >
      {t`Whoever opens this link plays on as ${<strong>{nickname}</strong>}. Show it to them alone. It works
      once, for an hour.`}
    </LinkTicket>
  )
}
