import { describe, expect, test } from 'vitest'
import { phrase } from '../web/languages/phrase.ts'
import { isAbandoned, progressOf } from './rules.ts'

const birth = 'boot/1'
const second = 1000

describe('a job is anybody’s', () => {
  test.each([
    ['not while its process lives and beats', 1, birth, 2 * second, false],
    ['not while its process computes without a pause', 1, birth, 30 * 60 * second, false],
    ['when its process has been silent for an hour', 1, birth, 3601 * second, true],
    ['not at once when its process is gone: it may live in another container', 1, null, 5 * second, false],
    ['when its process is gone', 1, null, 11 * second, true],
    ['when another process has its number', 1, 'boot/2', 11 * second, true],
    ['not while nobody has said which process it is', null, null, 20 * second, false],
    ['when nobody ever says', null, null, 31 * second, true],
    ['when its process is gone, and the clock was set back since', 1, null, -3600 * second, true],
    ['not while its process lives and the clock was set back a little', 1, birth, -60 * second, false],
    ['at once when its process left it', null, null, 1e12, true],
  ])('%s', (_, pid, alive, quiet, expected) => {
    const job = { pid, born: birth, beat: 1e12 }
    expect(isAbandoned(job, 1e12 + quiet, () => alive)).toBe(expected)
  })
})

describe('progress', () => {
  const steps = [
    { name: 'a', words: phrase`First`, share: 1 },
    { name: 'b', words: phrase`Second`, share: 3 },
  ]
  const job = { step: 'b', done: 1, total: 2, createdAt: 0, stepStartedAt: 10 * second }

  test.each([
    ['before the first step', { ...job, step: null }, 'Starting', 0],
    ['at the start of a step', { ...job, done: 0 }, 'Second', 25],
    ['in the middle of one', job, 'Second', 62],
    ['of a step of unknown length', { ...job, total: 0 }, 'Second', 25],
    ['never over the end', { ...job, done: 9 }, 'Second', 100],
  ])('%s', (_, at, words, percent) => {
    expect(progressOf(steps, at, 20 * second)).toMatchObject({ words, percent })
  })

  test('the time left is guessed from the time so far', () => {
    // 62.5% after 20 s.
    expect(progressOf(steps, job, 20 * second).left).toBeCloseTo(12_000)
  })

  test('or from what the steps took the last time', () => {
    const before = { a: 10 * second, b: 40 * second }
    expect(progressOf(steps, { ...job, done: 0 }, 15 * second, before).left).toBe(35 * second)
    expect(progressOf(steps, job, 15 * second, before)).toMatchObject({ percent: 60, left: 5 * second })
  })

  test('a step that was not needed the last time takes its share of what the others took', () => {
    const before = { a: 10 * second, c: 30 * second }
    const three = [...steps, { name: 'c', words: phrase`Third`, share: 3 }]
    const at = { ...job, done: 0 }
    expect(progressOf(three, at, 10 * second, before)).toMatchObject({ percent: 14, left: 60 * second })
    expect(progressOf(three, { ...at, step: 'a' }, 10 * second, before).left).toBe(40 * second)
  })

  test('but not from a time that ended early', () => {
    expect(progressOf(steps, job, 20 * second, { a: 5 })).toEqual(progressOf(steps, job, 20 * second))
  })

  test('a clock that was set back makes no time less than none', () => {
    expect(progressOf(steps, job, -20 * second).left).toBe(0)
    expect(progressOf(steps, job, -20 * second, { a: 10 * second, b: 40 * second }).left).toBe(0)
  })

  test('nobody knows at the start', () => {
    const early = { ...job, step: 'a', done: 1, total: 10 }
    // 2.5% of the whole.
    expect(progressOf(steps, early, 10 * second).left).toBeNull()
    // A tenth of a step says little of how long it takes; the last time says more.
    const before = { a: 100 * second, b: 40 * second }
    expect(progressOf(steps, early, 10 * second + 30 * second, before).left).toBe(110 * second)
  })
})
