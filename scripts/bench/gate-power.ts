// How often the gate lets candidates pass whose true quality is known: bun scripts/bench/gate-power.ts [times] [draws]
// Prints the table of docs/model.md. Seeded: the same numbers every time.
import { openHead } from '../../src/classifier/head.ts'
import { loadModelFiles } from '../../src/classifier/model-files.ts'
import { readBaseSet } from '../../src/training/base-set.ts'
import { judgeBaseSet } from '../../src/training/judge-photos.ts'
import { clopperPearson } from '../../src/training/metrics/intervals.ts'
import { placesOf } from '../../src/training/places.ts'
import { runTrial } from './gate-power/run.ts'

const times = Number(process.argv[2] ?? 400)
const draws = Number(process.argv[3] ?? 1000)

const places = placesOf('malaysia')
const head = await openHead(await loadModelFiles(places.model))
const judged = await judgeBaseSet(await readBaseSet(places.baseSet), head)

const both = (points: number) => ({ macroF1: points / 100, fBeta: points / 100 })
const qualities: [name: string, better: { macroF1: number; fBeta: number }][] = [
  ['2 points better', both(2)],
  ['1 point better', both(1)],
  ['0.5 points better', both(0.5)],
  ['equal', both(0)],
  ['0.5 points worse', both(-0.5)],
  ['1 point worse', both(-1)],
  ['1.5 points worse', both(-1.5)],
  ['3 points worse', both(-3)],
  ['1.5 points worse in macro-F1 alone', { macroF1: -0.015, fBeta: 0 }],
  ['1.5 points worse in F-beta alone', { macroF1: 0, fBeta: -0.015 }],
]
const trials = [
  { name: '0.5% change anyway', churn: 0.005 },
  { name: '1%', churn: 0.01 },
  { name: '2%', churn: 0.02 },
  { name: '1%, with a new food', churn: 0.01, newFood: true },
]

const percent = (share: number) => `${(100 * share).toFixed(0)}%`
console.log(`${times} candidates a cell, ${draws} draws each.\n`)
console.log(`| truly | ${trials.map(({ name }) => name).join(' | ')} | stopped by, at 1% |`)
console.log(`|---|${trials.map(() => '---|').join('')}---|`)
for (const [name, better] of qualities) {
  const runs = trials.map((trial, i) =>
    runTrial(judged, head.card, { better, ...trial }, { times, draws, seed: 1000 + i }),
  )
  const cells = runs.map(({ passed }) => {
    const [low, high] = clopperPearson(passed, times)
    return `${percent(passed / times)} [${percent(low)}, ${percent(high)}]`
  })
  const stops = [...(runs[1]?.stoppedBy ?? [])]
    .sort((a, b) => b[1] - a[1])
    .map(([rule, count]) => `${rule} ${percent(count / times)}`)
  console.log(`| ${name} | ${cells.join(' | ')} | ${stops.join(', ')} |`)
}
await head.close()
