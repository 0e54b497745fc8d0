import { timingSafeEqual } from 'node:crypto'
import { JoinPage } from '../../views/players/join.tsx'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { tidyJoinCode } from '../events/index.ts'
import { field, readForm, smallForm } from '../web/form.ts'
import { frameOf } from '../web/frame.ts'
import { html, seeOther } from '../web/html.ts'
import { phrase } from '../web/languages/phrase.ts'
import { t } from '../web/languages/words.ts'
import type { Visit } from '../web/visit.ts'
import { checkNickname } from './rules.ts'
import { onlyCookies } from './session-cookies.ts'
import { addPlayer, deleteUser, isNicknameTaken } from './store.ts'

/** GET /join and /join/:code, where the QR code leads. */
export function showJoin(context: Context, visit: Visit): Response {
  if (visit.viewer?.player) return seeOther('/')
  return joinPage(context, visit, {
    code: tidyJoinCode(visit.params.code ?? ''),
    nickname: '',
    erased: visit.url.searchParams.has('erased'),
    problem: null,
  })
}

/** POST /join: a nickname and the event's code, no e-mail. */
export async function join(context: Context, visit: Visit): Promise<Response> {
  if (visit.viewer?.player) return seeOther('/')
  const form = await readForm(visit.request, smallForm)
  const typed = { code: tidyJoinCode(field(form, 'code')), nickname: field(form, 'nickname') }
  const refuse = (field: 'code' | 'nickname', text: string) =>
    joinPage(context, visit, { ...typed, erased: false, problem: { field, text } }, 422)

  const { wrongCodes, newPlayers } = context.limits
  if (!sameText(typed.code, visit.event.joinCode)) {
    await wrongCodes.take(visit.ip)
    return refuse('code', t`That code does not open this event. Look at the poster again.`)
  }
  // Or who goes on guessing would still be told.
  await wrongCodes.check(visit.ip)
  const checked = checkNickname(typed.nickname)
  if ('problem' in checked) return refuse('nickname', checked.problem)
  if (await isNicknameTaken(context.db, visit.event.id, checked.nickname))
    return refuse('nickname', takenToJoin())

  await newPlayers.take(visit.ip)
  const { userId, isNew, headers } = await sessionFor(context, visit)
  const player = { userId, eventId: visit.event.id, nickname: checked.nickname, now: context.clock() }
  if (!(await addPlayer(context.db, player))) {
    if (isNew) await deleteUser(context.db, userId)
    return refuse('nickname', takenToJoin())
  }
  return seeOther('/', headers)
}

const takenToJoin = () =>
  t`Somebody already has that nickname. Pick another. If it is yours, ask the organiser to let you back in.`

/** An organiser plays with the account they have; everybody else gets one that has no name and no e-mail. */
async function sessionFor(context: Context, visit: Visit) {
  if (visit.viewer) return { userId: visit.viewer.userId, isNew: false, headers: new Headers() }
  const { response, headers } = await context.auth.api.signInAnonymous({ returnHeaders: true })
  if (!response) throw new AppError(500, phrase`Joining did not work. Please try again.`)
  return { userId: response.user.id, isNew: true, headers: onlyCookies(headers) }
}

function joinPage(
  context: Context,
  visit: Visit,
  model: Parameters<typeof JoinPage>[0]['model'],
  status = 200,
) {
  return html(<JoinPage frame={frameOf(context, visit)} model={model} />, { status })
}

/** Takes the same time however much of the text is right. */
function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
