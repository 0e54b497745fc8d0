import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { bareTextsOf, sentencesOf, spacedSentencesOf } from '../../../test/sentences.ts'
import { root } from '../../paths.ts'
import { speakIn } from './language.ts'
import { inEnglish, phrase } from './phrase.ts'
import { catalogs, gap, speak, t } from './words.ts'

const said = sentencesOf(root)
const sentences = new Set(said.map(({ english }) => english))
const placesIn = (sentence: string) => (sentence.match(/\{\d\}/g) ?? []).toSorted()

describe.each(Object.entries(catalogs))('the catalog of %s', (_language, catalog) => {
  test('has every sentence of the pages', () => {
    expect([...sentences].filter(sentence => !catalog[sentence])).toEqual([])
  })

  test('has no sentence that no page says', () => {
    expect(Object.keys(catalog).filter(sentence => !sentences.has(sentence))).toEqual([])
  })

  test('has the same places for values', () => {
    const other = Object.entries(catalog).filter(
      ([english, sentence]) => placesIn(english).join() !== placesIn(sentence).join(),
    )
    expect(other).toEqual([])
  })
})

test('nothing is said before anybody listens', () => {
  expect(said.filter(({ tooSoon }) => tooSoon).map(({ place }) => place)).toEqual([])
})

test('nothing stands in a page unsaid but names', () => {
  const names = ['Tangkap', 'Macro-F1', 'AUROC']
  expect(bareTextsOf(root).filter(({ text }) => !names.includes(text))).toEqual([])
})

test('between two sentences stands what their language has there', () => {
  expect(spacedSentencesOf(root)).toEqual([])
  expect((['en', 'ms', 'zh', 'ta'] as const).map(spoken => speakIn(spoken, gap))).toEqual([' ', ' ', '', ' '])
})

describe('a sentence', () => {
  test.each([
    ['en', 'Album', 'Not a food I know yet: 3 of 7'],
    ['ms', 'Album', 'Not a food I know yet: 3 of 7'],
  ] as const)('that the catalog of %s lacks is said in English', (spoken, _album, english) => {
    expect(speakIn(spoken, () => t`Not a food I know yet: ${3} of ${7}`)).toBe(english)
  })

  test('may be broken over lines', () => {
    expect(t`One
      two ${3}
      four`).toBe('One two 3 four')
  })

  test('has parts of a page in it, and what people typed is escaped', () => {
    const link = h('a', { href: '/' }, '<b>')
    expect(renderToString(h('p', {}, t`See ${link} and ${'<i>'}`))).toBe(
      '<p>See <a href="/">&lt;b></a> and &lt;i></p>',
    )
  })

  test('is put into the language of whoever reads it, wherever it was made', () => {
    const made = speakIn('ms', () => phrase`We could not find that ${phrase`page`}.`)
    expect(inEnglish(made)).toBe('We could not find that page.')
    expect(speakIn('zh', () => speak(made))).not.toBe(inEnglish(made))
    expect(speakIn('zh', () => inEnglish(made))).toBe('We could not find that page.')
  })
})
