import { type Head, openHead } from '../../classifier/head.ts'
import type { Backbone, ModelFiles } from '../../classifier/model-files.ts'
import type { Db } from '../../db/open.ts'
import { AppError } from '../../errors.ts'
import { readHead } from '../../onnx/head.ts'
import type { Pack } from '../../packs/load.ts'
import { championOf, findFiles, loadVersion, servedVersions, taughtGroups } from '../../registry/index.ts'
import { type BaseSet, embeddingOf } from '../base-set.ts'
import { cardText } from '../card-text.ts'
import type { TrainingPhotos } from '../claim-foods.ts'
import { wholeRows } from '../dataset.ts'
import { openEmbedder } from '../embed.ts'
import { evaluate } from '../evaluate.ts'
import { exportedDifference } from '../export-model.ts'
import {
  type GateInput,
  type GateReport,
  givenUp,
  type JudgedModel,
  judgeCandidate,
  measureLatency,
  type Refusals,
} from '../gate/index.ts'
import { judgeBaseSet } from '../judge-photos.ts'
import type { Split } from '../photo-index.ts'
import { countFoods, trainingPhotos } from '../training-photos.ts'
import type { CollectedPhoto } from './collect.ts'
import type { FittedCandidate, JudgedCandidate } from './formats.ts'
import { localGroup, type MergedSet } from './merge.ts'

/** Photos both heads are timed on. */
const timed = 200
const checkVectors = 32
/** Of the intervals in card.md; the gate has its own. */
const draws = 200

interface Meeting {
  db: Db
  home: string
  pack: Pack
  candidate: FittedCandidate
  /** Its rows of `test` judge. */
  merged: MergedSet
  /** Every labelled photo of the event. */
  labelled: readonly Pick<CollectedPhoto, 'kind' | 'label' | 'group'>[]
  /** Timed beside the heads. */
  backbone: () => Promise<Backbone>
  seed: number
}

/** Champion, candidate and all that served before answer the same gate photos; the gate's word, and the card's text. */
export async function meetTheGate(meeting: Meeting): Promise<JudgedCandidate> {
  const { db, home, pack, merged, seed } = meeting
  const { model } = meeting.candidate
  const { set, photoIds } = merged
  const rows = wholeRows(set, 'test')
  const head = await openHead(model)
  const today = await openHead(await loadVersion(home, await championOf(db, pack.id)))
  const backbone = await openEmbedder(await meeting.backbone())
  const candidate = await judgedBy(head, set)
  const { earlier, damaged } = await judgedEarlier(meeting)
  const champion = earlier.find(({ card }) => card.version === today.card.version)
  if (!champion) throw new AppError(500, `${today.card.version} serves, and is not among what has served.`)
  const report = judgeCandidate({
    candidate,
    champion,
    earlier,
    damaged,
    givenUp: givenUp(
      earlier.map(({ card }) => card),
      model.card,
      photosLeft(set, meeting.labelled),
    ),
    names: new Map(pack.foods.map(({ id, names }) => [id, names])),
    taughtHere: taughtHere(set),
    photoIds: rows.map(row => photoIds[row] ?? null),
    exported: await exportedDifferences(model, head, set, rows.slice(0, checkVectors)),
    latency: await measureLatency(
      { champion: today, candidate: head, backbone },
      rows.slice(0, timed).map(row => embeddingOf(set, row).slice()),
    ),
    data: { train: sizeOf(set, 'train'), calibration: sizeOf(set, 'calibration'), gate: sizeOf(set, 'test') },
    limits: pack.gate,
    seed,
  })
  await Promise.all([today, head, backbone].map(opened => opened.close()))
  return {
    ...meeting.candidate,
    report,
    text: cardText(model.card, evaluate(candidate.judged, model.card, draws), ''),
  }
}

/**
 * The shipped model and all that ever served and are kept, today's among them; not those of another backbone, which cannot
 * serve again. One whose files are damaged must not end every night from now on.
 */
async function judgedEarlier(meeting: Meeting): Promise<Pick<Required<GateInput>, 'earlier' | 'damaged'>> {
  const { db, home, pack, merged } = meeting
  const earlier: GateInput['earlier'][number][] = []
  const damaged: string[] = []
  for (const version of await servedVersions(db, pack.id)) {
    const files = await findFiles(home, version)
    if (!files) damaged.push(version.version)
    if (files?.card.backbone.id !== merged.set.backbone.id) continue
    const head = await openHead(files)
    earlier.push({
      ...(await judgedBy(head, merged.set)),
      strangers: await strangersTo(meeting, head),
      shipped: version.origin === 'shipped',
    })
    await head.close()
  }
  return { earlier, damaged }
}

const judgedBy = async (head: Head, set: BaseSet): Promise<JudgedModel> => ({
  card: head.card,
  judged: await judgeBaseSet(set, head),
})

/**
 * What a model does with photos of foods it does not know and the candidate learned: those of no group that has taught
 * it, as it was told of these what to make of them.
 */
async function strangersTo(
  { db, candidate, merged: { set } }: Meeting,
  head: Head,
): Promise<ReadonlyMap<string, Refusals>> {
  const learned = candidate.model.card.scores.filter(
    ({ id, claimed, photos }) => claimed && photos.refused !== undefined && !head.card.claimed.includes(id),
  )
  if (learned.length === 0) return new Map()
  const taught = new Set((await taughtGroups(db, head.card.version)).map(localGroup))
  const strangers = new Map(learned.map(({ id }) => [id, { photos: 0, refused: 0 }]))
  for (const row of wholeRows(set, 'train')) {
    const { label = '', local, group = '' } = set.examples[row] ?? {}
    const seen = strangers.get(label)
    if (!seen || !local || taught.has(group)) continue
    seen.photos++
    if ((await head.judge(embeddingOf(set, row).slice())).verdict === 'unknown') seen.refused++
  }
  return strangers
}

/** Of each food, the pack's training photos and all that are labelled here. */
function photosLeft(set: BaseSet, labelled: Meeting['labelled']): Map<string, TrainingPhotos> {
  const base = wholeRows(set, 'train').flatMap(row => set.examples[row] ?? [])
  return countFoods([
    ...base.filter(({ local }) => !local),
    ...labelled.map(photo => ({ ...photo, local: true as const })),
  ])
}

/** Of each food that this event has photos to teach by, how many, near-duplicates counted once. */
const taughtHere = (set: BaseSet): ReadonlyMap<string, number> =>
  new Map(
    [...trainingPhotos(set)].flatMap(([food, { localGroups }]) =>
      localGroups > 0 ? [[food, localGroups]] : [],
    ),
  )

/** Photos of a split, of the base set and of this event. */
function sizeOf(set: BaseSet, split: Split): { base: number; local: number } {
  const rows = wholeRows(set, split)
  const local = rows.filter(row => set.examples[row]?.local).length
  return { base: rows.length - local, local }
}

/** What the file gives, against its layers computed without a runtime. */
async function exportedDifferences(
  { headOnnx }: Pick<ModelFiles, 'headOnnx'>,
  head: Head,
  set: BaseSet,
  rows: readonly number[],
): Promise<GateReport['exported']> {
  const layers = readHead(headOnnx)
  let largest = 0
  for (const row of rows)
    largest = Math.max(largest, await exportedDifference(head, layers, embeddingOf(set, row).slice()))
  return { vectors: rows.length, largest }
}
