import { existsSync } from 'node:fs'
import { mkdir, rename, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { syncFolder } from '../../durable.ts'
import { AppError, messageOf } from '../../errors.ts'
import { restoringIn, restoringPrefix } from '../../home.ts'
import type { Progress } from '../../training/progress.ts'
import { examine, type Finding } from '../doctor.ts'
import { names } from './format.ts'
import { inNewFolder, inSpareFolder } from './spare-folder.ts'
import { type Restored, unpackChecked } from './unpack-checked.ts'

/** What comes out of a backup, the database last: it is by this that a folder is a home. */
const parts = [names.secret, 'models', 'photos', names.database]
/** What else only a home has. */
const others = ['tangkap.db-wal', 'tangkap.db-shm', 'jobs', 'imports']

/**
 * Makes a home of a backup, in a folder that has none; what else lies there stays. A kill at any instant leaves no home
 * or the whole of it. Unpacked is inside the folder: a container's volume can neither be renamed nor written beside.
 * Throws AppError in words.
 */
export async function restore(file: string, dir: string, progress: Progress): Promise<Restored> {
  refuseHome(dir)
  let part = ''
  const made = await mkdir(dir, { recursive: true, mode: 0o700 })
  try {
    await removeCutOff(dir)
    const restored = await inNewFolder(join(dir, restoringPrefix), folder => {
      part = folder
      return unpackChecked(file, part, progress)
    })
    // Somebody may have started a server meanwhile.
    refuseHome(dir)
    await syncFolder(part)
    for (const name of parts) {
      // Everything else is there to stay before the database is.
      if (name === names.database) await syncFolder(dir)
      if (existsSync(join(part, name))) await rename(join(part, name), join(dir, name))
    }
    await syncFolder(dir)
    return restored
  } catch (cause) {
    await removeCutOff(dir)
    if (made !== undefined) await rmdir(dir).catch(() => {})
    if (cause instanceof AppError) throw cause
    throw new AppError(500, `${dir} cannot be restored into: ${messageOf(cause)}.`, { cause })
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

/** What a restore that was cut off unpacked and put in its place. */
async function removeCutOff(dir: string): Promise<void> {
  const cutOff = restoringIn(dir)
  if (cutOff.length === 0 || existsSync(join(dir, names.database))) return
  // The folder by which it is known that it was cut off goes last.
  for (const name of [...parts, ...cutOff]) await rm(join(dir, name), { recursive: true, force: true })
}

function refuseHome(dir: string): void {
  if (restoringIn(dir).length > 0 && !existsSync(join(dir, names.database))) return
  const taken = [...parts.toReversed(), ...others].find(name => existsSync(join(dir, name)))
  if (taken === undefined) return
  throw new AppError(
    409,
    `There is a Tangkap in ${dir} already (${taken}). Make a last backup of it beside the others, so that who was erased stays erased; stop its server; then move it away: mv ${dir} ${dir}.old`,
  )
}

/** Restores into a spare folder, which goes again, and looks at everything a server would start on. Throws AppError. */
export async function drill(
  file: string,
  config: Config,
  progress: Progress,
): Promise<{ restored: Restored; findings: Finding[] }> {
  return await inSpareFolder(join(tmpdir(), 'tangkap-drill-'), Date.now(), async folder => {
    const restored = await unpackChecked(file, folder, progress)
    const findings = await examine({ ...config, home: folder, pack: restored.manifest.pack })
    // Room is what the real folder has.
    return { restored, findings: findings.filter(({ what }) => what !== 'disk') }
  })
}
