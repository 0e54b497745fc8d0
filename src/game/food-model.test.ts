import { expect, test } from 'vitest'
import { rangeText } from './food-model.ts'
import { dateText, timeText } from './times.ts'

test.each([
  [[230, 400] as const, 'g', '230–400 g'],
  [[250, 250] as const, 'ml', '250 ml'],
])('rangeText %j', (range, unit, text) => {
  expect(rangeText(range, unit)).toBe(text)
})

test('times are the event’s, not the machine’s', () => {
  const instant = Date.UTC(2026, 10, 21, 18, 30)
  expect(timeText('Asia/Kuala_Lumpur')(instant)).toBe('22 Nov 2026, 02:30')
  expect(timeText('America/New_York')(instant)).toBe('21 Nov 2026, 13:30')
  expect(dateText(instant, 'Asia/Kuala_Lumpur')).toBe('22 Nov 2026')
})
