import { expect, test } from 'vitest'
import { pageCount, pageNumber, pagesBeside } from './pages.ts'

const url = (query: string) => new URL(`http://localhost/list${query}`)

test.each([
  ['', undefined, 1],
  ['?page=3', undefined, 3],
  ['?page=3', 2, 2],
  ['?page=0', undefined, 1],
  ['?page=-4', undefined, 1],
  ['?page=1.5', undefined, 1],
  ['?page=two', undefined, 1],
  ['?page=1e9', undefined, 9999],
  ['?page=Infinity', undefined, 1],
])('of %j with last page %j, page %i is shown', (query, last, page) => {
  expect(pageNumber(url(query), last)).toBe(page)
})

test.each([
  [0, 1],
  [30, 1],
  [31, 2],
])('%i entries fill %i pages of thirty', (entries, pages) => {
  expect(pageCount(entries, 30)).toBe(pages)
})

test.each([
  [1, false, { newer: null, older: null }],
  [1, true, { newer: null, older: '/list?page=2' }],
  [3, false, { newer: '/list?page=2', older: null }],
])('beside page %i, with more beyond it: %j', (page, more, beside) => {
  expect(pagesBeside(page, more, n => `/list?page=${n}`)).toEqual(beside)
})
