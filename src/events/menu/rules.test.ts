import { expect, test } from 'vitest'
import { checkMenu, type MenuFood, menuState } from './rules.ts'

const food = (id: string, learning = false): MenuFood => ({ id, name: `The ${id}`, learning })
const foods = [food('satay'), food('laksa'), food('popiah'), food('teh', true), food('milo', true)]

test.each([
  ['two the camera knows', ['satay', 'laksa'], ['satay', 'laksa']],
  ['in the pack’s order, each once', ['popiah', 'satay', 'popiah'], ['satay', 'popiah']],
  ['with some still being learned', ['teh', 'laksa', 'satay'], ['satay', 'laksa', 'teh']],
  ['all of them is no menu', ['satay', 'laksa', 'popiah', 'teh', 'milo'], null],
])('a menu: %s', (_, ticked, menu) => {
  expect(checkMenu(foods, ticked)).toEqual({ menu })
})

test.each([
  ['nothing', [], /Nothing is ticked/],
  ['one food', ['laksa'], /knows only The laksa/],
  ['one food and one being learned', ['laksa', 'teh'], /knows only The laksa/],
  ['only foods being learned', ['teh', 'milo'], /still learning all of these/],
  ['a food that is gone', ['satay', 'laksa', 'roti'], /no longer in the list/],
])('too little to choose between: %s', (_, ticked, problem) => {
  expect(checkMenu(foods, ticked)).toEqual({ problem: expect.stringMatching(problem) })
})

const [satay, laksa, , teh] = foods as [MenuFood, MenuFood, MenuFood, MenuFood]
test.each([
  ['no menu, and none is taken', null, null, 'everything'],
  ['a menu that is taken', [satay, laksa], ['laksa', 'satay'], 'serving'],
  ['foods being learned are no matter of the camera', [satay, laksa, teh], ['satay', 'laksa'], 'serving'],
  ['saved, not taken yet', [satay, laksa], null, 'not taken'],
  ['another is taken', [satay, laksa], ['satay', 'popiah'], 'not taken'],
  ['ended, not taken yet', null, ['satay', 'laksa'], 'not taken'],
  ['another model knows one of them only', [satay, teh], null, 'too small'],
  ['every food left the pack', [], null, 'too small'],
])('%s', (_, saved, serving, state) => {
  expect(menuState(saved, serving)).toBe(state)
})
