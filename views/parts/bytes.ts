import { t } from '../../src/web/languages/words.ts'

/** "1.4 MB" */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return t`${bytes} bytes`
  const units = ['kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[power - 1]}`
}
