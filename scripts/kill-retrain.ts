// Kills the process of the night job at 50 random instants, on a fourth of the shipped base set with photos of an event, so
// that the fit is not nearly all there is to strike, and with a first model that leaves something to learn, goes on with
// it each time, and writes docs/evidence/retrain-kills.json. Run by hand: bun scripts/kill-retrain.ts [--kills 50] [--seed 1]. Needs
// ../shared/photos; takes a few minutes.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { seededRandom } from '../src/training/random.ts'
import { killNights } from '../test/training/kill-night.ts'
import { photosOf } from '../test/training/labelled-photos.ts'
import { beginWithSmallModel, openNight, writeSmallBase } from '../test/training/night.ts'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } })
const kills = Number(values.kills ?? 50)
const seed = Number(values.seed ?? Date.now() % 1_000_000)

const home = await mkdtemp(join(tmpdir(), 'tangkap-kills-'))
const night = await openNight(home)
await beginWithSmallModel(night)
const base = join(home, 'base')
await writeSmallBase(base)
await night.addFood('khao_soi', 'Khao soi')
for (const file of photosOf('khao_soi', 'train', 20)) await night.addExample(file, 'khao_soi')
const begun = performance.now()
const report = await killNights(night, {
  ...{ kills, killsEach: 4, settings: { base }, random: seededRandom(seed) },
  progress: words => console.error(words),
})
await night.close()
await rm(home, { recursive: true })

const git = (...args: string[]) => Bun.$`git ${args}`.cwd(root).text()
const evidence = {
  what: 'kill -9 of the night job at random instants; after every kill: one champion that loads, no torn file',
  commit: (await git('rev-parse', 'HEAD')).trim(),
  // Evidence of a tree that no commit holds is worth less, so it says so.
  uncommittedChanges: (await git('status', '--porcelain', 'src', 'test/training')).trim() !== '',
  date: new Date().toISOString(),
  machine: `${cpus().length} cores, Bun ${Bun.version}, ${process.platform} ${process.arch}`,
  ...{ seed, ...report, seconds: Math.round((performance.now() - begun) / 1000) },
}
await mkdir(join(root, 'docs/evidence'), { recursive: true })
await Bun.write(join(root, 'docs/evidence/retrain-kills.json'), `${JSON.stringify(evidence, null, 2)}\n`)
console.log(JSON.stringify(evidence, null, 2))
process.exit(report.problems.length > 0 ? 1 : 0)
