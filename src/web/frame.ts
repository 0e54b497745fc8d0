import type { Frame, NoticeModel } from '../../views/models.ts'
import type { Context } from '../context.ts'
import { noticeWords } from '../feedback/review/notice.ts'
import { nameOfFood, packText } from '../packs/spoken.ts'
import { staticStamp } from './static.ts'
import type { Visit } from './visit.ts'

/** What the page around a part needs to know of the visitor. */
export const frameOf = (context: Context, visit: Visit): Frame => ({
  path: visit.url.pathname,
  back: visit.request.method === 'GET' ? visit.url.pathname + visit.url.search : '/',
  packName: context.pack.name,
  event: visit.event.name,
  player: visit.viewer?.player ?? null,
  organiser: visit.viewer?.organiser ?? false,
  reviewer: visit.viewer?.reviewer ?? false,
  notices: [...modelNotices(visit), ...photoNotices(context, visit)],
  version: context.version,
  stamp: staticStamp(),
})

const modelNotices = ({ viewer }: Visit): NoticeModel[] =>
  (viewer?.modelNotices ?? []).map(({ id, words }) => ({
    ...{ text: words, warns: true },
    href: id && '/organiser/models',
    seen: id && `/organiser/models/notices/${id}/seen`,
  }))

const photoNotices = ({ pack }: Context, { viewer }: Visit): NoticeModel[] =>
  (viewer?.notices ?? []).map(notice => ({
    text: noticeWords(
      notice.kind,
      notice.food ? nameOfFood(pack, notice.food) : '',
      pack.badges
        .filter(badge => notice.lostBadges.includes(badge.id))
        .map(badge => packText(pack, badge.name)),
    ),
    warns: false,
    href: notice.kind === 'hidden' ? null : `/catches/${notice.catchId}`,
    seen: `/notices/${notice.id}/seen`,
  }))
