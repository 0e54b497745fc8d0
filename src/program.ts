import { Command } from 'commander'
import { closest } from 'fastest-levenshtein'
import { addBackup } from './commands/backup.ts'
import { addCheckPhotos } from './commands/check-photos.ts'
import { addClassify } from './commands/classify.ts'
import { addDoctor } from './commands/doctor.ts'
import { addEvaluate } from './commands/evaluate.ts'
import { addFit } from './commands/fit.ts'
import { addHealthcheck } from './commands/healthcheck.ts'
import { addImport } from './commands/import.ts'
import { addJob } from './commands/job.ts'
import { addOrganiserLink } from './commands/organiser-link.ts'
import { addRestore } from './commands/restore.ts'
import { addServe } from './commands/serve.ts'
import { addSimulate } from './commands/simulate.ts'
import { addTrain } from './commands/train.ts'
import { version } from './version.ts'

/** The command line: unknown commands and flags are refused, with what was probably meant. */
export function program(): Command {
  const tangkap = new Command('tangkap')
    .description('Photograph food, find out which dish it is, collect them all.')
    .version(version, '-V, --version', 'print the version')
    .showSuggestionAfterError()
    .showHelpAfterError('Try: tangkap help')
  addHelp(tangkap)
  addServe(tangkap)
  addOrganiserLink(tangkap)
  addClassify(tangkap)
  addEvaluate(tangkap)
  addImport(tangkap)
  addFit(tangkap)
  addTrain(tangkap)
  addJob(tangkap)
  addCheckPhotos(tangkap)
  addBackup(tangkap)
  addRestore(tangkap)
  addDoctor(tangkap)
  addSimulate(tangkap)
  addHealthcheck(tangkap)
  tangkap
    .command('version')
    .description('print the version')
    .action(() => console.log(version))
  return tangkap
}

/** In place of commander's own, which answers an unknown name with the whole list and no word of it. */
function addHelp(tangkap: Command): void {
  tangkap
    .helpCommand(false)
    .command('help')
    .argument('[command]')
    .description('say what a command does and which flags it knows')
    .action((name?: string) => {
      if (name === undefined) return tangkap.outputHelp()
      const found = tangkap.commands.find(command => command.name() === name)
      if (found) return found.outputHelp()
      const meant = closest(
        name,
        tangkap.commands.map(command => command.name()),
      )
      tangkap.error(`error: unknown command '${name}'\n(Did you mean ${meant}?)`)
    })
}
