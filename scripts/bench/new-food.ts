// What it takes to learn a dish that no backbone has seen: bun scripts/bench/new-food.ts [--rest] [--counts 10,20]
// [--dishes larb] [--seeds 1,2] [--set key=value]... Prints the table of docs/model.md, beside scikit-learn's logistic
// regression on the same photos. --rest judges by photos outside split test, which is what methods are chosen by.
import { parseArgs } from 'node:util'
import { openHead } from '../../src/classifier/head.ts'
import { loadModelFiles } from '../../src/classifier/model-files.ts'
import { unseen as allDishes } from '../../src/simulate/unseen.ts'
import { readBaseSet } from '../../src/training/base-set.ts'
import { fitHead } from '../../src/training/fit.ts'
import { placesOf } from '../../src/training/places.ts'
import { ofFew } from '../../src/training/retrain/embed.ts'
import { fitSettings } from '../../src/training/settings.ts'
import { embeddedPack } from './embedded-pack.ts'
import { judgesOf, printScores, saidBy } from './new-food/judge.ts'
import { plainAnswers } from './new-food/plain.ts'
import type { Said } from './new-food/score.ts'
import { taughtSet } from './new-food/sets.ts'

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
const thai = await embeddedPack('thailand', ofFew.crops)
const shipped = await loadModelFiles(places.model)
const known = shipped.card.claimed
const before = await openHead(shipped)
const judges = { base, thai, known, before, by: values.rest ? 'rest' : 'test' } as const

for (const count of counts ?? []) {
  const [ours, plain]: [Said[], Said[]] = [[], []]
  const unclaimed: string[] = []
  for (const dish of values.dishes.split(',')) {
    for (const seed of seeds ?? []) {
      const set = taughtSet(base, thai, { dish, count, seed })
      // With fewer than ten photos a food is not claimed; here it is, to see what it would be worth.
      const settings = fitSettings({ newFoodPhotos: Math.min(10, count), newFoodLeast: 0 }, values.set)
      const fitted = await fitHead(set, 'malaysia', settings, () => {})
      const name = `${dish}${seeds?.length === 1 ? '' : ` ${seed}`}`
      const judging = await judgesOf(judges, { dish, seed, name })
      const head = await openHead(fitted)
      ours.push(...(await saidBy(head, judging)))
      await head.close()
      if (!fitted.card.claimed.includes(dish)) unclaimed.push(dish)
      if (!values.plain) continue
      const answers = await plainAnswers(set, judging.set, [...known, dish])
      plain.push(
        ...answers.flatMap((answer, i) => {
          const photo = judging.about[i]
          return photo ? [{ ...photo, ...answer }] : []
        }),
      )
    }
  }
  printScores(`${count} photos, tangkap`, ours, known)
  if (plain.length > 0) printScores(`${count} photos, logistic regression`, plain, known)
  if (unclaimed.length > 0) console.log(`  not claimed: ${unclaimed.join(', ')}`)
}
