import { expect, test } from 'vitest'
import type { Example } from './base-set.ts'
import { bankRows } from './make-bank.ts'

const photo = (over: Partial<Example>, crops: number): Example[] => {
  const whole: Example = {
    ...{ pack: 'malaysia', label: 'laksa', kind: 'food', split: 'train', group: 'g', source: 'test' },
    view: 'whole',
    ...over,
  }
  return [whole, ...Array.from({ length: crops }, (): Example => ({ ...whole, view: 'crop' }))]
}

test.each([
  ['a shipped photo alone', photo({}, 3), [0]],
  ['a photo of this event with three crops', photo({ local: true }, 12), [0, 1, 2, 3]],
  ['with as many as it has', photo({ local: true }, 2), [0, 1, 2]],
  [
    'three of each',
    [...photo({ local: true }, 4), ...photo({ local: true }, 5)],
    [...[0, 1, 2, 3], ...[5, 6, 7, 8]],
  ],
  ['an outlier of this event alone', photo({ local: true, kind: 'outlier', label: 'other_food' }, 3), [0]],
  ['nothing that judges', photo({ local: true, split: 'test' }, 0), []],
])('a bank holds %s', (_, examples, rows) => {
  expect(bankRows({ examples })).toEqual(rows)
})
