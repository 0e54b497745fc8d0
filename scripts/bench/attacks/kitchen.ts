// What every attack begins with: a model fitted on half of what is shipped, the other half as players' photos, and
// photos that neither train, calibration nor gate has.
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ModelFiles } from '../../../src/classifier/model-files.ts'
import { chosenRows, reducedBaseSet } from '../../../src/simulate/base-set.ts'
import { dealPhotos } from '../../../src/simulate/pools.ts'
import { type BaseSet, type Example, readBaseSet, writeBaseSet } from '../../../src/training/base-set.ts'
import { wholeRows } from '../../../src/training/dataset.ts'
import { fitHead } from '../../../src/training/fit.ts'
import type { LabelledPhoto, Split } from '../../../src/training/photo-index.ts'
import { placesOf } from '../../../src/training/places.ts'
import { fitSettings } from '../../../src/training/settings.ts'

export const pack = 'malaysia'

/** A shipped photo that a player may send: its embedding and its crops', for the files are not shipped. */
export interface Plate {
  readonly label: string
  readonly kind: Example['kind']
  /** Rows of the shipped base set. */
  readonly row: number
  readonly crops: readonly number[]
}

export interface Kitchen {
  readonly shipped: BaseSet
  /** Folder of the base set that job and gate use. */
  readonly base: string
  readonly champion: ModelFiles
  /** By label, in the order they are used up. */
  readonly plates: ReadonlyMap<string, readonly Plate[]>
  /** Rows of `test` that are neither in the gate nor anywhere else. */
  readonly heldOut: BaseSet
}

/** Half of the training photos stay in the base set, so that the others may teach; nothing is missing. */
const shares = { known: 0.5, knownAtLeast: 20, outliers: 0.5, missing: 0, added: 0 }

export async function openKitchen(seed: number): Promise<Kitchen> {
  const shipped = await readBaseSet(placesOf(pack).baseSet)
  const pools = dealPhotos({ pack: photosOf(shipped), elsewhere: [] }, [], seed, shares)
  const base = await mkdtemp(join(tmpdir(), 'tangkap-attacks-base-'))
  await writeBaseSet(base, reducedBaseSet(shipped, pools.withheld))
  const champion = await fitHead(await readBaseSet(base), pack, fitSettings({ seed }), () => {})
  const held = new Set(pools.heldOut.map(({ path }) => Number(path)))
  return {
    ...{ shipped, base, champion },
    plates: new Map(
      [...pools.players].map(([label, photos]) => [label, photos.map(photo => plateOf(shipped, photo))]),
    ),
    heldOut: { ...shipped, ...chosenRows(shipped, row => held.has(row)) },
  }
}

/** The base set's photos as an index would list them; a row's number is its path. */
const photosOf = (set: BaseSet): LabelledPhoto[] =>
  (['train', 'calibration', 'test'] satisfies Split[])
    .flatMap(split => wholeRows(set, split))
    .flatMap(row => {
      const example = set.examples[row]
      return example ? [{ ...example, path: String(row) }] : []
    })

function plateOf(set: BaseSet, { label, kind, path }: LabelledPhoto): Plate {
  const row = Number(path)
  const crops: number[] = []
  // A photo's crops follow its whole view.
  for (let next = row + 1; set.examples[next]?.view === 'crop'; next++) crops.push(next)
  return { label, kind, row, crops }
}
