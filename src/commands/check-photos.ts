import { setPriority } from 'node:os'
import { type Command, Option } from 'commander'
import { readConfig } from '../config.ts'
import { checkPhotos } from '../dataset/index.ts'
import { progressLine } from '../training/progress.ts'
import { inEnglish } from '../web/languages/phrase.ts'

/** Below everything that somebody waits for. */
const lowPriority = 15

/** `tangkap check-photos`: what the dataset page asks for, as a process of its own. */
export function addCheckPhotos(program: Command): void {
  program
    .command('check-photos')
    .description('find labelled photos that cannot be read, or that look mislabelled')
    .addOption(new Option('--lines', 'print progress and findings as lines of JSON').hideHelp())
    .action(async ({ lines = false }: { lines?: boolean }) => {
      setPriority(lowPriority)
      if (lines) endWithStarter()
      const { home, pack } = readConfig()
      const progress = lines
        ? (done: number, total: number) => console.log(JSON.stringify({ done, total }))
        : progressLine('Looking at photos')
      const found = await checkPhotos({ home, pack }, progress)
      if (lines) console.log(JSON.stringify({ found }))
      else print(found)
    })
}

/** Whoever reads the lines holds the other end of stdin, which closes however that process ends, also by kill -9. */
function endWithStarter(): void {
  process.stdin.on('end', () => process.exit()).resume()
  // What was looked for ends this process too.
  process.stdin.unref()
}

function print({ photos, unreadable, suspects, unjudged }: Awaited<ReturnType<typeof checkPhotos>>): void {
  for (const { id, why } of unreadable) console.log(`${id}\tunreadable\t${inEnglish(why)}`)
  for (const { id, label, looksLike } of suspects) console.log(`${id}\t${label}\tlooks like ${looksLike}`)
  console.error(`${photos} photos, ${unreadable.length} unreadable, ${suspects.length} look mislabelled`)
  if (unjudged.length > 0)
    console.error(`labels not judged, for the model does not claim these foods: ${unjudged.join(', ')}`)
}
