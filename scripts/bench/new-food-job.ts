// The same as new-food.ts through the whole program: bun scripts/bench/new-food-job.ts [dish,dish [counts [seed]]]. At an event that
// has just begun an organiser adds the dish in the browser, brings the other Thai dishes in as a zip of other foods and drops
// so many photos of it; then the nightly job runs in its own process. Scores what serves afterwards, and, where the gate
// refused it, what would have: by split test, and by the photos outside it that nothing was taught by. Needs ../shared/photos.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHead } from '../../src/classifier/head.ts'
import { loadModelFiles } from '../../src/classifier/model-files.ts'
import { importOf } from '../../src/dataset/import-run.ts'
import { findVersion, loadVersion } from '../../src/registry/index.ts'
import { openEvent, type SimulatedEvent } from '../../src/simulate/event.ts'
import { expectGood } from '../../src/simulate/people.ts'
import { retrain } from '../../src/simulate/retrain.ts'
import { crowd } from '../../src/simulate/schedule.ts'
import { unseen as dishes } from '../../src/simulate/unseen.ts'
import { readBaseSet } from '../../src/training/base-set.ts'
import { type LabelledPhoto, readPhotoIndex, type Split } from '../../src/training/photo-index.ts'
import { placesOf } from '../../src/training/places.ts'
import { zipOf } from '../../test/zips.ts'
import { embeddedPack } from './embedded-pack.ts'
import { judgesOf, printScores, saidBy } from './new-food/judge.ts'
import type { Said } from './new-food/score.ts'
import { ofDish, photosPerOther, teachingOrder } from './new-food/sets.ts'

const counts = (process.argv[3] ?? '5,10,20,40').split(',').map(Number)
const seed = Number(process.argv[4] ?? 1)
const asked = process.argv[2]?.split(',') ?? dishes
const photosDir = join(import.meta.dir, '../../../shared/photos')

const places = placesOf('malaysia')
const base = await readBaseSet(places.baseSet)
const thai = await embeddedPack('thailand')
const files = filesOf(await readPhotoIndex(join(photosDir, 'index.tsv'), 'thailand'))
const shipped = await loadModelFiles(places.model)
const known = shipped.card.claimed
const judges = { base, thai, known, before: await openHead(shipped) }

const table = new Map<string, Said[]>()
for (const dish of asked) {
  const judging = [
    ['test', await judgesOf({ ...judges, by: 'test' }, { dish, seed, name: dish })],
    ['rest', await judgesOf({ ...judges, by: 'rest' }, { dish, seed, name: dish })],
  ] as const
  for (const count of counts) {
    const home = await mkdtemp(join(tmpdir(), 'tangkap-new-food-'))
    const event = await openEvent(home, { ...crowd, players: 0 }, seed)
    await bringOthers(event, dish)
    await addDish(event, dish, count)
    const { outcome, why, seconds, made: version } = await retrain(event.context, places.baseSet)
    const now = event.context.classifier.card
    for (const [by, photos] of judging) {
      const serving = await said(event, now.version, photos)
      const isServing = version === null || version === now.version
      add(`${count} photos, what serves, by ${by}`, serving)
      add(
        `${count} photos, what was made, by ${by}`,
        isServing ? serving : await said(event, version, photos),
      )
    }
    const from = now.scores.find(({ id }) => id === dish)?.photos.train
    const learned = now.claimed.includes(dish) ? `learned from ${from}` : 'not learned'
    console.log(`${dish} from ${count}: ${outcome}, ${learned}, ${seconds.toFixed(0)} s ${why ?? ''}`)
    await event.close()
    await rm(home, { recursive: true })
  }
}
for (const [name, all] of table) printScores(name, all, known)
process.exit(0)

function add(row: string, all: readonly Said[]): void {
  table.set(row, [...(table.get(row) ?? []), ...all])
}

/** The file of each whole row of the Thai photos: an import keeps the index's order. */
function filesOf(index: readonly LabelledPhoto[]): ReadonlyMap<number, string> {
  const photos = index.filter(({ pack }) => pack === 'thailand')
  const rows = [...thai.examples.entries()].filter(([, { view }]) => view === 'whole')
  return new Map(
    rows.map(([row, { label, group }], i) => {
      const photo = photos[i]
      if (photo?.label !== label || photo.group !== group) throw new Error('.cache/bench is of another index')
      return [row, join(photosDir, photo.path)]
    }),
  )
}

/**
 * As taughtSet does: so many photos of each other dish to learn from, and a fourth of that to set thresholds by. As many
 * again judge: whoever brings labelled photos brings some for the gate too.
 */
async function bringOthers({ context, cast }: SimulatedEvent, dish: string): Promise<void> {
  const others = [...new Set(thai.examples.map(({ label }) => label))].filter(label => label !== dish)
  const fourth = photosPerOther / 4
  const some = (split: Split, rowsOf: (other: string) => readonly number[]) =>
    others.flatMap(other => rowsOf(other).map(row => ({ row, split })))
  const lines = ['path\tlabel\tkind\tsplit\tgroup']
  const packed: Record<string, Uint8Array> = {}
  for (const { row, split } of [
    ...some('train', other => ofDish(thai, other, 'train').slice(0, photosPerOther)),
    ...some('calibration', other => ofDish(thai, other, 'calibration').slice(0, fourth)),
    // Split `test` is what is reported by, so it does not judge here.
    ...some('test', other => ofDish(thai, other, 'train').slice(photosPerOther, photosPerOther + fourth)),
  ]) {
    const { label = '', group = '' } = thai.examples[row] ?? {}
    packed[`${row}.jpg`] = await readFile(files.get(row) ?? '')
    lines.push([`${row}.jpg`, 'other_food', 'outlier', split, `${label}/${group}`].join('\t'))
  }
  const zip = new Blob([new Uint8Array(await zipOf({ 'index.tsv': lines.join('\n'), ...packed }))], {
    type: 'application/zip',
  })
  await expectGood(await cast.organiser.post('/organiser/dataset/import', zip), 'A zip of other dishes')
  const run = importOf(context)
  while (['receiving', 'checking', 'storing'].includes(run.state)) await Bun.sleep(50)
  if (run.state !== 'done' || run.stored < lines.length / 2)
    throw new Error(
      `${run.stored} of ${lines.length} came in: ${run.problem} ${JSON.stringify(run.refused[0])}`,
    )
}

async function addDish({ cast }: SimulatedEvent, dish: string, count: number): Promise<void> {
  const form = { en: dish.replaceAll('_', ' '), category: 'staple', description: 'A stall sells it today.' }
  await expectGood(await cast.organiser.post('/organiser/foods', form), `Adding ${dish}`)
  for (const row of teachingOrder(thai, dish, seed).slice(0, count)) {
    const photo = new File([await readFile(files.get(row) ?? '')], 'photo.jpg', { type: 'image/jpeg' })
    await expectGood(await cast.organiser.post(`/organiser/foods/${dish}/photos`, { photo }), 'A photo')
  }
}

async function said(
  { context: { db, config } }: SimulatedEvent,
  version: string,
  judging: Awaited<ReturnType<typeof judgesOf>>,
): Promise<Said[]> {
  const found = await findVersion(db, version)
  if (!found) throw new Error(`${version} is not kept`)
  const head = await openHead(await loadVersion(config.home, found))
  const all = await saidBy(head, judging)
  await head.close()
  return all
}
