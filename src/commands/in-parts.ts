import { ownCommand } from '../own-command.ts'

/**
 * ONNX Runtime 1.30 crashes (SIGSEGV) when it is opened in a process whose command line is longer than some 27 kB:
 * a folder of a few hundred photos. Half of that leaves room for the program's own words.
 */
const longestCommandLine = 14 * 1024

/** The files in their order, in parts that each fit a command line of `longest` bytes. At least one part. */
export function partsOf(files: readonly string[], longest = longestCommandLine): string[][] {
  const parts: string[][] = [[]]
  let room = longest
  for (const file of files) {
    const length = Buffer.byteLength(file) + 1
    if (length > room && parts.at(-1)?.length) {
      parts.push([])
      room = longest
    }
    parts.at(-1)?.push(file)
    room -= length
  }
  return parts
}

/** Runs this same command once for each part, one after the other. Returns the highest exit code. */
export async function runInParts(command: string, flags: string[], parts: string[][]): Promise<number> {
  let worst = 0
  for (const part of parts) {
    const run = Bun.spawn([...ownCommand(), command, ...flags, '--', ...part], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    worst = Math.max(worst, await run.exited)
  }
  return worst
}
