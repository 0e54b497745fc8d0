import { chmodSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { collectAssets, fingerprintOf } from './binary/assets.ts'
import { carryAssets } from './binary/plugin.ts'

const root = join(import.meta.dirname, '..')
const out = resolve(Bun.argv[2] ?? join(root, 'dist/tangkap'))
/** A release asset, a pull over a phone's connection: more than this and somebody has to say why. */
const largest = 260_000_000

const assets = collectAssets(root, join(root, '.cache/assets'))
mkdirSync(dirname(out), { recursive: true })
const made = `${out}.new`
/** Threads are programs of their own, which the first one starts by their place beside it. */
const threads = [...new Bun.Glob('src/**/{worker,*-worker}.ts').scanSync(root)].map(file => join(root, file))
const result = await Bun.build({
  entrypoints: [join(root, 'src/embedded/main.ts'), ...threads],
  root: join(root, 'src'),
  target: 'bun',
  minify: { whitespace: true, syntax: true },
  plugins: [carryAssets(root, assets)],
  // A .env or bunfig.toml that happens to lie where the binary is started is not ours.
  compile: { outfile: made, autoloadDotenv: false, autoloadBunfig: false },
})
for (const log of result.logs) console.error(String(log))
const { size } = statSync(made)
if (size > largest) throw new Error(`${made} has ${size} bytes, more than ${largest}.`)
chmodSync(made, 0o755)
renameSync(made, out)

const [carried, packed] = [assets, assets.map(({ file }) => ({ bytes: statSync(file).size }))].map(files =>
  files.reduce((sum, { bytes }) => sum + bytes, 0),
)
const megabytes = (bytes = 0) => `${(bytes / 1e6).toFixed(1)} MB`
console.error(
  `${out}: ${megabytes(size)}, with ${assets.length} files of ${megabytes(carried)} in ${megabytes(packed)}, ${fingerprintOf(assets).slice(0, 32)}`,
)
