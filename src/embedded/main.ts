import { healthcheck } from '../commands/healthcheck.ts'
import { messageOf } from '../errors.ts'
import { version } from '../version.ts'
import { programFolder } from './program-folder.ts'

// The program of the binary. These two are asked often and by machines, and need none of the libraries.
const [command, ...more] = process.argv.slice(2)
try {
  if (command === 'version' && more.length === 0) console.log(version)
  else if (command === 'healthcheck' && more.length === 0) await healthcheck()
  else {
    // Before anything is imported that opens a library or names a file of the program.
    programFolder()
    await import('../main.ts')
  }
} catch (error) {
  console.error(messageOf(error))
  process.exitCode = 1
}
