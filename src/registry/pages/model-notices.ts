import type { Context } from '../../context.ts'
import { t } from '../../web/languages/words.ts'
import { openNotices } from '../notice-store.ts'
import { loadVersionNames } from './version-name.ts'

/** What the program did by itself, for organisers. */
export interface ModelNotice {
  id: string
  words: string
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
