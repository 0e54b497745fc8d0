// The nightly job of an attacked event, in this process, and what came of it on the held-out photos.
import { openHead } from '../../../src/classifier/head.ts'
import type { ModelFiles } from '../../../src/classifier/model-files.ts'
import { workAt } from '../../../src/jobs/index.ts'
import { findJob, insertJob } from '../../../src/jobs/store.ts'
import { championOf, loadVersion } from '../../../src/registry/index.ts'
import { findVersion } from '../../../src/registry/store.ts'
import { pairedScores } from '../../../src/training/gate/bootstrap.ts'
import { pair } from '../../../src/training/gate/pairing.ts'
import { place } from '../../../src/training/gate/scores.ts'
import { judgeBaseSet } from '../../../src/training/judge-photos.ts'
import { outcomeSchema, type RetrainOutcome } from '../../../src/training/retrain/outcome.ts'
import type { FitSettings } from '../../../src/training/settings.ts'
import { namesOf } from '../../../test/names-of.ts'
import type { Event } from './event.ts'
import type { Kitchen } from './kitchen.ts'

/** Against the model before the attack, on the held-out photos. */
export interface Change {
  readonly macroF1: { readonly difference: number; readonly interval: readonly [number, number] }
  readonly fBeta: { readonly difference: number; readonly interval: readonly [number, number] }
}

export interface Night {
  readonly outcome: RetrainOutcome
  /** Of what serves afterwards. */
  readonly served: Change
  /** Of what was made, whatever the gate said of it: what would serve without a gate. */
  readonly made: Change
}

export async function runNight(
  kitchen: Kitchen,
  { context, pack }: Event,
  defences: boolean,
  fit: Partial<FitSettings> = {},
): Promise<Night> {
  const { db, config, clock } = context
  const claim = { id: Bun.randomUUIDv7(), owner: 'bench' }
  const settings = JSON.stringify({ base: kitchen.base, defences, fit })
  await insertJob(db, { ...claim, name: 'nightly-retrain', settings, requestedBy: 'terminal', now: clock() })
  await workAt(context, claim, () => {})
  const job = await findJob(db, claim.id)
  if (job?.state !== 'done') throw new Error(`the job ended as ${job?.state}: ${job?.outcome}`)
  const outcome = outcomeSchema.parse(JSON.parse(job.outcome ?? ''))
  const champion = await loadVersion(config.home, await championOf(db, pack.id))
  const made = outcome.version === null ? null : await findVersion(db, outcome.version)
  return {
    outcome,
    served: await changeBy(kitchen, champion, new Set(pack.foods.map(({ id }) => id))),
    made: await changeBy(
      kitchen,
      made ? await loadVersion(config.home, made) : champion,
      new Set(pack.foods.map(({ id }) => id)),
    ),
  }
}

const draws = 2000
/** Held-out groups of a food: of fewer, one photo alone would move macro-F1 by points. */
const leastGroups = 5

async function changeBy(kitchen: Kitchen, model: ModelFiles, foods: ReadonlySet<string>): Promise<Change> {
  const [before, after] = [await judged(kitchen, kitchen.champion), await judged(kitchen, model)]
  const groups = (food: string) =>
    new Set(before.judged.filter(({ label }) => label === food).map(({ group }) => group)).size
  const names = namesOf([...foods].filter(food => groups(food) >= leastGroups))
  const scores = pairedScores(pair(before, after, { names, groups: 1, strangers: 5 }), draws, 1)
  const of = (score: number) => {
    const { difference = Number.NaN, interval = [Number.NaN, Number.NaN] as const } = scores[score] ?? {}
    return { difference, interval }
  }
  return { macroF1: of(place.macroF1), fBeta: of(place.fBeta) }
}

async function judged({ heldOut }: Kitchen, model: ModelFiles) {
  const head = await openHead(model)
  const answers = await judgeBaseSet(heldOut, head)
  await head.close()
  return { card: model.card, judged: answers }
}
