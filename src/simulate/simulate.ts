import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { championOf, findVersion, loadVersion } from '../registry/index.ts'
import { type LabelledPhoto, outlierPack, readPhotoIndex } from '../training/photo-index.ts'
import type { Progress } from '../training/progress.ts'
import { seededRandom, seedFor } from '../training/random.ts'
import { addDish, type Memory, play, review } from './evening.ts'
import { openEvent, type SimulatedEvent, simulatedPack } from './event.ts'
import { beginWithLess } from './first-model.ts'
import { answersOf, type HeldOut, lookAtHeldOut } from './held-out.ts'
import { seededIds } from './ids.ts'
import type { NightResult } from './night.ts'
import type { Truth } from './people.ts'
import { dealPhotos, type Pools, type Shares, shares } from './pools.ts'
import { retrain } from './retrain.ts'
import { type Crowd, crowd, type Night, schedule } from './schedule.ts'
import { type NightScore, type Scope, scoreNight } from './scores.ts'
import { elsewhere, unseen } from './unseen.ts'

export interface SimulateOptions {
  readonly nights: number
  /** Folder the index's paths start from. */
  readonly photosDir: string
  readonly index: string
  readonly seed: number
  readonly people?: Crowd
  readonly sizes?: Shares
  readonly progress: (label: string) => Progress
  /** Told what the first model is worth, then of every night. */
  readonly onBefore?: (score: NightScore, claimed: number) => void
  readonly onNight?: (night: NightResult) => void
}

export interface Simulation {
  readonly pools: Pools
  /** The first model's score, before any job. */
  readonly before: NightScore
  readonly nights: readonly NightResult[]
}

/**
 * Plays event nights through the real program in a scratch home, from the join page to the nightly job in its own
 * process, and scores what serves after each on photos that nothing has learned from. The same seed gives the same
 * people, photos and mistakes, and on the same machine the same versions.
 */
export async function simulate(options: SimulateOptions): Promise<Simulation> {
  const { nights, photosDir, index, seed, people = crowd, sizes = shares, progress } = options
  const pools = dealPhotos(
    {
      pack: await readPhotoIndex(index, simulatedPack),
      elsewhere: (await readPhotoIndex(index, elsewhere)).filter(({ pack }) => pack !== outlierPack),
    },
    unseen,
    seed,
    sizes,
  )
  const home = await mkdtemp(join(tmpdir(), 'tangkap-simulate-'))
  let event: SimulatedEvent | undefined
  try {
    event = await openEvent(home, people, seed)
    const { context } = event
    const base = await beginWithLess(context, pools, join(home, 'base'), progress('Learning from less'))
    const heldOut = await lookAtHeldOut(context.classifier, pools, photosDir, progress('Held-out photos'))
    const plan = schedule(pools, nights, seed, people)
    const scope = scopeOf(pools, plan, context)
    const memory = memoryOf(context, photosDir, seed)

    const before = await scoreOf(context, heldOut, scope)
    options.onBefore?.(before, context.classifier.card.claimed.length)
    const results: NightResult[] = []
    for (const night of plan) {
      const random = seededRandom(seedFor(`people of night ${night.night}`, seed))
      const before = context.classifier.card
      if (night.added) await addDish(event.cast, memory, night.added)
      const photos = await play(event.cast, memory, night, people, random)
      const settled = await review(event.cast, memory, people, random)
      const rolledBack = context.classifier.card.version !== before.version
      const { made, ...job } = await retrain(context, base)
      const { version, claimed } = context.classifier.card
      const result: NightResult = {
        ...{ night: night.night, opened: night.opened, badLight: night.badLight, photos, settled, ...job },
        ...{ rolledBack, version, claimed: claimed.length },
        added: night.added?.food ?? null,
        learned: claimed.filter(food => !before.claimed.includes(food)),
        refused: job.outcome === 'refused' ? await scoreOf(context, heldOut, scope, made) : null,
        score: await scoreOf(context, heldOut, scope),
      }
      results.push(result)
      options.onNight?.(result)
    }
    return { pools, before, nights: results }
  } finally {
    await event?.close()
    await rm(home, { recursive: true, force: true })
  }
}

/** Foods too few held-out photos show would move the mean by several points each, one photo at a time. */
const leastHeldOut = 5

function scopeOf({ heldOut, known, missing }: Pools, plan: readonly Night[], { classifier }: Context): Scope {
  const groups = (food: string) =>
    new Set(heldOut.filter(({ label }) => label === food).map(({ group }) => group)).size
  const added = plan.flatMap(night => night.added?.food ?? [])
  const all = [...known, ...missing, ...added].filter(food => groups(food) >= leastHeldOut)
  const first = all.filter(food => classifier.card.claimed.includes(food))
  if (first.length === 0) throw new AppError(400, 'There are too few photos to simulate with.')
  return { all, first }
}

/** Of what serves, or of a version that does not. */
async function scoreOf(
  { db, config, pack, classifier }: Context,
  photos: readonly HeldOut[],
  scope: Scope,
  other: string | null = null,
): Promise<NightScore> {
  const champion = await championOf(db, pack.id)
  if (champion.version !== classifier.card.version)
    throw new AppError(500, `${classifier.card.version} serves, and not the champion ${champion.version}.`)
  const version = other === null ? champion : await findVersion(db, other)
  if (!version) throw new AppError(500, `${other} is not kept.`)
  return scoreNight(await answersOf(await loadVersion(config.home, version), photos), scope)
}

/** Kinds of outliers that a reviewer calls another food. */
const otherFood = ['other_food', 'other_drink']

function memoryOf({ pack }: Context, photosDir: string, seed: number): Memory {
  const foods = pack.foods.map(({ id }) => id)
  return {
    photosDir,
    truths: new Map(),
    foods,
    nextId: seededIds(seedFor('phones', seed)),
    truthOf({ label, kind }: LabelledPhoto): Truth {
      if (foods.includes(label)) return `food:${label}`
      return kind === 'food' || otherFood.includes(label) ? 'other_food' : 'not_food'
    },
  }
}
