import { expect, test } from 'vitest'
import { mainFile } from '../../test/appliance.ts'
import { partsOf } from './in-parts.ts'

test.each([
  [[], [[]]],
  [['a'], [['a']]],
  [
    ['aaaa', 'bbbb', 'cc'],
    [['aaaa', 'bbbb'], ['cc']],
  ],
  [
    ['a'.repeat(50), 'b'],
    [['a'.repeat(50)], ['b']],
  ],
  // Length is counted in bytes: one of these characters has three.
  [
    ['椰椰', '浆浆'],
    [['椰椰'], ['浆浆']],
  ],
])('%j becomes %j', (files, parts) => {
  expect(partsOf(files, 10)).toEqual(parts)
})

test('a folder of many hundred files is answered whole', async () => {
  const files = Array.from({ length: 700 }, (_, i) => `/nowhere/${String(i).padStart(40, '0')}.jpg`)
  const run = Bun.spawn(['bun', mainFile, 'classify', '--json', ...files], {
    stdout: 'pipe',
    stderr: 'inherit',
  })
  const answers = (await new Response(run.stdout).text()).trim().split('\n')
  expect(answers.map(line => (JSON.parse(line) as { file: string }).file)).toEqual(files)
  expect(await run.exited).toBe(1)
})
