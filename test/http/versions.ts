import type { Prediction } from '../../src/classifier/index.ts'
import type { ModelCard } from '../../src/classifier/model-card.ts'
import type { ModelFiles } from '../../src/classifier/model-files.ts'
import type { VerdictResult } from '../../src/classifier/verdict.ts'
import { addCandidate, writeVersion } from '../../src/registry/index.ts'
import { judgeCandidate } from '../../src/training/gate/index.ts'
import { gateInput } from '../tiny-gate.ts'
import { tinyModel } from '../tiny-model.ts'
import type { Door } from './door.ts'
import { sure } from './playing.ts'

export interface Versions {
  /** The heads the workers were given, the one that looks on behind a plus. */
  readonly taken: string[]
  /** What the classifier says next, of both heads. */
  says: { shown: VerdictResult; shadow: VerdictResult | null }
  /** Writes a version and adds it. */
  keep(version: string, status?: 'candidate' | 'rejected'): Promise<void>
  champion(): Promise<string>
}

/** Lets `first` serve at a door, with a classifier whose workers take every head they are given. */
export async function keepVersions(door: Door, first: string): Promise<Versions> {
  const { context } = door
  const { db, config, pack } = context
  const { card } = await tinyModel(first)
  const taken: string[] = []
  const classifier = {
    ready: true,
    size: 256,
    backbone: `${card.backbone.id}/int8`,
    card,
    shadow: null as ModelCard | null,
    async classify(): Promise<Prediction> {
      const { shown, shadow } = versions.says
      const own = { ...shown, embedding: new Float32Array(1280), model: this.card.version, ms: 5 }
      if (this.shadow === null || shadow === null) return own
      return { ...own, shadow: { model: this.shadow.version, verdict: shadow.verdict, food: shadow.food } }
    },
    async useHead(files: ModelFiles, shadow?: ModelFiles) {
      taken.push([files, ...(shadow ? [shadow] : [])].map(each => each.card.version).join(' + '))
      this.card = files.card
      this.shadow = shadow?.card ?? null
    },
  }
  Object.assign(context, { classifier })

  async function keep(version: string, status: 'candidate' | 'rejected' = 'candidate'): Promise<void> {
    const cardSha256 = await writeVersion(config.home, await tinyModel(version), [])
    const report = JSON.stringify(judgeCandidate(gateInput()))
    const judged = { status, cardSha256, comparedWith: first, jobId: null, report, examples: [], now: 1 }
    await addCandidate(db, { version, pack: pack.id, ...judged })
  }
  await keep(first)
  await db
    .updateTable('model')
    .set({ status: 'champion', promoted_by: 'gate', promoted_at: 5 })
    .where('version', '=', first)
    .execute()

  const versions: Versions = {
    taken,
    says: { shown: sure('satay'), shadow: null },
    keep,
    async champion() {
      const row = await db
        .selectFrom('model')
        .select('version')
        .where('status', '=', 'champion')
        .executeTakeFirst()
      return row?.version ?? ''
    },
  }
  return versions
}
