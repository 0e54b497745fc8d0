import type { Context } from '../../context.ts'
import { shippedForPages } from '../../dataset/index.ts'
import { t } from '../../web/languages/words.ts'
import { openNotices } from '../notice-store.ts'
import { loadVersionNames } from './version-name.ts'

/** What the program did by itself, for organisers. */
export interface ModelNotice {
  /** Null: it stays as long as it is so. */
  id: string | null
  words: string
}

/** What stands in the way of learning and of counting what it learned from. */
export async function brokenFiles(context: Pick<Context, 'pack' | 'log'>): Promise<ModelNotice[]> {
  if (await shippedForPages(context)) return []
  const words = t`Files that Tangkap came with are damaged or missing. Players can go on, but it cannot learn, and the photos it came with are not counted. Install Tangkap again; “tangkap doctor” says which files.`
  return [{ id: null, words }]
}

/** Those that no organiser has read, oldest first. */
export async function openModelNotices(
  context: Pick<Context, 'db' | 'pack'>,
  timeZone: string,
): Promise<ModelNotice[]> {
  const notices = await openNotices(context.db, context.pack.id)
  const named = notices.flatMap(({ version, instead }) => [version, instead])
  const nameOf = await loadVersionNames(context, timeZone, named)
  return notices.map(({ id, kind, version, instead, reason }) => ({
    id,
    words:
      kind === 'fell back'
        ? t`The model “${nameOf(version)}” could not be loaded, so “${nameOf(instead)}” took over. ${reason}`
        : t`The model “${nameOf(version)}” turned out worse, so “${nameOf(instead)}” took over again. ${reason}`,
  }))
}
