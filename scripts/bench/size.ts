import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '../../src/training/random.ts'
import { type Serving, serve } from '../../test/binary/serving.ts'
import { join as comeIn, upload } from '../../test/faults/phone.ts'
import { testPhotos } from '../../test/faults/photos.ts'
import { collectAssets } from '../binary/assets.ts'

// What binary, image and memory are made of: each beside what plain `bun build` parts take.
// Usage: scripts/bench/size.ts [--image]. Needs dist/tangkap and the photos; --image bootstraps a Debian, as root.

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'tangkap-size-'))
const binary = join(root, 'dist/tangkap')
/** A player may send 30 a minute. */
const [players, photosEach] = [8, 20]
const photos = await testPhotos(players * photosEach, seededRandom(9))

/** A server with nothing in it: what Bun itself takes. It reads what is sent, as ours has to. */
const plainSource = `
const server = Bun.serve({ port: 0, hostname: '127.0.0.1', async fetch(request) {
  if (request.method === 'POST') await request.arrayBuffer()
  return new Response('ok')
} })
console.error('is open: http://127.0.0.1:' + server.port)
process.on('SIGTERM', () => process.exit(0))
`

try {
  const plain = await buildPlain()
  const sizes = binarySizes(plain)
  const image = Bun.argv.includes('--image') ? imageSizes() : null
  const memory = {
    'plain Bun server, compiled': await memoryOf([plain], postPlain),
    'source run': await memoryOf([process.execPath, join(root, 'src/main.ts'), 'serve'], sendPhotos),
    binary: await memoryOf([binary, 'serve'], sendPhotos),
  }
  print(sizes, image, memory)
  console.log(JSON.stringify({ bench: 'size', binary: sizes, image, memory }))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function buildPlain(): Promise<string> {
  const entry = join(folder, 'plain.ts')
  writeFileSync(entry, plainSource)
  const outfile = join(folder, 'plain')
  await Bun.build({ entrypoints: [entry], target: 'bun', compile: { outfile } })
  return outfile
}

function binarySizes(plain: string): Record<string, number> {
  const parts = { libraries: 0, models: 0, packs: 0, static: 0 }
  for (const asset of collectAssets(root, join(root, '.cache/assets'))) {
    const part = asset.path.startsWith('data/') ? 'packs' : (asset.path.split('/')[0] as keyof typeof parts)
    parts[part] += statSync(asset.file).size
  }
  const whole = statSync(binary).size
  const runtime = statSync(plain).size
  const code = whole - runtime - Object.values(parts).reduce((sum, bytes) => sum + bytes, 0)
  return {
    'plain Bun program, compiled': runtime,
    'our code and its packages': code,
    ...parts,
    binary: whole,
  }
}

function imageSizes(): Record<string, number> {
  const file = join(folder, 'sizes.json')
  const made = spawnSync(join(root, 'scripts/image-chroot'), {
    env: { ...Bun.env, SIZES: file },
    stdio: 'inherit',
  })
  if (made.status !== 0) throw new Error('scripts/image-chroot failed')
  const { base, image } = JSON.parse(readFileSync(file, 'utf8')) as { base: number; image: number }
  return { 'Debian, as debootstrap makes it': base, 'user and binary': image - base, image }
}

interface Memory {
  rest: number
  load: number
  peak: number
}

/** In bytes: two seconds after the start, the most seen while photos come in, and the process's peak. */
async function memoryOf(command: string[], load: (server: Serving) => Promise<unknown>): Promise<Memory> {
  const home = mkdtempSync(join(folder, 'home-'))
  // The libraries are written out at the first start; what is measured is a usual one.
  await (await serve(command, { home, cwd: root })).stop()
  const server = await serve(command, { home, cwd: root })
  await Bun.sleep(2000)
  const rest = read(server.pid, 'VmRSS')
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, read(server.pid, 'VmRSS'))
  }, 100)
  await load(server)
  clearInterval(watch)
  most = Math.max(most, read(server.pid, 'VmRSS'))
  const peak = read(server.pid, 'VmHWM')
  await server.stop()
  return { rest, load: most, peak }
}

function read(pid: number, field: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024
}

async function sendPhotos(server: Serving): Promise<void> {
  const phones = await Promise.all(
    Array.from({ length: players }, (_, i) => comeIn(server.address, server.output(), `Player ${i}`)),
  )
  await Promise.all(
    phones.map(async (phone, i) => {
      for (const photo of photos.slice(i * photosEach, (i + 1) * photosEach)) {
        const { status } = await upload(server.address, phone, { photo: photo.bytes })
        if (status !== 303) throw new Error(`a photo was answered ${status}`)
      }
    }),
  )
}

async function postPlain(server: Serving): Promise<void> {
  await Promise.all(
    Array.from({ length: players }, async (_, i) => {
      for (const photo of photos.slice(i * photosEach, (i + 1) * photosEach)) {
        await (await fetch(server.address, { method: 'POST', body: photo.bytes })).text()
      }
    }),
  )
}

function print(
  sizes: Record<string, number>,
  image: Record<string, number> | null,
  memory: Record<string, Memory>,
): void {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`.padStart(9)
  for (const [title, table] of Object.entries({ Binary: sizes, Image: image })) {
    if (!table) continue
    const whole = Object.values(table).at(-1) ?? Number.NaN
    console.log(`${title}:`)
    for (const [name, bytes] of Object.entries(table)) {
      console.log(`  ${name.padEnd(34)} ${megabytes(bytes)}  ${(bytes / whole).toFixed(2)}`)
    }
  }
  const [plain] = Object.values(memory)
  console.log(
    `Memory (RSS): at rest, under load (${photos.length} photos of ${players} players), peak, peak : plain`,
  )
  for (const [name, { rest, load, peak }] of Object.entries(memory)) {
    const ratio = (peak / (plain?.peak ?? Number.NaN)).toFixed(1)
    console.log(`  ${name.padEnd(34)} ${megabytes(rest)} ${megabytes(load)} ${megabytes(peak)}  ${ratio}`)
  }
}
