import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { examine, type Finding } from '../ops/doctor.ts'

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description(
      'check folder, database, photos, disk, pack, base set and model; exits with 1 where something is wrong',
    )
    .option('--json', 'print the findings as JSON')
    .action(async (options: { json?: boolean }) => {
      const findings = await examine(readConfig())
      if (options.json) console.log(JSON.stringify(findings, null, 2))
      else printFindings(findings)
      if (findings.some(finding => !finding.ok)) process.exitCode = 1
    })
}

export function printFindings(findings: readonly Finding[]): void {
  for (const { ok, what, words } of findings)
    console.log(`${ok ? 'ok  ' : 'BAD '} ${what.padEnd(9)} ${words}`)
}
