import { describe, expect, test } from 'vitest'
import { language, languageCookieOf, languageOf, speakIn } from './language.ts'

const asked = (accept: string | null, cookie: string | null = null) =>
  new Headers({ ...(accept !== null && { 'accept-language': accept }), ...(cookie !== null && { cookie }) })

describe('the language of a request', () => {
  test.each([
    ['nothing', asked(null), 'en'],
    ['an empty header', asked(''), 'en'],
    ['any language', asked('*'), 'en'],
    ['a phone in Malaysia', asked('ms-MY,ms;q=0.9,en-US;q=0.8,en;q=0.7'), 'ms'],
    ['simplified Chinese', asked('zh-CN,zh;q=0.9,en;q=0.8'), 'zh'],
    ['Chinese by its script', asked('zh-Hans-MY'), 'zh'],
    ['Tamil', asked('ta-IN, ta;q=0.9'), 'ta'],
    ['the one most wanted', asked('en;q=0.2, ta;q=0.7, ms;q=0.5'), 'ta'],
    ['one of ours behind others', asked('fr-FR,fr;q=0.9,zh-TW;q=0.5'), 'zh'],
    ['none of ours', asked('fr-FR,fr;q=0.9'), 'en'],
    ['one that is refused', asked('ms;q=0,ta;q=0.1'), 'ta'],
    ['what is no list of languages', asked(';;=,\u00a0q=ms'), 'en'],
    ['a picked one against the browser', asked('ms-MY', 'a=b; tangkap.language=ta; c=d'), 'ta'],
    ['English picked on a phone in Malay', asked('ms-MY', 'tangkap.language=en'), 'en'],
    ['a picked one that does not exist', asked('ms-MY', 'tangkap.language=fr'), 'ms'],
    ['cookies that are none', asked('ms-MY', '=;;tangkap.language'), 'ms'],
  ])('%s', (_what, headers, spoken) => {
    expect(languageOf(headers)).toBe(spoken)
  })

  test('is found again in the cookie that remembers it', () => {
    const cookie = languageCookieOf('zh')
    expect(cookie).toMatch(/HttpOnly/i)
    expect(languageOf(asked('ms', cookie.split(';')[0]))).toBe('zh')
  })
})

test('is kept over a wait, and two visitors do not mix', async () => {
  const wait = () => new Promise(resolve => setImmediate(resolve))
  const says = async () => {
    const before = language()
    await wait()
    return [before, language()]
  }
  expect(await Promise.all([speakIn('ta', says), speakIn('ms', says), says()])).toEqual([
    ['ta', 'ta'],
    ['ms', 'ms'],
    ['en', 'en'],
  ])
})
