import { groupKey, type LabelledPhoto } from '../training/photo-index.ts'
import { type Random, seededRandom, shuffled } from '../training/random.ts'

/** The index as the simulation needs it: the photos of the event's pack with its outliers, and those of another kitchen. */
export interface Index {
  readonly pack: readonly LabelledPhoto[]
  /** Photos of another pack, whose dishes the event does not know when it opens. */
  readonly elsewhere: readonly LabelledPhoto[]
}

/** What each photo is for. No near-duplicate group is in two pools. */
export interface Pools {
  /** Foods the first model was fitted on, with fewer photos than there are. */
  readonly known: readonly string[]
  /** Foods of the pack without a single photo in the first model's base set. */
  readonly missing: readonly string[]
  /** Dishes the organiser adds, in this order. */
  readonly added: readonly string[]
  /** Dishes of the same kitchen that nobody adds: another food to the end. */
  readonly strangers: readonly string[]
  /** Groups of the pack's base set that the first model, the job and the gate go without. */
  readonly withheld: ReadonlySet<string>
  /** What players and organiser may photograph, by label, in the order it is used up. */
  readonly players: ReadonlyMap<string, readonly LabelledPhoto[]>
  /** What scores the model of each night: in neither train, calibration nor gate. */
  readonly heldOut: readonly LabelledPhoto[]
}

/** How much of the photos the event begins with. */
export interface Shares {
  /** Of a known food's training photos, the first model gets this share … */
  readonly known: number
  /** … but not fewer than this many. */
  readonly knownAtLeast: number
  /** Of each kind of outlier. */
  readonly outliers: number
  /** How many of the pack's larger foods are left out. */
  readonly missing: number
  /** How many dishes the organiser adds. */
  readonly added: number
}

export const shares: Shares = { known: 0.5, knownAtLeast: 20, outliers: 0.5, missing: 5, added: 4 }

/** A food can be left out, and be learned from players, if it has so many training photos and test groups. */
const large = { train: 60, testGroups: 10 }

/**
 * With fewer near-duplicate groups in `test` a label stays whole in the gate. Half of them would be too few to score it by,
 * and a gate that has two photos of a food sees points of macro-F1 come and go with one.
 */
const leastTestGroups = 10

/** A food with fewer training photos than this is still being learned: it stays as it is. */
const small = 25

/**
 * Deals the photos out by near-duplicate groups. Of split `test` every second group of a label is held out, where it
 * has enough of them, and the others stay the gate's; of `train` a part stays in the base set and the others are what players photograph. Photos of
 * dishes from elsewhere are in no base set, so all of their `test` is held out. `unseen` names the dishes from elsewhere
 * that the backbone was not trained on: only these are used.
 */
export function dealPhotos(index: Index, unseen: readonly string[], seed: number, sizes: Shares): Pools {
  const random = seededRandom(seed)
  const foods = labelsOf(index.pack.filter(({ kind }) => kind === 'food'))
  const groupsOf = (photos: readonly LabelledPhoto[], label: string, split: string) =>
    dealtGroups(
      photos.filter(photo => photo.label === label && photo.split === split),
      random,
    )
  const trainingPhotos = (food: string) =>
    index.pack.filter(({ label, split }) => label === food && split === 'train').length
  const testGroups = (food: string) =>
    labelsOf(
      index.pack
        .filter(({ label, split }) => label === food && split === 'test')
        .map(photo => ({ label: photo.group })),
    ).length

  const largeFoods = foods.filter(
    food => trainingPhotos(food) >= large.train && testGroups(food) >= large.testGroups,
  )
  const missing = shuffled(largeFoods, random).slice(0, sizes.missing).sort()
  const known = foods.filter(food => trainingPhotos(food) >= small && !missing.includes(food))
  const dishes = shuffled(labelsOf(index.elsewhere.filter(({ label }) => unseen.includes(label))), random)
  const added = dishes.slice(0, sizes.added)
  const strangers = dishes.slice(sizes.added).sort()

  const withheld = new Set<string>()
  const players = new Map<string, LabelledPhoto[]>()
  const heldOut: LabelledPhoto[] = []
  const withhold = (groups: readonly LabelledPhoto[][]) => {
    for (const photo of groups.flat()) withheld.add(groupKey(photo))
    return groups.flat()
  }

  for (const label of labelsOf(index.pack)) {
    const isMissing = missing.includes(label)
    const train = groupsOf(index.pack, label, 'train')
    if (isMissing) players.set(label, withhold(train))
    else if (!foods.includes(label)) players.set(label, withhold(afterPhotos(train, sizes.outliers, 1)))
    else if (known.includes(label))
      players.set(label, withhold(afterPhotos(train, sizes.known, sizes.knownAtLeast)))
    const test = groupsOf(index.pack, label, 'test')
    if (test.length >= leastTestGroups) heldOut.push(...withhold(test.filter((_, i) => i % 2 === 1)))
    // Whoever does not know a food has none of its photos to judge by either.
    if (isMissing) {
      withhold(test)
      withhold(groupsOf(index.pack, label, 'calibration'))
    }
  }
  for (const label of [...added, ...strangers]) {
    players.set(label, groupsOf(index.elsewhere, label, 'train').flat())
    heldOut.push(...groupsOf(index.elsewhere, label, 'test').flat())
  }
  return { known, missing, added, strangers, withheld, players, heldOut }
}

/** Near-duplicate groups of one label, shuffled. */
function dealtGroups(photos: readonly LabelledPhoto[], random: Random): LabelledPhoto[][] {
  const groups = Map.groupBy(photos, groupKey)
  return shuffled([...groups.keys()].sort(), random).map(key => groups.get(key) ?? [])
}

/** The groups that are left when the first ones have gone into the base set. */
function afterPhotos(groups: readonly LabelledPhoto[][], share: number, atLeast: number): LabelledPhoto[][] {
  const wanted = Math.max(atLeast, share * groups.flat().length)
  let kept = 0
  return groups.filter(group => {
    if (kept >= wanted) return true
    kept += group.length
    return false
  })
}

const labelsOf = (photos: readonly { label: string }[]): string[] =>
  [...new Set(photos.map(({ label }) => label))].sort()
