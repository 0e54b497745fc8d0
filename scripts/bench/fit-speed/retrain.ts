// One retraining in a process of its own, as the job has one: bun retrain.ts FOLDER. FOLDER has a base set, local.json
// with the rows that are of the event, and champion/. Prints seconds and scores as JSON.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { openHead } from '../../../src/classifier/head.ts'
import { loadBackbone, loadModelFiles } from '../../../src/classifier/model-files.ts'
import { gateLimitsSchema } from '../../../src/packs/gate-limits.ts'
import { embeddingOf, readBaseSet } from '../../../src/training/base-set.ts'
import { wholeRows } from '../../../src/training/dataset.ts'
import { openEmbedder } from '../../../src/training/embed.ts'
import { fitHead } from '../../../src/training/fit.ts'
import { judgeCandidate, measureLatency } from '../../../src/training/gate/index.ts'
import { judgeBaseSet } from '../../../src/training/judge-photos.ts'
import { doubtLabels } from '../../../src/training/label-doubts.ts'
import { macroF1 } from '../../../src/training/metrics/classification.ts'
import { placesOf } from '../../../src/training/places.ts'
import { fitSettings } from '../../../src/training/settings.ts'
import { namesOf } from '../../../test/names-of.ts'

const folder = process.argv[2] ?? ''
const stored = await readBaseSet(folder)
const local = new Set(
  z.array(z.number()).parse(JSON.parse(await readFile(join(folder, 'local.json'), 'utf8'))),
)
const set = {
  ...stored,
  examples: stored.examples.map((example, row) =>
    local.has(row) ? { ...example, local: true as const } : example,
  ),
}
const champion = await loadModelFiles(join(folder, 'champion'))

const started = { wall: performance.now(), cpu: process.cpuUsage() }
const settings = fitSettings({ crops: 0, screens: false })
// Timed; none is left out, as these labels are right.
const doubts = await doubtLabels(set, champion.card.claimed, settings, () => {})
const fitted = await fitHead(set, 'sixty', settings, () => {})
const fit = performance.now() - started.wall

const [before, now] = [await openHead(champion), await openHead(fitted)]
const backbone = await openEmbedder(await loadBackbone(placesOf('malaysia').backbone, 'int8'))
const rows = wholeRows(set, 'test')
const report = judgeCandidate({
  champion: { card: champion.card, judged: await judgeBaseSet(set, before) },
  candidate: { card: fitted.card, judged: await judgeBaseSet(set, now) },
  earlier: [],
  names: namesOf(fitted.card.foods),
  taughtHere: new Map(),
  photoIds: rows.map(() => null),
  exported: { vectors: 32, largest: 0 },
  latency: await measureLatency(
    { champion: before, candidate: now, backbone },
    rows.slice(0, 200).map(row => embeddingOf(set, row).slice()),
  ),
  data: { train: { base: 0, local: 0 }, calibration: { base: 0, local: 0 }, gate: { base: 0, local: 0 } },
  limits: gateLimitsSchema.parse({}),
  seed: 1,
})
const wall = performance.now() - started.wall
const cpu = process.cpuUsage(started.cpu)

const { foods } = fitted.card
const answers = []
for (const row of rows) {
  const { kind, label: truth = '' } = set.examples[row] ?? {}
  if (kind !== 'food') continue
  const { food } = await now.scores(embeddingOf(set, row).slice())
  answers.push({ truth, answer: foods[food.indexOf(Math.max(...food))] ?? null })
}
console.log(
  JSON.stringify({
    fit: fit / 1000,
    wall: wall / 1000,
    cpu: (cpu.user + cpu.system) / 1e6,
    classes: foods.length + fitted.card.outliers.length,
    claimed: fitted.card.claimed.length,
    rules: report.rules.length,
    doubts: doubts.length,
    macroF1: macroF1(answers, foods),
  }),
)
