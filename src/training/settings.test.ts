import { expect, test } from 'vitest'
import { fitSettings } from './settings.ts'

test('a file changes defaults, the command line changes both', () => {
  const settings = fitSettings({ epochs: 3, seed: 5 }, ['epochs=4', 'screens=false'])
  expect(settings).toMatchObject({ epochs: 4, seed: 5, screens: false, hidden: 0 })
})

test.each([
  [['epoch=3'], 'Did you mean "epochs"?'],
  [['epochs=many'], 'epochs=many'],
  [['epochs=0'], 'epochs=0'],
  [['epochs'], 'write key=value'],
  [['coverage=2'], 'coverage=2'],
])('refuses %j in words', (assignments, words) => expect(() => fitSettings({}, assignments)).toThrow(words))
