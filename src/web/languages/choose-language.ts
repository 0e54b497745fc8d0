import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { field, readForm, smallForm } from '../form.ts'
import { seeOther } from '../html.ts'
import { pathHere } from '../path-here.ts'
import type { Visit } from '../visit.ts'
import { isLanguage, languageCookieOf } from './language.ts'
import { phrase } from './phrase.ts'

/** POST /language: this device speaks it from now on, on the page the button was pressed on. */
export async function chooseLanguage(_context: Context, { request }: Visit): Promise<Response> {
  const form = await readForm(request, smallForm)
  const picked = field(form, 'language')
  if (!isLanguage(picked)) throw new AppError(422, phrase`Tangkap does not speak that language.`)
  return seeOther(
    pathHere(field(form, 'back')) ?? '/',
    new Headers({ 'set-cookie': languageCookieOf(picked) }),
  )
}
