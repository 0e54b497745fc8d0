import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const dir = fileURLToPath(new URL('../../shared/photos', import.meta.url))

/** Whether the real photos stand beside the repository. In CI they must. */
export const havePhotos = existsSync(join(dir, 'index.tsv')) || process.env.CI === 'true'

/** Files of a label that no training saw, in the index's order. */
export function testPhotos(label: string): string[] {
  const [, ...lines] = readFileSync(join(dir, 'index.tsv'), 'utf8').trim().split('\n')
  return lines
    .map(line => line.split('\t'))
    .filter(([, , name, , split]) => name === label && split === 'test')
    .map(([path]) => join(dir, path ?? dirname(dir)))
}
