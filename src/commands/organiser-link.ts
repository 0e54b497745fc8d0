import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { openDatabase } from '../db/open.ts'
import { existingHome } from '../home.ts'
import { makeOrganiserLink } from '../players/index.ts'
import { addressOf } from '../web/address.ts'

export function addOrganiserLink(program: Command): void {
  program
    .command('organiser-link')
    .description('print a new one-time link to become organiser, or to set a forgotten password')
    .action(async () => {
      const config = readConfig()
      const home = existingHome(config.home)
      const db = await openDatabase(home.database)
      console.log(`${addressOf(config)}${await makeOrganiserLink(db, Date.now())}`)
      await db.destroy()
      // Not among what a script reads.
      console.error(`It opens the Tangkap in ${home.dir} alone.`)
    })
}
