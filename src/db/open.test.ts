import { chmodSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from './open.ts'

test('a database that was copied without the right to write is ours again, its log too', async () => {
  const home = await mkdtemp(join(tmpdir(), 'tangkap-'))
  const file = join(home, 'tangkap.db')
  // Open, it has its log.
  const before = await openDatabase(file)
  const parts = [file, `${file}-wal`, `${file}-shm`]
  for (const part of parts) chmodSync(part, 0o444)

  const db = await openDatabase(file)
  await db.insertInto('setting').values({ name: 'a', value: 'b' }).execute()
  for (const part of parts) expect(statSync(part).mode & 0o777, part).toBe(0o600)
  await db.destroy()
  await before.destroy()
  await rm(home, { recursive: true })
})
