// Kills a real server 200 times while players send 1,400 photos, counts what is there after every kill, and writes
// docs/evidence/kill-9.json. Run by hand: bun scripts/kill-test.ts [--kills 200] [--seed 1]. Takes about four minutes.
import { mkdir } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { killRun } from '../test/faults/kill-run.ts'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } })
const kills = Number(values.kills ?? 200)
const seed = Number(values.seed ?? Date.now() % 1_000_000)

const report = await killRun({
  kills,
  // As many a kill as the test in CI has.
  uploads: kills * 7,
  players: 8,
  seed,
  progress: words => console.error(words),
})

const git = (...args: string[]) => Bun.$`git ${args}`.cwd(root).text()
const evidence = {
  what: 'kill -9 of a real server while players send real photos; after every kill, what is stored was counted',
  commit: (await git('rev-parse', 'HEAD')).trim(),
  // Evidence of a tree that no commit holds is worth less, so it says so.
  uncommittedChanges: (await git('status', '--porcelain', 'src', 'test/faults')).trim() !== '',
  date: new Date().toISOString(),
  machine: `${cpus().length} cores, Bun ${Bun.version}, ${process.platform} ${process.arch}`,
  ...report,
}
const file = join(root, 'docs/evidence/kill-9.json')
await mkdir(join(root, 'docs/evidence'), { recursive: true })
await Bun.write(file, `${JSON.stringify(evidence, null, 2)}\n`)
console.log(JSON.stringify(evidence, null, 2))
process.exit(report.problems.length > 0 ? 1 : 0)
