import type { Pages } from '../../views/models.ts'

/** No list is longer, and no offset needs to be. */
const lastPage = 9999

/** The page asked for by ?page=, from 1 to `last`; 1 where it is no number. */
export function pageNumber({ searchParams }: URL, last = lastPage): number {
  const asked = Number(searchParams.get('page') ?? 1)
  return Number.isInteger(asked) ? Math.min(Math.max(asked, 1), last) : 1
}

/** How many pages so many entries fill: at least one. */
export const pageCount = (entries: number, pageLength: number): number =>
  Math.max(1, Math.ceil(entries / pageLength))

/** The ways to the pages beside `page`, newest entries on page 1. `more`: there are entries beyond it. */
export const pagesBeside = (page: number, more: boolean, address: (page: number) => string): Pages => ({
  newer: page > 1 ? address(page - 1) : null,
  older: more ? address(page + 1) : null,
})
