import { join } from 'node:path'
import { z } from 'zod'
import { backboneIdOf, loadBackbone } from '../../classifier/model-files.ts'
import { embeddingsOf, packOfEvent } from '../../dataset/index.ts'
import { AppError } from '../../errors.ts'
import { currentEvent } from '../../events/index.ts'
import { openHome } from '../../home.ts'
import { asJson } from '../../jobs/folder.ts'
import type { Job, JobContext } from '../../jobs/job.ts'
import { loadPack } from '../../packs/load.ts'
import { modelOptions, packsDir } from '../../paths.ts'
import { openPhotoFiles } from '../../photos/files.ts'
import { championOf, ensureShipped, findVersion, loadVersion, servedVersions } from '../../registry/index.ts'
import { readBaseSet } from '../base-set.ts'
import { failedNewFoods } from '../gate/index.ts'
import { placesOf } from '../places.ts'
import { collect, collectedSchema } from './collect.ts'
import { divide, dividedSchema } from './divide.ts'
import { withoutDoubtful } from './doubt.ts'
import { cropsEach, embedCrops, embedMissing } from './embed.ts'
import { type FittedCandidate, judgedFormat } from './formats.ts'
import { meetTheGate } from './gate.ts'
import { learn } from './learn.ts'
import { mergeSets } from './merge.ts'
import { once } from './once.ts'
import type { RetrainOutcome } from './outcome.ts'
import { promotedOrNot, promoteOrNot } from './promote.ts'
import { retrainSettings } from './settings.ts'
import { outcomeOf } from './tell.ts'

/**
 * What was settled becomes a better model, from top to bottom. Each step's result is kept until the job ends, so that
 * a job whose process was killed goes on where it was.
 */
export async function retrain(job: Job, context: JobContext): Promise<RetrainOutcome> {
  const { db, config, clock } = context
  const settings = retrainSettings(job.settings)
  const event = await currentEvent(db)
  const pack = await packOfEvent(db, loadPack(join(packsDir, config.pack)), event.id)
  const base = await readBaseSet(
    settings.base ?? placesOf(pack.id).baseSet,
    ({ view }) => view !== 'crop' || settings.fit.crops > 0,
  )
  const { backboneDir, modelDir, variant } = modelOptions(config)
  const backboneId = await backboneIdOf(backboneDir)
  if (backboneId !== base.backbone.id)
    throw new AppError(
      400,
      `The base set is of the backbone ${base.backbone.id}; photos here go through ${backboneId}.`,
    )
  // Before the first start nothing serves yet. After it the server has seen to this.
  if ((await servedVersions(db, pack.id)).length === 0) await ensureShipped(db, modelDir, clock())
  const claimedBy = async (version: string) => {
    const row = await findVersion(db, version)
    return row ? (await loadVersion(config.home, row)).card.claimed : []
  }
  const looking = {
    db,
    eventId: event.id,
    files: await openPhotoFiles(openHome(config.home).photos),
    backbone: () => loadBackbone(backboneDir, variant),
  }

  // What is labelled now; what is decided later waits for the next night.
  const collected = await job.step('collect', asJson(collectedSchema), () => collect(db, event.id, clock()))

  // Embeddings that another backbone made are of no use to this one's heads.
  const gone = await job.step('embed', asJson(z.array(z.string())), progress =>
    embedMissing(looking, backboneId, progress),
  )

  // Who teaches, who sets thresholds, who judges; and what is left out, each with its reason.
  const dealt = await job.step('split', asJson(dividedSchema), async () =>
    divide({
      ...{ db, pack: pack.id, base, gone, defences: settings.defences },
      photos: collected.photos,
      embeddings: await embeddingsOf(db, collected.photos),
      champion: (await championOf(db, pack.id)).version,
    }),
  )
  // Crops of what teaches: the backbone has never seen these photos, so each says more than one of the base set.
  await job.step('crops', asJson(z.number()), progress =>
    embedCrops(looking, cropsEach(base, dealt.examples), progress),
  )

  // Labels that are likely wrong do not teach; somebody is asked to look again.
  const divided = !settings.defences
    ? dealt
    : await job.step('doubt', asJson(dividedSchema), async progress => {
        const claimed = await claimedBy(dealt.champion)
        const merged = await mergeSets(db, base, pack.id, dealt.examples)
        const doubting = { db, dealt, merged, claimed, settings: settings.fit, now: collected.at }
        return await withoutDoubtful(doubting, progress)
      })
  const { examples } = divided
  if (!examples.some(({ use }) => use !== 'test')) return outcomeOf.nothing(collected, divided)

  // Weights from `train`; claimed foods, temperature, outlier method and thresholds from `calibration`; the exported
  // file, checked against the trainer.
  const material = once(() => mergeSets(db, base, pack.id, examples))
  const lesson = { material, pack: pack.id, before: () => claimedBy(divided.champion) }
  const fitted = await learn(job, { ...lesson, settings: settings.fit, round: '' })
  if (fitted.model.card.version === divided.champion) return outcomeOf.same(collected, divided)

  // Today's model, this one and all that served before, on photos that none of them has learned from.
  const meet = async (candidate: FittedCandidate) =>
    meetTheGate({
      ...{ db, home: config.home, pack, seed: settings.fit.seed, candidate, merged: await material() },
      labelled: collected.photos,
      backbone: looking.backbone,
    })
  const first = await job.step('gate', judgedFormat, () => meet(fitted))

  // A new food that falls short waits for more photos; it does not cost the others their night.
  const short = first.report.passed ? [] : failedNewFoods(first.report, pack.gate.floors.newFood)
  let judged = first
  if (short.length > 0) {
    const withheld = [settings.fit.withheld, ...short.map(({ food }) => food)].filter(Boolean).join()
    const without = { ...settings.fit, withheld }
    const again = await learn(job, { ...lesson, settings: without, round: '-again' })
    judged = await job.step('gate-again', judgedFormat, () => meet(again))
  }
  if (judged.model.card.version === divided.champion) return outcomeOf.same(collected, divided)

  // Its folder, its row with the ids of what it learned from, and the champion pointer if it passed.
  const result = await job.step('promote', asJson(z.enum(promotedOrNot)), () =>
    promoteOrNot(context, { job: job.id, backboneId, judged, examples }),
  )
  return outcomeOf.judged(result, judged, collected, divided)
}
