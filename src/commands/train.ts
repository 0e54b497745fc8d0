import type { Command } from 'commander'
import { askedSettings } from '../training/retrain/settings.ts'
import { runJob } from './run-job.ts'

/** `tangkap train`: the nightly job, now. */
export function addTrain(program: Command): void {
  program
    .command('train')
    .description('learn from what was settled, and use the new model if it is no worse')
    .option('--wait', 'wait for its end, and say what came of it')
    .option(
      '--set <key=value>',
      'one setting, as for "tangkap fit", or defences=false; may be repeated',
      (value, all: string[]) => [...all, value],
      [],
    )
    .option('--base <folder>', 'a base set other than the pack’s')
    .action(({ wait = false, set, base }: { wait?: boolean; set: string[]; base?: string }) =>
      runJob('nightly-retrain', { wait, settings: askedSettings(set, base) }),
    )
}
