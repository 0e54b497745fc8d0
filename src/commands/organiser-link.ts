import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { openDatabase } from '../db/open.ts'
import { openHome } from '../home.ts'
import { makeOrganiserLink } from '../players/organiser-link.ts'
import { addressOf } from '../web/address.ts'

export function addOrganiserLink(program: Command): void {
  program
    .command('organiser-link')
    .description('print a new one-time link to become organiser, or to set a forgotten password')
    .action(async () => {
      const config = readConfig()
      const db = await openDatabase(openHome(config.home).database)
      console.log(`${addressOf(config)}${await makeOrganiserLink(db, Date.now())}`)
      await db.destroy()
    })
}
