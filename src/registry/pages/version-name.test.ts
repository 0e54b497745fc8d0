import { expect, test } from 'vitest'
import type { Version } from '../store.ts'
import { versionNames } from './version-name.ts'

const at = Date.parse('2026-11-28T03:49:00Z')
const version = (name: string, change: Partial<Version>) =>
  ({ version: name, origin: 'trained', createdAt: at, report: null, ...change }) as Version
const khaoSoi = JSON.stringify({ newFoods: [{ food: 'khao_soi', name: 'Khao soi' }] })

test.each([
  ['a', '28 Nov 11:49'],
  ['b', '28 Nov 11:49, learned Khao soi'],
  ['c', 'The one that came with Tangkap'],
  ['gone', 'gone'],
])('%s is called %s', (asked, expected) => {
  const nameOf = versionNames({ food: () => undefined }, 'Asia/Kuala_Lumpur', [
    version('a', {}),
    version('b', { report: khaoSoi }),
    version('c', { origin: 'shipped' }),
  ])
  expect(nameOf(asked)).toBe(expected)
})
