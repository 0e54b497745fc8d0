import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'
import type { Asset } from '../../src/embedded/assets.ts'

/** What is not in the folders as they stand: `from`, absolute, is written out as `path`. */
interface Source {
  from: string
  path: string
}

/** Compressed where it saves at least this share: models and embeddings do not, libraries go to a third. */
const worthwhile = 0.2

/** Everything the binary carries, with compressed copies in `cache`. `file` is then a path on this disk. */
export function collectAssets(root: string, cache: string): Asset[] {
  mkdirSync(cache, { recursive: true })
  return [...libraries(root), ...shipped(root)]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(source => prepare(source, cache))
}

/** SHA-256 over paths and contents. */
export const fingerprintOf = (assets: readonly Asset[]): string =>
  sha256(assets.map(({ path, sha256, bytes }) => `${path}\t${sha256}\t${bytes}\n`).join(''))

function prepare({ from, path }: Source, cache: string): Asset {
  const bytes = readFileSync(from)
  const hash = sha256(bytes)
  const asset = { path, sha256: hash, bytes: bytes.length }
  const copy = join(cache, `${hash}.zst`)
  const packed = readOr(copy, () =>
    zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 9 } }),
  )
  if (packed.length > bytes.length * (1 - worthwhile)) return { ...asset, file: from, compressed: false }
  return { ...asset, file: copy, compressed: true }
}

function readOr(file: string, make: () => Buffer): Buffer {
  try {
    return readFileSync(file)
  } catch {
    const bytes = make()
    writeFileSync(file, bytes)
    return bytes
  }
}

/** Only the pieces for this processor, and of ONNX Runtime only those for the CPU. */
function libraries(root: string): Source[] {
  const modules = join(root, 'node_modules')
  const platform = `linux-${process.arch}`
  const sharp = join(modules, `@img/sharp-${platform}/lib`)
  const vips = join(modules, `@img/sharp-libvips-${platform}/lib`)
  const onnx = join(modules, `onnxruntime-node/bin/napi-v6/linux/${process.arch}`)
  const tensorflow = join(modules, '@tensorflow/tfjs-backend-wasm/dist')
  return [
    one(sharp, /\.node$/, 'sharp'),
    one(vips, /^libvips-cpp\.so/, 'sharp'),
    one(onnx, /\.node$/, 'onnxruntime'),
    one(onnx, /^libonnxruntime\.so/, 'onnxruntime'),
    // The program fits on one thread; where a processor has no SIMD, the plain one is asked for.
    one(tensorflow, /^tfjs-backend-wasm\.wasm$/, 'tensorflow'),
    one(tensorflow, /^tfjs-backend-wasm-simd\.wasm$/, 'tensorflow'),
  ]
}

function one(folder: string, name: RegExp, group: string): Source {
  const [file, more] = readdirSync(folder).filter(each => name.test(each))
  if (!file || more) throw new Error(`${folder} should hold one file like ${name}.`)
  return { from: join(folder, file), path: `libraries/${group}/${file}` }
}

function shipped(root: string): Source[] {
  return ['models', 'data/packs', 'static'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && !entry.name.startsWith('.'))
      .map(entry => join(entry.parentPath, entry.name))
      .map(from => ({ from, path: relative(root, from) })),
  )
}

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

/** The module that stands in for src/embedded/assets.ts. */
export function assetsModule(assets: readonly Asset[]): string {
  const imports = assets.map(
    ({ file }, i) => `import file${i} from ${JSON.stringify(file)} with { type: 'file' }\n`,
  )
  const rows = assets.map(({ file: _, ...rest }, i) => `  { ...${JSON.stringify(rest)}, file: file${i} },\n`)
  return `${imports.join('')}
export const assets = [
${rows.join('')}]
export const fingerprint = ${JSON.stringify(fingerprintOf(assets))}
`
}
