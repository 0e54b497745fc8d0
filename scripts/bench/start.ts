import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '../../test/binary/serving.ts'
import { join as comeIn, upload } from '../../test/faults/phone.ts'

// Process start to the answer of the first photo, over HTTP: the binary beside the source run, turn by turn.
// Usage: scripts/bench/start.ts [ROUNDS]. Needs dist/tangkap and the photos beside the repository.

const root = join(import.meta.dirname, '../..')
const rounds = Number(Bun.argv[2] ?? 7)
const photoFolder = join(root, '../shared/photos/malaysia/satay')
const photo = new Uint8Array(readFileSync(join(photoFolder, readdirSync(photoFolder)[0] ?? '')))

const binary = [join(root, 'dist/tangkap'), 'serve']
const source = [process.execPath, join(root, 'src/main.ts'), 'serve']

interface Took {
  ready: number
  answered: number
}

/** Milliseconds since the process was made. */
async function start(command: string[], home: string): Promise<Took> {
  const server = await serve(command, { home, cwd: root })
  const ready = performance.now() - server.spawned
  const phone = await comeIn(server.address, server.output(), `Player ${Math.round(ready * 1000) % 100_000}`)
  const answer = await upload(server.address, phone, { photo })
  const answered = performance.now() - server.spawned
  if (answer.status !== 303) throw new Error(`the photo was answered ${answer.status}`)
  await server.stop()
  return { ready, answered }
}

const kinds = {
  'binary, first start ever': { command: binary, written: false },
  'binary, later starts': { command: binary, written: true },
  'source, later starts': { command: source, written: true },
}
type Kind = keyof typeof kinds
const names = Object.keys(kinds) as Kind[]
const took: Record<Kind, Took[]> = {
  'binary, first start ever': [],
  'binary, later starts': [],
  'source, later starts': [],
}

for (let round = 0; round < rounds; round++) {
  for (const name of names) {
    const { command, written } = kinds[name]
    const home = mkdtempSync(join(tmpdir(), 'tangkap-start-'))
    try {
      // A later start finds libraries and database there, and no photo yet.
      if (written) await (await serve(command, { home, cwd: root })).stop()
      took[name].push(await start(command, home))
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  }
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const summary = Object.fromEntries(
  names.map(name => [
    name,
    {
      readyMs: Math.round(median(took[name].map(each => each.ready))),
      answeredMs: Math.round(median(took[name].map(each => each.answered))),
      slowestMs: Math.round(Math.max(...took[name].map(each => each.answered))),
    },
  ]),
) as Record<Kind, { readyMs: number; answeredMs: number; slowestMs: number }>

console.log(`Process start to the first answered photo, median of ${rounds}:`)
for (const name of names) {
  const { readyMs, answeredMs, slowestMs } = summary[name]
  console.log(`  ${name.padEnd(26)} ${answeredMs} ms (ready after ${readyMs} ms; slowest ${slowestMs} ms)`)
}
const base = summary['source, later starts'].answeredMs
const ratio = (name: Kind) => (base / summary[name].answeredMs).toFixed(2)
console.log(
  `  ratio, source : binary       ${ratio('binary, later starts')} (first start ever ${ratio('binary, first start ever')})`,
)
const worst = Math.max(...names.slice(0, 2).map(name => summary[name].slowestMs))
console.log(`  under 2 s                  ${worst < 2000 ? 'yes' : 'NO'}`)
console.log(JSON.stringify({ bench: 'start', rounds, ...summary }))
