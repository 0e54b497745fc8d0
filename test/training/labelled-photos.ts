import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const dir = join(import.meta.dirname, '../../../shared/photos')

/** Real photos of one label and split, in the index's order, one of each near-duplicate group. */
export function photosOf(label: string, split: 'train' | 'calibration' | 'test', most = 1000): string[] {
  const [, ...lines] = readFileSync(join(dir, 'index.tsv'), 'utf8').trim().split('\n')
  const groups = new Map<string, string>()
  for (const line of lines) {
    const [path = '', , name, , of, group = ''] = line.split('\t')
    if (name === label && of === split && !groups.has(group)) groups.set(group, join(dir, path))
  }
  return [...groups.values()].slice(0, most)
}
