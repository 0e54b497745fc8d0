import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { type Config, readConfig } from '../config.ts'
import { AppError } from '../errors.ts'
import { listBeside } from '../ops/backup/erased-list.ts'
import { drill, restore } from '../ops/backup/restore.ts'
import type { Restored } from '../ops/backup/unpack-checked.ts'
import { progressLine, whenLong } from '../training/progress.ts'
import { printFindings } from './doctor.ts'

export function addRestore(program: Command): void {
  program
    .command('restore')
    .description('make TANGKAP_HOME, which must have no Tangkap in it, from a backup')
    .argument('<file>', 'what tangkap backup wrote')
    .option('--check', 'restore into a temporary folder (TMPDIR) and say whether it would have worked')
    .action(async (file: string, { check = false }: { check?: boolean }) => {
      const [path, config] = [resolve(file), readConfig()]
      if (check) return await tryOut(path, config)
      const restored = await restore(path, config.home, whenLong(progressLine('Unpacking files')))
      tell(restored, path)
      const { pack } = restored.manifest
      const setting = pack === config.pack ? '' : `TANGKAP_PACK=${pack} `
      console.log(`Restored into ${config.home}. Start it: ${setting}tangkap serve`)
    })
}

async function tryOut(file: string, config: Config): Promise<void> {
  const { restored, findings } = await drill(file, config, whenLong(progressLine('Unpacking files')))
  printFindings(findings)
  tell(restored, file)
  if (findings.some(({ ok }) => !ok)) {
    throw new AppError(500, 'It would not have brought everything back: see the lines with BAD.')
  }
  console.log('It would have worked.')
}

function tell({ manifest, erased, lost }: Restored, file: string): void {
  const { createdAt, photos, program } = manifest
  console.log(`${file}: made on ${createdAt} by Tangkap ${program}. Photos: ${photos}.`)
  if (erased > 0) console.log(`Erased since and not brought back: ${erased} players.`)
  if (lost.length > 0) {
    console.error(`${lost.length} photos had lost their file before it was made, e.g. ${lost[0]}.`)
  }
  if (!existsSync(listBeside(file))) {
    console.error(
      `There is no ${listBeside(file)}: whoever was erased after this backup was made comes back by it. Erase them again.`,
    )
  }
}
