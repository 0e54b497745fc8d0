import { describe, expect, test } from 'vitest'
import { createGate } from './gate.ts'

/** A task that ends when it is told to. */
function task() {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const state = { started: false }
  const run = () => {
    state.started = true
    return promise
  }
  return { run, state, end: resolve, fail: reject }
}

describe('a gate', () => {
  test('lets so many in, and the next when one leaves, in order', async () => {
    const gate = createGate({ running: 2, weight: 100, waiting: 5 })
    const tasks = [task(), task(), task(), task()]
    const ends = tasks.map(each => gate.run(1, each.run))
    await Promise.resolve()
    expect(tasks.map(each => each.state.started)).toEqual([true, true, false, false])
    expect(gate.stats()).toEqual({ running: 2, waiting: 2 })
    tasks[1]?.end()
    await ends[1]
    await Promise.resolve()
    expect(tasks.map(each => each.state.started)).toEqual([true, true, true, false])
    for (const each of tasks) each.end()
    await Promise.all(ends)
    expect(gate.stats()).toEqual({ running: 0, waiting: 0 })
  })

  test('a heavy one waits for room, nobody overtakes it, and alone it always fits', async () => {
    const gate = createGate({ running: 9, weight: 10, waiting: 5 })
    const [light, heavy, last] = [task(), task(), task()]
    const ends = [gate.run(5, light.run), gate.run(50, heavy.run), gate.run(1, last.run)]
    await Promise.resolve()
    expect([light, heavy, last].map(each => each.state.started)).toEqual([true, false, false])
    light.end()
    await ends[0]
    await Promise.resolve()
    expect([heavy, last].map(each => each.state.started)).toEqual([true, false])
    heavy.end()
    last.end()
    await Promise.all(ends)
  })

  test('one more than may wait is refused at once, and a failure makes room', async () => {
    const gate = createGate({ running: 1, weight: 10, waiting: 1 })
    const [first, second] = [task(), task()]
    const ends = [gate.run(1, first.run), gate.run(1, second.run)]
    await expect(gate.run(1, task().run)).rejects.toMatchObject({ status: 503, retryAfter: 2 })
    first.fail(new Error('broken'))
    await expect(ends[0]).rejects.toThrow('broken')
    second.end()
    await ends[1]
    expect(gate.stats()).toEqual({ running: 0, waiting: 0 })
  })
})
