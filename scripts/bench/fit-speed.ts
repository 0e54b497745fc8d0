// How long a retraining takes, from stored embeddings to the gate's word, beside scikit-learn's LogisticRegression on
// the same embeddings: bun scripts/bench/fit-speed.ts [rounds]. Rounds alternate. Both are measured from embeddings in
// memory; ours includes loading TensorFlow.js, scikit-learn's leaves out starting Python. Prints docs/benchmarks.md's table.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { unseen as dishes } from '../../src/simulate/unseen.ts'
import { type BaseSet, embeddingOf, readBaseSet, writeBaseSet } from '../../src/training/base-set.ts'
import { wholeRows } from '../../src/training/dataset.ts'
import { evaluate } from '../../src/training/evaluate.ts'
import { fitHead } from '../../src/training/fit.ts'
import { macroF1 } from '../../src/training/metrics/classification.ts'
import { quantile } from '../../src/training/metrics/intervals.ts'
import { placesOf } from '../../src/training/places.ts'
import { fitSettings } from '../../src/training/settings.ts'
import { stack } from '../../src/training/stack.ts'
import { writeModel } from '../../src/training/write-model.ts'
import { embeddedPack } from './embedded-pack.ts'
import { sixtyFoods } from './fit-speed/set.ts'
import { logisticRegression } from './logistic.ts'

const rounds = Number(process.argv[2] ?? 3)
/** Inverse penalties: its default and two that suit embeddings of unit length. */
const penalties = [1, 10, 100]
const folds = 5

const sets = [await readBaseSet(placesOf('malaysia').baseSet, ({ view }) => view === 'whole')]
for (const pack of ['thailand', 'cafe']) sets.push(await embeddedPack(pack))

async function compare(name: string, set: BaseSet, newFoods: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tangkap-fit-speed-'))
  try {
    await writeBaseSet(folder, set)
    const local = [...set.examples.entries()].filter(([, example]) => example.local).map(([row]) => row)
    await writeFile(join(folder, 'local.json'), JSON.stringify(local))
    await writeChampion(set, newFoods, join(folder, 'champion'))
    const ours: Ours[] = []
    const theirs = new Map<number, Theirs[]>(penalties.map(c => [c, []]))
    for (let round = 0; round < rounds; round++) {
      ours.push(await retrained(folder))
      for (const c of penalties) theirs.get(c)?.push(await plain(set, newFoods, c))
    }
    print(name, ours, theirs)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** A model to compare with, which does not know the new foods. */
async function writeChampion(set: BaseSet, newFoods: readonly string[], folder: string): Promise<void> {
  const settings = fitSettings({ crops: 0, screens: false, seed: 2, withheld: newFoods.join() })
  const files = await fitHead(set, 'sixty', settings, () => {})
  await writeModel(folder, files, evaluate([], files.card, 1))
}

const printed = z.object({
  fit: z.number(),
  wall: z.number(),
  cpu: z.number(),
  classes: z.number(),
  claimed: z.number(),
  rules: z.number(),
  doubts: z.number(),
  macroF1: z.number(),
})
type Ours = z.infer<typeof printed>

async function retrained(folder: string): Promise<Ours> {
  const child = Bun.spawn(['bun', join(import.meta.dir, 'fit-speed/retrain.ts'), folder], {
    stdout: 'pipe',
    stderr: 'inherit',
  })
  const out = await new Response(child.stdout).text()
  if ((await child.exited) !== 0) throw new Error('the retraining failed')
  return printed.parse(JSON.parse(out))
}

interface Theirs {
  /** Seconds: one fit, and one for each fold where there are new foods. */
  wall: number
  cpu: number
  macroF1: number
  version: string
}

async function plain(set: BaseSet, newFoods: readonly string[], c: number): Promise<Theirs> {
  const rows = wholeRows(set, 'train')
  const labelOf = (row: number) => set.examples[row]?.label ?? ''
  const labels = [...new Set(rows.map(labelOf))].sort()
  const foods = labels.filter(label =>
    rows.some(row => labelOf(row) === label && set.examples[row]?.kind === 'food'),
  )
  const judging = wholeRows(set, 'test').filter(row => set.examples[row]?.kind === 'food')
  const heldOut = [...rows.entries()].filter(([, row]) => newFoods.includes(labelOf(row))).map(([i]) => i)
  const result = await logisticRegression({
    ...{ dimensions: set.dimensions, c },
    train: matrix(set, rows),
    classes: Int32Array.from(rows, row => labels.indexOf(labelOf(row))),
    query: matrix(set, judging),
    folds:
      heldOut.length > 0
        ? Array.from({ length: folds }, (_, fold) => heldOut.filter((_, i) => i % folds === fold))
        : [],
  })
  const answers = judging.map((row, photo) => {
    const logit = (food: string) => result.logits[photo * labels.length + labels.indexOf(food)] ?? Number.NaN
    return { truth: labelOf(row), answer: foods.reduce((a, b) => (logit(b) > logit(a) ? b : a)) }
  })
  return {
    wall: result.fit.wall + result.folds.wall,
    cpu: result.fit.cpu + result.folds.cpu,
    macroF1: macroF1(answers, foods),
    version: `${result.version}, ${labels.length} classes, ${result.iterations} iterations`,
  }
}

const matrix = (set: BaseSet, rows: readonly number[]): Float32Array =>
  stack(
    rows.map(row => embeddingOf(set, row)),
    set.dimensions,
  )

function print(name: string, ours: readonly Ours[], theirs: ReadonlyMap<number, Theirs[]>): void {
  const median = (values: number[]) =>
    quantile(
      values.toSorted((a, b) => a - b),
      0.5,
    )
  const [first] = ours
  const own = { wall: median(ours.map(({ wall }) => wall)), cpu: median(ours.map(({ cpu }) => cpu)) }
  console.log(
    `\n${name}: ${first?.classes} classes here, ${first?.claimed} foods claimed, ${first?.doubts} labels in doubt, ${first?.rules} rules`,
  )
  console.log('| | wall s | processor s | macro-F1 | ratio, wall | ratio, processor |')
  console.log('|---|---|---|---|---|---|')
  console.log(
    `| tangkap, to the gate's end | ${own.wall.toFixed(1)} | ${own.cpu.toFixed(1)} | ${first?.macroF1.toFixed(3)} | | |`,
  )
  console.log(`| of that the fit | ${median(ours.map(({ fit }) => fit)).toFixed(1)} | | | | |`)
  for (const [c, runs] of theirs) {
    const wall = median(runs.map(run => run.wall))
    const cpu = median(runs.map(run => run.cpu))
    const ratios = [own.wall / wall, own.cpu / cpu].map(ratio => ratio.toFixed(2)).join(' | ')
    console.log(
      `| scikit-learn ${runs[0]?.version}, C = ${c} | ${wall.toFixed(1)} | ${cpu.toFixed(1)} | ${runs[0]?.macroF1.toFixed(3)} | ${ratios} |`,
    )
  }
}

await compare('all 60 foods known', sixtyFoods(sets, { foods: [], photos: 0 }), [])
await compare('8 of them new, 20 photos each', sixtyFoods(sets, { foods: dishes, photos: 20 }), dishes)
