import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { run } from '../binary/serving.ts'

const unit = join(import.meta.dirname, '../../packaging/tangkap.service')
const folder = mkdtempSync(join(tmpdir(), 'tangkap-service-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.runIf(Bun.which('systemd-analyze'))(
  'systemd understands every line of the unit, and finds it well closed',
  async () => {
    // A program that is on this machine, in the place of the installed one.
    const file = join(folder, 'tangkap.service')
    writeFileSync(
      file,
      readFileSync(unit, 'utf8').replace('=/usr/local/bin/tangkap ', `=${process.execPath} `),
    )
    const analyze = (...args: string[]) => run(['systemd-analyze', ...args, file], { cwd: folder })
    expect(await analyze('verify', '--man=no')).toEqual({ code: 0, out: '', said: '' })
    // Its threshold is in tenths: from 0, closed, to 10, open to everything.
    const { code, out } = await analyze('security', '--offline=true', '--threshold=25')
    expect(code, out).toBe(0)
  },
)
