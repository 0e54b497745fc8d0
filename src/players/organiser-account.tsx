import { APIError } from 'better-auth/api'
import { z } from 'zod'
import { ClaimOrganiserPage } from '../../views/organiser/claim.tsx'
import { SignInPage } from '../../views/organiser/sign-in.tsx'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { passwordLength } from '../web/auth.ts'
import { field, readForm, smallForm } from '../web/form.ts'
import { frameOf } from '../web/frame.ts'
import { html, seeOther } from '../web/html.ts'
import { phrase } from '../web/languages/phrase.ts'
import { t } from '../web/languages/words.ts'
import type { ReviewerVisit, Visit } from '../web/visit.ts'
import { countPassword } from './count-password.ts'
import { deviceCookieOf } from './device-cookie.ts'
import { useLink } from './link-store.ts'
import { movedCookie } from './moved-cookie.ts'
import { linkOf, roleOfLink } from './organiser-link.ts'
import { pageAfterSignIn } from './rules.ts'
import { endSession, onlyCookies } from './session-cookies.ts'
import { giveRole, movePlayers, roleOf } from './store.ts'

const staleLink = () =>
  new AppError(
    404,
    phrase`This link has been used or is too old. If you have an account, sign in. For a new link, run
      "tangkap organiser-link" on the server (in a clone: "scripts/tangkap organiser-link").`,
    { signIn: '/organiser/sign-in' },
  )

/** GET /organiser/claim/:token, from the link printed at the first start. */
export async function showClaim(context: Context, visit: Visit): Promise<Response> {
  const token = visit.params.token ?? ''
  const role = await roleOfLink(context.db, token, context.clock())
  if (!role) throw staleLink()
  return claimPage(context, visit, { token, role, email: '', problem: null })
}

/** POST /organiser/claim/:token makes the account, or gives an account there is a new password. */
export async function claimOrganiser(context: Context, visit: Visit): Promise<Response> {
  const token = visit.params.token ?? ''
  const form = await readForm(visit.request, smallForm)
  const [email, password] = [field(form, 'email').toLowerCase(), passwordOf(form)]
  const role = await roleOfLink(context.db, token, context.clock())
  if (!role) throw staleLink()
  // Whoever was invited could ask for one address after the other whether it has an account.
  await context.limits.claims.take(token)
  const known = await (await context.auth.$context).internalAdapter.findUserByEmail(email)
  // A reviewer's link opens no account that opens anything, or it would open the organiser's.
  const opens = known !== null && (await roleOf(context.db, known.user.id)) !== null
  const taken = t`There is an account with that address already. Sign in with it, or use another address.`
  const problem = checkCredentials(email, password) ?? (opens && role === 'reviewer' ? taken : null)
  if (problem) return claimPage(context, visit, { token, role, email, problem }, 422)
  if (!(await useLink(context.db, linkOf(role), token, context.clock()))) throw staleLink()

  const headers = visit.request.headers
  if (known) {
    await resetPassword(context, known.user.id, password)
    await giveRole(context.db, known.user.id, role)
  } else {
    const made = await context.auth.api.signUpEmail({ body: { email, password, name: role } })
    await giveRole(context.db, made.user.id, role)
  }
  const signedIn = await context.auth.api.signInEmail({
    body: { email, password },
    headers,
    returnHeaders: true,
  })
  const moved = await takeAlbumAlong(context, visit, signedIn.response.user.id)
  const cookies = await signedInCookies(context, email, signedIn.headers, moved)
  return seeOther(pageAfterSignIn(role, ''), cookies)
}

/** The session, the word that this browser has had one, and what its script should know. */
async function signedInCookies(
  context: Context,
  email: string,
  headers: Headers,
  moved: Moved,
): Promise<Headers> {
  const cookies = onlyCookies(headers)
  cookies.append('set-cookie', await deviceCookieOf(context, email))
  for (const each of moved) cookies.append('set-cookie', movedCookie(each))
  return cookies
}

type Moved = Awaited<ReturnType<typeof movePlayers>>

/** Who played on this device without an account keeps what they caught. Another account's album stays its own. */
async function takeAlbumAlong(context: Context, { viewer }: Visit, userId: string): Promise<Moved> {
  if (viewer === null || viewer.reviewer || viewer.userId === userId) return []
  return await movePlayers(context.db, context.pack, {
    from: viewer.userId,
    to: userId,
    now: context.clock(),
  })
}

/** GET /organiser/sign-in, ?next=/organiser/players for the page somebody wanted. */
export function showSignIn(context: Context, visit: Visit): Response {
  const next = visit.url.searchParams.get('next') ?? ''
  if (visit.viewer?.organiser) return seeOther(pageAfterSignIn('organiser', next))
  if (visit.viewer?.reviewer) return seeOther(pageAfterSignIn('reviewer', next))
  return signInPage(context, visit, { email: '', next, problem: null })
}

/** POST /organiser/sign-in */
export async function signIn(context: Context, visit: Visit): Promise<Response> {
  const form = await readForm(visit.request, smallForm)
  const [email, password] = [field(form, 'email').toLowerCase(), passwordOf(form)]
  const takeBack = await countPassword(context, visit, email)
  const next = field(form, 'next')
  try {
    const { headers, response } = await context.auth.api.signInEmail({
      body: { email, password },
      headers: visit.request.headers,
      returnHeaders: true,
    })
    await takeBack()
    const moved = await takeAlbumAlong(context, visit, response.user.id)
    const cookies = await signedInCookies(context, email, headers, moved)
    return seeOther(pageAfterSignIn(response.user.role, next), cookies)
  } catch (error) {
    if (!(error instanceof APIError) || error.statusCode >= 500) throw error
    const problem = t`That e-mail address and password do not belong together.`
    return signInPage(context, visit, { email, next, problem }, 422)
  }
}

/** POST /organiser/sign-out */
export async function signOut(context: Context, visit: ReviewerVisit): Promise<Response> {
  return seeOther('/organiser/sign-in', await endSession(context, visit.request))
}

async function resetPassword(context: Context, userId: string, password: string): Promise<void> {
  const { internalAdapter } = await context.auth.$context
  await internalAdapter.updatePassword(userId, await Bun.password.hash(password))
  await internalAdapter.deleteUserSessions(userId)
}

/** Spaces are part of a password, so it is not trimmed. */
function passwordOf(form: FormData): string {
  const value = form.get('password')
  return typeof value === 'string' ? value : ''
}

function checkCredentials(email: string, password: string): string | null {
  if (!z.email().safeParse(email).success) return t`That does not look like an e-mail address.`
  const { least, most } = passwordLength
  if (password.length < least)
    return t`Use a password of at least ${least} characters. Three or four words work well.`
  if (password.length > most) return t`Use a password of at most ${most} characters.`
  return null
}

function claimPage(
  context: Context,
  visit: Visit,
  model: Parameters<typeof ClaimOrganiserPage>[0]['model'],
  status = 200,
) {
  return html(<ClaimOrganiserPage frame={frameOf(context, visit)} model={model} />, { status })
}

function signInPage(
  context: Context,
  visit: Visit,
  model: Parameters<typeof SignInPage>[0]['model'],
  status = 200,
) {
  return html(<SignInPage frame={frameOf(context, visit)} model={model} />, { status })
}
