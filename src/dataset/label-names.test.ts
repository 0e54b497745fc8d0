import { expect, test } from 'vitest'
import { tinyPack } from '../../test/tiny-pack.ts'
import { labelName } from './label-names.ts'

test.each([
  ['satay', 'The satay'],
  ['not_food', 'Not a food'],
  ['scene', 'A place'],
  ['from_elsewhere', 'from elsewhere'],
  ['constructor', 'constructor'],
])('%s is read as %s', (label, name) => {
  expect(labelName(tinyPack(), label)).toBe(name)
})
