import type { Logger } from 'pino'
import type { Classifier } from './classifier/index.ts'
import type { Config } from './config.ts'
import type { Db } from './db/open.ts'
import type { KnownPhotos } from './feedback/index.ts'
import type { Pack } from './packs/load.ts'
import type { PhotoFiles } from './photos/files.ts'
import type { Auth } from './web/auth.ts'
import type { Limits } from './web/limits.ts'

/** What a handler is given. main.ts builds one; tests build their own. */
export interface Context {
  config: Config
  /** Milliseconds since 1970. */
  clock: () => number
  /** 0 to 1, not to be guessed: draws the audit sample. */
  random: () => number
  /** Of a photo, rising with time. Its crops and its half of the audit sample are drawn by it. */
  newPhotoId: () => string
  db: Db
  /** With the foods the organiser added; another one takes its place when that list changes. */
  pack: Pack
  photos: PhotoFiles
  classifier: Classifier
  /** What a photo is compared with on the review page. */
  known: KnownPhotos
  auth: Auth
  limits: Limits
  log: Logger
  version: string
}
