import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { run } from '../test/binary/serving.ts'
import { ownCommand } from './own-command.ts'
import { version } from './version.ts'

const elsewhere = mkdtempSync(join(tmpdir(), 'tangkap-elsewhere-'))
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }))

test('the program starts itself in a folder that is not its own', async () => {
  const { code, out, said } = await run([...ownCommand(), 'version'], { cwd: elsewhere })
  expect(said).toBe('')
  expect([code, out]).toEqual([0, `${version}\n`])
})
