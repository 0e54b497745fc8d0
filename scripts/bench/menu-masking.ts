// What becomes of foods that are not on the menu: do they count as "unknown", or are they taken out of the softmax and
// the bank? On `calibration` alone, numbers fitted on four fifths of the near-duplicate groups and judged on the rest, for
// random menus. Run: bun scripts/bench/menu-masking.ts [MENUS OF EACH SIZE]
import { neighboursAmong } from '../../src/classifier/bank.ts'
import { loadModelFiles } from '../../src/classifier/model-files.ts'
import { decide, type MenuRule } from '../../src/classifier/verdict.ts'
import { type MenuPhoto, readMenuPhotos } from '../../src/training/menu/menu-photos.ts'
import { menuRule } from '../../src/training/menu/menu-rule.ts'
import { mean } from '../../src/training/metrics/classification.ts'
import { reweightedFBeta } from '../../src/training/metrics/rejection.ts'
import { placesOf } from '../../src/training/places.ts'
import { seededRandom, shuffled } from '../../src/training/random.ts'

const menus = Number(process.argv[2] ?? 10)
const folds = 5
const places = placesOf('malaysia')
const files = await loadModelFiles(places.model)
const { card } = files
const photos = await readMenuPhotos(files, places.baseSet, [])

/** Shares of photos: named right and refused of the menu's, accepted of outliers, accepted of other foods. */
interface Outcome {
  right: number
  refused: number
  outliers: number
  others: number
}

const ways = {
  'no menu': (_: readonly string[], train: readonly MenuPhoto[]) => ({ rule: whole(train), seen: same }),
  'count as unknown': (menu: readonly string[], train: readonly MenuPhoto[]) => ({
    rule: menuRule(card, train, menu),
    seen: same,
  }),
  'taken out': (menu: readonly string[], train: readonly MenuPhoto[]) => {
    const seen = without(menu)
    return { rule: menuRule(card, train.map(seen), menu), seen }
  },
}
type Way = keyof typeof ways
const names = Object.keys(ways) as Way[]

for (const size of [4, 8, 14, 20]) {
  const random = seededRandom(size)
  const found = Array.from({ length: menus }, (_, i) => {
    const menu = shuffled([...card.claimed], random).slice(0, size)
    const fold = foldsOf(i + 1)
    return Object.fromEntries(names.map(way => [way, validate(way, menu, fold)])) as Record<Way, Outcome>
  })
  console.log(`\n${menus} menus of ${size} foods`)
  for (const way of names) {
    const of = (key: keyof Outcome) => mean(found.map(each => each[way][key]))
    const percent = (share: number) => `${(100 * share).toFixed(1)}%`.padStart(6)
    const fBeta = reweightedFBeta(1 - of('outliers'), of('refused'), 0.5).toFixed(3)
    console.log(
      `${way.padEnd(17)} right ${percent(of('right'))}  refused ${percent(of('refused'))}  outliers accepted ${percent(of('outliers'))}  F-beta at half outliers ${fBeta}  other foods called one of the menu ${percent(of('others'))}`,
    )
  }
  for (const share of [0, 0.03, 0.05, 0.1]) {
    const gains = found.map(
      each => 100 * (good(each['count as unknown'], share) - good(each['taken out'], share)),
    )
    const error = Math.sqrt(mean(gains.map(gain => (gain - mean(gains)) ** 2)) / (menus - 1))
    console.log(
      `  with ${100 * share}% photos of other foods, counting as unknown answers ${mean(gains).toFixed(2)} points more as it should (standard error ${error.toFixed(2)})`,
    )
  }
}

/** Share of answers as they should be, with one outlier to three foods of the menu, and `share` other foods. */
function good({ right, outliers, others }: Outcome, share: number): number {
  return (1 - share) * (0.75 * right + 0.25 * (1 - outliers)) + share * (1 - others)
}

function validate(way: Way, menu: readonly string[], fold: ReadonlyMap<string, number>): Outcome {
  const counts = { foods: 0, right: 0, refused: 0, outliers: 0, accepted: 0, others: 0, called: 0 }
  for (let held = 0; held < folds; held++) {
    const { rule, seen } = ways[way](
      menu,
      photos.filter(({ group }) => fold.get(group) !== held),
    )
    if (!rule) throw new Error('a menu of claimed foods has a rule')
    for (const photo of photos.filter(({ group }) => fold.get(group) === held)) {
      const food = answer(seen(photo), rule)
      if (photo.kind === 'outlier') {
        counts.outliers++
        if (food !== null) counts.accepted++
      } else if (menu.includes(photo.label)) {
        counts.foods++
        if (food === photo.label) counts.right++
        if (food === null) counts.refused++
      } else if (card.claimed.includes(photo.label)) {
        counts.others++
        if (food !== null && menu.includes(food)) counts.called++
      }
    }
  }
  return {
    right: counts.right / counts.foods,
    refused: counts.refused / counts.foods,
    outliers: counts.accepted / counts.outliers,
    others: counts.called / counts.others,
  }
}

function answer({ logits, nearest }: MenuPhoto, rule: MenuRule): string | null {
  const claimed = card.foods.map(food => rule.claimed.includes(food))
  const neighbours = nearest ? neighboursAmong(nearest, claimed) : 0
  return decide(logits.food, logits.outlier, { ...rule, foods: card.foods }, neighbours).food
}

/** The card's own numbers were fitted on all of `calibration`; leaving a fifth out would hardly change them. */
function whole(_: readonly MenuPhoto[]): MenuRule {
  const { claimed, temperature, rejection, conformal } = card
  return { claimed, temperature, rejection, conformal }
}

function same(photo: MenuPhoto): MenuPhoto {
  return photo
}

/** The photo as if the other claimed foods were not known at all: no evidence for them, no photo of them in the bank. */
function without(menu: readonly string[]): (photo: MenuPhoto) => MenuPhoto {
  const isOut = card.foods.map(food => card.claimed.includes(food) && !menu.includes(food))
  return photo => ({
    ...photo,
    logits: {
      ...photo.logits,
      food: photo.logits.food.map((logit, i) => (isOut[i] ? Number.NEGATIVE_INFINITY : logit)),
    },
    nearest:
      photo.nearest?.map((cosine, i, all) =>
        isOut[Math.floor(i / (all.length / (card.foods.length + 1)))] ? -1 : cosine,
      ) ?? null,
  })
}

function foldsOf(seed: number): Map<string, number> {
  const random = seededRandom(seed)
  const fold = new Map<string, number>()
  for (const kind of ['food', 'outlier']) {
    const groups = new Set(photos.filter(photo => photo.kind === kind).map(({ group }) => group))
    for (const [i, group] of shuffled([...groups].sort(), random).entries()) fold.set(group, i % folds)
  }
  return fold
}
