import { z } from 'zod'
import type { VersionModel } from '../../../views/models/list-models.ts'
import type { ModelCard } from '../../classifier/model-card.ts'
import { t } from '../../web/languages/words.ts'
import type { Version } from '../store.ts'

/** The two scores that matter, 0 to 1. */
export interface CardScores {
  macroF1: number
  fBeta: number
}

/** What the card says of the photos that settled its thresholds. */
export function cardScores(card: Pick<ModelCard, 'scores' | 'candidates'>): CardScores {
  const perFood = card.scores.flatMap(({ claimed, precision: p, recall: r }) =>
    claimed && p !== null && r !== null && p + r > 0 ? [(2 * p * r) / (p + r)] : [],
  )
  const chosen = card.candidates.find(candidate => candidate.chosen)
  return {
    macroF1: perFood.reduce((sum, f1) => sum + f1, 0) / Math.max(1, perFood.length),
    fBeta: chosen?.fBeta ?? 0,
  }
}

const pair = z.object({ champion: z.number().nullable(), candidate: z.number().nullable() })
const scoresOfReport = z.object({ champion: z.string(), scores: z.object({ macroF1: pair, fBeta: pair }) })

interface Around {
  /** The page's versions, newest first. */
  versions: readonly Version[]
  pinned: boolean
  /** E-mail of the organiser who promoted a version. */
  promoters: ReadonlyMap<string, string>
  when: (instant: number) => string
  nameOf: (version: string) => string
  /** Of versions no gate ever measured. */
  cardScoresOf: (version: string) => CardScores | null
}

export function versionModel(version: Version, around: Around): VersionModel {
  const { versions, pinned, when, nameOf } = around
  const champion = versions.find(({ status }) => status === 'champion')
  const mayServe = version.status === 'retired' || version.status === 'candidate'
  return {
    version: version.version,
    name: nameOf(version.version),
    status: version.status,
    made: when(version.createdAt),
    standing: standing(version, around),
    ...scoresOf(version, around),
    from: mayServe && champion ? champion.version : null,
    pinned: version.status === 'champion' && pinned,
  }
}

/** Measured by the gate when it was compared, or else when another was compared with it, or else when it was made. */
function scoresOf(
  version: Version,
  { versions, cardScoresOf }: Around,
): Pick<VersionModel, 'macroF1' | 'fBeta' | 'byOwnPhotos'> {
  const own = reportScores(version.report)
  if (own)
    return { macroF1: own.scores.macroF1.candidate, fBeta: own.scores.fBeta.candidate, byOwnPhotos: false }
  const other = versions
    .filter(({ comparedWith }) => comparedWith === version.version)
    .map(({ report }) => reportScores(report))
    .find(report => report?.champion === version.version)
  if (other)
    return { macroF1: other.scores.macroF1.champion, fBeta: other.scores.fBeta.champion, byOwnPhotos: false }
  return { macroF1: null, fBeta: null, ...cardScoresOf(version.version), byOwnPhotos: true }
}

function reportScores(report: string | null) {
  return report === null ? null : (scoresOfReport.safeParse(JSON.parse(report)).data ?? null)
}

function standing(version: Version, around: Around): string[] {
  const { status, origin } = version
  const came = origin === 'shipped' ? [t`It came with Tangkap.`] : []
  switch (status) {
    case 'champion':
      return [...came, servesWords(version, around)]
    case 'retired':
      return [...came, servedWords(version, around)]
    case 'candidate':
      return origin === 'shipped'
        ? [...came, t`It has not answered yet.`]
        : [t`It passed its check and has not answered yet.`]
    case 'rejected':
      return [t`It did not pass its check, so it answers nobody.`]
    default:
      return status satisfies never
  }
}

/** Since when it answers, and who or what let it. */
function servesWords(
  { version, promotedAt, createdAt, promotedBy }: Version,
  { when, promoters }: Around,
): string {
  const since = when(promotedAt ?? createdAt)
  const promoter = promoters.get(version)
  switch (promotedBy) {
    case 'gate':
      return t`Answers photos since ${since}, because it passed its check.`
    case 'watch':
      return t`Answers photos since ${since}, because the one after it was worse.`
    case 'start':
      return t`Answers photos since ${since}, because the one after it could not be loaded.`
    case 'shipped':
      return t`Answers photos since ${since}.`
    default:
      return promoter === undefined
        ? t`Answers photos since ${since}, chosen by an organiser whose account is gone.`
        : t`Answers photos since ${since}, chosen by ${promoter}.`
  }
}

/** From when to when it answered, and who or what let it. */
function servedWords(
  { version, promotedAt, retiredAt, promotedBy }: Version,
  { when, promoters }: Around,
): string {
  const [from, to] = [when(promotedAt ?? 0), when(retiredAt ?? 0)]
  const promoter = promoters.get(version)
  switch (promotedBy) {
    case 'gate':
      return t`Answered photos from ${from} to ${to}, because it passed its check.`
    case 'watch':
      return t`Answered photos from ${from} to ${to}, because the one after it was worse.`
    case 'start':
      return t`Answered photos from ${from} to ${to}, because the one after it could not be loaded.`
    case 'shipped':
      return t`Answered photos from ${from} to ${to}.`
    default:
      return promoter === undefined
        ? t`Answered photos from ${from} to ${to}, chosen by an organiser whose account is gone.`
        : t`Answered photos from ${from} to ${to}, chosen by ${promoter}.`
  }
}
