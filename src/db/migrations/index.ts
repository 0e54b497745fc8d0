import type { Migration } from 'kysely'
import { start } from './0001-start.ts'
import { review } from './0002-review.ts'
import { examples } from './0003-examples.ts'
import { registry } from './0004-registry.ts'
import { erasures } from './0005-erasures.ts'
import { jobs } from './0006-jobs.ts'
import { champions } from './0007-champions.ts'
import { menu } from './0008-menu.ts'
import { erasedPhotos } from './0009-erased-photos.ts'
import { foldedNicknames } from './0010-folded-nicknames.ts'
import { teachingDoubts } from './0011-teaching-doubts.ts'
import { indexes } from './0012-indexes.ts'

/** Every change the database has been through, in order. Append only: a landed migration never changes. */
export const migrations: Record<string, Migration> = {
  '0001-start': start,
  '0002-review': review,
  '0003-examples': examples,
  '0004-registry': registry,
  '0005-erasures': erasures,
  '0006-jobs': jobs,
  '0007-champions': champions,
  '0008-menu': menu,
  '0009-erased-photos': erasedPhotos,
  '0010-folded-nicknames': foldedNicknames,
  '0011-teaching-doubts': teachingDoubts,
  '0012-indexes': indexes,
}
