/** One version, as organisers see it. */
export interface VersionModel {
  version: string
  /** What people call it. */
  name: string
  status: 'candidate' | 'champion' | 'retired' | 'rejected'
  made: string
  /** What it does or did, since when, and who let it; a sentence each. */
  standing: string[]
  /** 0 to 1; null where nobody measured. */
  macroF1: number | null
  fBeta: number | null
  /** Measured when it was made, by the photos that set its thresholds; nothing has been compared with it here. */
  byOwnPhotos: boolean
  /** The champion, where this one may take over from it; null: this one may not serve. */
  from: string | null
  /** Only of the champion: it stays until an organiser says otherwise. */
  pinned: boolean
}

export interface ModelsModel {
  champion: VersionModel | null
  /** The one to go back to, in one step. */
  before: VersionModel | null
  /** All, newest first. */
  versions: VersionModel[]
  /** How the version before is doing beside it, a sentence each; null: nobody looks on. */
  watch: string[] | null
  /** What answers photos while the champion cannot be taken; null: the champion itself. */
  answering: string | null
}
