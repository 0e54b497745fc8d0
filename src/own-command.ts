import { fileURLToPath } from 'node:url'
import { assets } from './embedded/assets.ts'

const inSources = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** How this very program is started once more, for work that must not hold up its event loop. */
export const ownCommand = (): string[] =>
  assets.length > 0
    ? [process.execPath]
    : // Bun looks for tsconfig.json where the command was typed, and without it takes Preact's pages for React's.
      [process.execPath, `--tsconfig-override=${inSources('../tsconfig.json')}`, inSources('./main.ts')]
