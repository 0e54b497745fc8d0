import { Command } from 'commander'
import { addCheckPhotos } from './commands/check-photos.ts'
import { addClassify } from './commands/classify.ts'
import { addDoctor } from './commands/doctor.ts'
import { addEvaluate } from './commands/evaluate.ts'
import { addFit } from './commands/fit.ts'
import { addHealthcheck } from './commands/healthcheck.ts'
import { addImport } from './commands/import.ts'
import { addOrganiserLink } from './commands/organiser-link.ts'
import { addServe } from './commands/serve.ts'
import { version } from './version.ts'

/** The command line: unknown commands and flags are refused, with what was probably meant. */
export function program(): Command {
  const tangkap = new Command('tangkap')
    .description('Photograph food, find out which dish it is, collect them all.')
    .version(version, '-V, --version', 'print the version')
    .showSuggestionAfterError()
    .showHelpAfterError('Try: tangkap help')
  addServe(tangkap)
  addOrganiserLink(tangkap)
  addClassify(tangkap)
  addEvaluate(tangkap)
  addImport(tangkap)
  addFit(tangkap)
  addCheckPhotos(tangkap)
  addDoctor(tangkap)
  addHealthcheck(tangkap)
  tangkap
    .command('version')
    .description('print the version')
    .action(() => console.log(version))
  return tangkap
}
