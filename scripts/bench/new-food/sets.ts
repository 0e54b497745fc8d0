import { type BaseSet, type Example, embeddingOf } from '../../../src/training/base-set.ts'
import { wholeRows } from '../../../src/training/dataset.ts'
import { seededRandom, seedFor, shuffled } from '../../../src/training/random.ts'

/** Photos of each other Thai dish that the organiser adds as another dish; a fourth of that sets thresholds. */
export const photosPerOther = 20
/** From so many training photos on a dish's are not taught with, so that they can judge while the method is chosen. */
const taught = 40

/** Adds rows of `from` to a set as photos of the event. A training photo of a food brings its crops. */
function withLocal(set: BaseSet, from: BaseSet, rows: readonly number[], as: 'food' | 'other_food'): BaseSet {
  const added = rows.flatMap(row => [row, ...cropsOf(from, row)])
  const embeddings = new Float32Array(set.embeddings.length + added.length * set.dimensions)
  embeddings.set(set.embeddings)
  for (const [i, row] of added.entries())
    embeddings.set(embeddingOf(from, row), set.embeddings.length + i * set.dimensions)
  const examples = added.flatMap((row): Example[] => {
    const example = from.examples[row]
    if (!example) return []
    const group = `local:${example.label}/${example.group}`
    const kind = as === 'food' ? ('food' as const) : ('outlier' as const)
    return [{ ...example, kind, label: as === 'food' ? example.label : as, group, local: true }]
  })
  return { ...set, examples: [...set.examples, ...examples], embeddings }
}

function cropsOf(set: BaseSet, row: number): number[] {
  const crops: number[] = []
  for (let i = row + 1; set.examples[i]?.view === 'crop'; i++) crops.push(i)
  return crops
}

export const ofDish = (thai: BaseSet, dish: string, split: Example['split']) =>
  wholeRows(thai, split).filter(row => thai.examples[row]?.label === dish)

/** A dish's training photos in an order of its own, near-duplicates but one left out. */
export function teachingOrder(thai: BaseSet, dish: string, seed: number): number[] {
  const seen = new Set<string>()
  const distinct = ofDish(thai, dish, 'train').filter(row => {
    const { group = '' } = thai.examples[row] ?? {}
    if (seen.has(group)) return false
    seen.add(group)
    return true
  })
  return shuffled(distinct, seededRandom(seedFor(dish, seed)))
}

/** The base set, so many photos of the dish, and the other Thai dishes as outliers: the source's look tells nothing. */
export function taughtSet(
  base: BaseSet,
  thai: BaseSet,
  { dish, count, seed }: { dish: string; count: number; seed: number },
): BaseSet {
  const others = [...new Set(thai.examples.map(({ label }) => label))].filter(label => label !== dish).sort()
  const some = (split: Example['split'], each: number) =>
    others.flatMap(other => ofDish(thai, other, split).slice(0, each))
  const withDish = withLocal(base, thai, teachingOrder(thai, dish, seed).slice(0, count), 'food')
  const withOthers = withLocal(withDish, thai, some('train', photosPerOther), 'other_food')
  return withLocal(withOthers, thai, some('calibration', photosPerOther / 4), 'other_food')
}

/**
 * Photos that judge: of the dish and, as outliers, of the others. `test` is what is reported; `rest`, which no split
 * `test` is in, is what methods are chosen by: calibration photos and training photos that are not taught with.
 */
export function judges(
  thai: BaseSet,
  { dish, seed }: { dish: string; seed: number },
  by: 'test' | 'rest',
): { dish: number[]; others: number[] } {
  const own =
    by === 'test'
      ? ofDish(thai, dish, 'test')
      : [...ofDish(thai, dish, 'calibration'), ...teachingOrder(thai, dish, seed).slice(taught)]
  const labels = new Set(thai.examples.map(({ label }) => label))
  const others = [...labels]
    .filter(label => label !== dish)
    .flatMap(other => (by === 'test' ? ofDish(thai, other, 'test') : ofDish(thai, other, 'train').slice(-20)))
  return { dish: own, others }
}
