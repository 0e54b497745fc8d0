/** What can be decoded. */
const photoTypes = ['jpeg', 'png', 'webp', 'gif', 'avif'] as const
export type PhotoType = (typeof photoTypes)[number]

/** What people send instead, told apart so that they can be told what it is. */
const otherTypes = [
  'empty',
  'heic',
  'svg',
  'pdf',
  'video',
  'zip',
  'tiff',
  'bmp',
  'jxl',
  'html',
  'text',
  'unknown',
] as const
export type OtherType = (typeof otherTypes)[number]

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1'])

/** The kind of file by its first bytes; a name or a claimed type is never looked at. */
export function sniff(bytes: Uint8Array): PhotoType | OtherType {
  if (bytes.length === 0) return 'empty'
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(bytes, png)) return 'png'
  const head = latin(bytes, 0, 12)
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif'
  if (head.startsWith('RIFF') && head.slice(8) === 'WEBP') return 'webp'
  if (head.slice(4, 8) === 'ftyp') return sniffBrands(bytes)
  return sniffOther(bytes, head)
}

export const isPhotoType = (type: PhotoType | OtherType): type is PhotoType =>
  photoTypes.some(known => known === type)

/** ISO base media files (ISO/IEC 14496-12) name their brands in the first box: one major, several compatible. */
function sniffBrands(bytes: Uint8Array): 'avif' | 'heic' | 'video' {
  const boxEnd = Math.min(((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0), 256, bytes.length)
  const brands = [latin(bytes, 8, 12)]
  for (let at = 16; at + 4 <= boxEnd; at += 4) brands.push(latin(bytes, at, at + 4))
  if (brands.some(brand => brand === 'avif' || brand === 'avis')) return 'avif'
  return brands.some(brand => heicBrands.has(brand)) ? 'heic' : 'video'
}

function sniffOther(bytes: Uint8Array, head: string): OtherType {
  if (head.startsWith('%PDF-')) return 'pdf'
  if (head.startsWith('PK\x03\x04')) return 'zip'
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return 'tiff'
  if (startsWith(bytes, [0x1a, 0x45, 0xdf, 0xa3])) return 'video'
  if (startsWith(bytes, [0xff, 0x0a]) || head.slice(4, 8) === 'JXL ') return 'jxl'
  if (head.startsWith('BM') && bytes.length > 26 && bytes[6] === 0 && bytes[7] === 0) return 'bmp'
  const start = bytes.subarray(0, 1024)
  // Nothing that is text holds a zero byte; UTF-16 is not worth a case of its own.
  if (start.includes(0)) return 'unknown'
  const words = latin(start, 0, start.length).toLowerCase()
  if (words.includes('<svg')) return 'svg'
  if (words.includes('<html') || words.includes('<!doctype html')) return 'html'
  return isUtf8(start) ? 'text' : 'unknown'
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte)
}

const latin = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)))

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // `stream` forgives a character cut in two by the end of the piece that is looked at.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
