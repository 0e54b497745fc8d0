// What it takes to learn a dish that no backbone has seen: bun scripts/bench/new-food.ts [--rest] [--counts 10,20]
// [--dishes larb] [--seeds 1,2] [--set key=value]... Prints the table of docs/model.md, beside scikit-learn's logistic
// regression on the same photos. --rest judges by photos outside split test, which is what methods are chosen by.
import { parseArgs } from 'node:util'
import { openHead } from '../../src/classifier/head.ts'
import { loadModelFiles } from '../../src/classifier/model-files.ts'
import { type BaseSet, embeddingOf, readBaseSet } from '../../src/training/base-set.ts'
import { wholeRows } from '../../src/training/dataset.ts'
import { fitHead } from '../../src/training/fit.ts'
import { judgeBaseSet } from '../../src/training/judge-photos.ts'
import { placesOf } from '../../src/training/places.ts'
import { fitSettings } from '../../src/training/settings.ts'
import { embeddedPack } from './embedded-pack.ts'
import { plainAnswers } from './new-food/plain.ts'
import { names, type Said, scored } from './new-food/score.ts'
import { dishes as allDishes, judges, taughtSet } from './new-food/sets.ts'

const { values } = parseArgs({
  options: {
    rest: { type: 'boolean', default: false },
    counts: { type: 'string', default: '5,10,20,40' },
    dishes: { type: 'string', default: allDishes.join() },
    seeds: { type: 'string', default: '1' },
    set: { type: 'string', multiple: true, default: [] },
    plain: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const [counts, seeds] = [values.counts, values.seeds].map(list => list.split(',').map(Number))

const places = placesOf('malaysia')
const base = await readBaseSet(places.baseSet)
const thai = await embeddedPack('thailand')
const shipped = await loadModelFiles(places.model)
const shippedHead = await openHead(shipped)
const known = shipped.card.claimed
/** Foods still being learned are neither foods nor outliers here. */
const baseJudges = wholeRows(base, values.rest ? 'calibration' : 'test').filter(row => {
  const { kind, label = '' } = base.examples[row] ?? {}
  return kind === 'outlier' || known.includes(label)
})

for (const count of counts ?? []) {
  const [ours, plain]: [Said[], Said[]] = [[], []]
  const unclaimed: string[] = []
  for (const dish of values.dishes.split(',')) {
    for (const seed of seeds ?? []) {
      const set = taughtSet(base, thai, { dish, count, seed })
      // With fewer than ten photos a food is not claimed; here it is, to see what it would be worth.
      const settings = fitSettings({ newFoodPhotos: Math.min(10, count), newFoodLeast: 0 }, values.set)
      const fitted = await fitHead(set, 'malaysia', settings, () => {})
      const { dish: own, others } = judges(thai, { dish, seed }, values.rest ? 'rest' : 'test')
      const judging = together([base, baseJudges], [thai, own], [thai, others])
      const kindOf = (photo: number): Said['kind'] => {
        if (photo >= baseJudges.length + own.length) return 'thai'
        return judging.examples[photo]?.kind === 'outlier' ? 'base' : 'food'
      }
      const before = (await judgeBaseSet(judging, 'test', shippedHead)).map(
        ({ result }) => result.candidates[0],
      )
      const about = (photo: number) => ({
        dish: `${dish}${seeds?.length === 1 ? '' : ` ${seed}`}`,
        label: judging.examples[photo]?.label ?? '',
        kind: kindOf(photo),
        group: judging.examples[photo]?.group ?? '',
        before: before[photo]?.food ?? null,
      })
      const head = await openHead(fitted)
      const judged = await judgeBaseSet(judging, 'test', head)
      await head.close()
      ours.push(
        ...judged.map(({ result }, photo) => ({
          ...about(photo),
          likeliest: result.candidates[0]?.food ?? null,
          refused: result.verdict === 'unknown',
        })),
      )
      if (!fitted.card.claimed.includes(dish)) unclaimed.push(dish)
      if (!values.plain) continue
      const answers = await plainAnswers(set, judging, [...known, dish])
      plain.push(...answers.map((answer, photo) => ({ ...about(photo), ...answer })))
    }
  }
  print(`${count} photos, tangkap`, ours)
  if (plain.length > 0) print(`${count} photos, logistic regression`, plain)
  if (unclaimed.length > 0) console.log(`  not claimed: ${unclaimed.join(', ')}`)
}

function print(name: string, said: readonly Said[]): void {
  const { value, interval } = scored(said, known)
  const cells = names.map(
    score => `${value[score].toFixed(3)} [${interval[score].map(end => end.toFixed(3)).join(', ')}]`,
  )
  console.log(`| ${[name, ...cells].join(' | ')} |`)
}

/** Rows of several sets as one whose every row judges. */
function together(...parts: [set: BaseSet, rows: readonly number[]][]): BaseSet {
  const rows = parts.flatMap(([set, rows]) => rows.map(row => ({ set, row })))
  const embeddings = new Float32Array(rows.length * base.dimensions)
  for (const [i, { set, row }] of rows.entries()) embeddings.set(embeddingOf(set, row), i * base.dimensions)
  const examples = rows.flatMap(({ set, row }) => set.examples[row] ?? [])
  return { ...base, examples: examples.map(example => ({ ...example, split: 'test' as const })), embeddings }
}
