import { fileURLToPath } from 'node:url'
import { assets } from './embedded/assets.ts'

/** How this very program is started once more, for work that must not hold up its event loop. */
export const ownCommand = (): string[] =>
  assets.length > 0
    ? [process.execPath]
    : [process.execPath, fileURLToPath(new URL('./main.ts', import.meta.url))]
