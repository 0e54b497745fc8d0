import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { examine } from '../ops/doctor.ts'

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description(
      'check folder, database, photos, disk, pack and model; exits with 1 where something is wrong',
    )
    .option('--json', 'print the findings as JSON')
    .action(async (options: { json?: boolean }) => {
      const findings = await examine(readConfig())
      if (options.json) console.log(JSON.stringify(findings, null, 2))
      else
        for (const { ok, what, words } of findings)
          console.log(`${ok ? 'ok  ' : 'BAD '} ${what.padEnd(9)} ${words}`)
      if (findings.some(finding => !finding.ok)) process.exitCode = 1
    })
}
