import { seededRandom } from '../training/random.ts'

/** UUIDs of version 7 from a seed: rising, as if one came every millisecond since 1970. */
export function seededIds(seed: number): () => string {
  const random = seededRandom(seed)
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('')
  let time = 0
  return () => {
    const at = (++time).toString(16).padStart(12, '0')
    return `${at.slice(0, 8)}-${at.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`
  }
}
