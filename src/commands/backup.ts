import { resolve } from 'node:path'
import type { Command } from 'commander'
import { bytesText } from '../../views/parts/bytes.ts'
import { readConfig } from '../config.ts'
import { existingHome } from '../home.ts'
import { yieldToEverybody } from '../jobs/index.ts'
import { listBeside } from '../ops/backup/erased-list.ts'
import { type MadeBackup, makeBackup } from '../ops/backup/make-backup.ts'
import { progressLine, whenLong } from '../training/progress.ts'
import { version } from '../version.ts'

/** `tangkap backup`: with a running server on the same home or without. */
export function addBackup(program: Command): void {
  program
    .command('backup')
    .description('write database, photos, models and secret to one file; the server may be running')
    .argument('<file>', 'a file that is not there yet, like backups/2026-11-28.tar.zst')
    .action(async (file: string) => {
      yieldToEverybody()
      const { home, pack } = readConfig()
      const path = resolve(file)
      const made = await makeBackup(existingHome(home), path, {
        ...{ pack, program: version, now: Date.now() },
        progress: whenLong(progressLine('Packing files')),
      })
      tell(made, path)
    })
}

function tell({ manifest, bytes, databaseBytes, lost }: MadeBackup, file: string): void {
  const { photos, models } = manifest
  if (lost.length > 0) {
    console.error(
      `${lost.length} of ${photos} photos have lost a file here, e.g. ${lost[0]}: what is gone is not in the backup.`,
    )
  }
  console.log(
    `${file}: ${bytesText(bytes)}. Photos: ${photos}; trained models: ${models}; database: ${bytesText(databaseBytes)}.`,
  )
  console.error(
    `Keep it as safe as the server itself: it holds photos and passwords' hashes. Who was erased stands in ${listBeside(file)}; keep that beside it.`,
  )
}
