import type { VersionModel } from '../../../views/models/list-models.ts'
import type { Context } from '../../context.ts'
import { timeText } from '../../game/times.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { findFiles } from '../model-folder.ts'
import { isPinned, listVersions, promotersOf, type Version } from '../store.ts'
import { type CardScores, cardScores, versionModel } from './version-model.ts'
import { versionNames } from './version-name.ts'

export interface LoadedVersions {
  versions: readonly Version[]
  /** Of one of them. */
  modelOf: (version: Version) => VersionModel
  /** What people call one. */
  nameOf: (version: string) => string
}

/** All versions of the pack that is played, as organisers see them. */
export async function loadVersions(context: Context, visit: OrganiserVisit): Promise<LoadedVersions> {
  const { db, pack } = context
  const versions = await listVersions(db, pack.id)
  const shipped = versions.find(({ origin }) => origin === 'shipped')
  const shippedScores = shipped ? await scoresOnCard(context, shipped) : null
  const nameOf = versionNames(pack, visit.event.timeZone, versions)
  const around = {
    ...{ versions, nameOf },
    pinned: await isPinned(db, pack.id),
    promoters: await promotersOf(db, pack.id),
    when: timeText(visit.event.timeZone),
    cardScoresOf: (version: string) => (version === shipped?.version ? shippedScores : null),
  }
  return { versions, nameOf, modelOf: version => versionModel(version, around) }
}

/** Null where its files are not whole: a page about versions must be there just then. */
async function scoresOnCard({ config }: Context, version: Version): Promise<CardScores | null> {
  const files = await findFiles(config.home, version)
  return files && cardScores(files.card)
}
