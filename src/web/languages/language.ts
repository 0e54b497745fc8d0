import { AsyncLocalStorage } from 'node:async_hooks'
import Negotiator from 'negotiator'
import { type Language, languages } from '../../packs/schema.ts'

/** What each language calls itself. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  ms: 'Melayu',
  zh: '中文',
  ta: 'தமிழ்',
}

/** As browsers and screen readers are told, and as Intl writes dates. */
export const languageTags: Record<Language, string> = { en: 'en-GB', ms: 'ms', zh: 'zh-Hans', ta: 'ta' }

export const languageCookie = 'tangkap.language'
const aYear = 365 * 24 * 60 * 60

/** Remembers the language somebody picked, as a Set-Cookie header. */
export const languageCookieOf = (language: Language): string =>
  new Bun.Cookie(languageCookie, language, {
    path: '/',
    maxAge: aYear,
    sameSite: 'lax',
    httpOnly: true,
  }).serialize()

export const isLanguage = (value: unknown): value is Language =>
  languages.some(language => language === value)

/** The language picked on this device, else the one its browser asks for, else English. */
export function languageOf(headers: Headers): Language {
  const picked = new Bun.CookieMap(headers.get('cookie') ?? '').get(languageCookie)
  if (isLanguage(picked)) return picked
  const asked = new Negotiator({ headers: { 'accept-language': headers.get('accept-language') ?? '' } })
  return asked.languages([...languages]).find(isLanguage) ?? 'en'
}

const spoken = new AsyncLocalStorage<Language>()

/** Everything `act` says, now or after it has waited for something, is in this language. */
export const speakIn = <T>(language: Language, act: () => T): T => spoken.run(language, act)

/** The language of the visitor who is being answered; English where there is none. */
export const language = (): Language => spoken.getStore() ?? 'en'

/** Orders by name, as the language of whoever is being answered does. */
export const byName = (a: { name: string }, b: { name: string }): number =>
  a.name.localeCompare(b.name, languageTags[language()])
