import { expect, test } from 'vitest'
import { duration, progressLine } from './progress.ts'

/** Reports `reports` of 20, ten seconds apart; what was written. */
function written(reports: number[], isTTY: boolean): string[] {
  let now = 0
  const lines: string[] = []
  const out = { isTTY, write: (text: string) => lines.push(text) > 0 }
  const progress = progressLine('Epochs', () => now, out)
  for (const done of reports) {
    progress(done, 20)
    now += 10_000
  }
  return lines
}

test('in a file it is a line for every tenth, with a guess as soon as there can be one', () => {
  expect(written([0, 1, 2, 3, 20], false)).toEqual([
    'Epochs: 0 of 20\n',
    'Epochs: 2 of 20, about 3 min 0 s left\n',
    'Epochs: 20 of 20, 40 s in all\n',
  ])
})

test('on a terminal it is one line, written anew', () => {
  expect(written([1, 2, 20], true)).toEqual([
    '\r\x1b[KEpochs: 2 of 20, about 1 min 30 s left',
    '\r\x1b[KEpochs: 20 of 20, 20 s in all\n',
  ])
})

test.each([
  [900, '1 s'],
  [59_400, '59 s'],
  [61_000, '1 min 1 s'],
  [3_725_000, '1 h 2 min'],
])('%i ms are %s', (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words)
})
