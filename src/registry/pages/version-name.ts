import { z } from 'zod'
import type { Context } from '../../context.ts'
import { dayAndTimeText } from '../../game/times.ts'
import { foodName } from '../../packs/spoken.ts'
import { language, languageTags } from '../../web/languages/language.ts'
import { t } from '../../web/languages/words.ts'
import { findVersion, type Version } from '../store.ts'

const learnedOfReport = z.object({ newFoods: z.array(z.object({ food: z.string(), name: z.string() })) })

/** What people call a version: "28 Nov 11:49, learned Khao soi". One that is gone since is called by its hash. */
export function versionNames(
  pack: Pick<Context['pack'], 'food'>,
  timeZone: string,
  versions: readonly Version[],
): (version: string) => string {
  const when = dayAndTimeText(timeZone)
  return name => {
    const version = versions.find(each => each.version === name)
    return version ? nameOf(pack, when, version) : name
  }
}

/** The same for a few, of which some may be gone. */
export async function loadVersionNames(
  { db, pack }: Pick<Context, 'db' | 'pack'>,
  timeZone: string,
  asked: readonly string[],
): Promise<(version: string) => string> {
  const found = await Promise.all([...new Set(asked)].map(version => findVersion(db, version)))
  return versionNames(
    pack,
    timeZone,
    found.filter(version => version !== null),
  )
}

function nameOf(
  pack: Pick<Context['pack'], 'food'>,
  when: (instant: number) => string,
  { origin, createdAt, report }: Version,
): string {
  if (origin === 'shipped') return t`The one that came with Tangkap`
  const made = when(createdAt)
  const learned = report === null ? undefined : learnedOfReport.safeParse(JSON.parse(report)).data
  const foods = (learned?.newFoods ?? []).map(({ food, name }) => {
    const known = pack.food(food)
    return known ? foodName(known) : name
  })
  if (foods.length === 0) return made
  return t`${made}, learned ${new Intl.ListFormat(languageTags[language()]).format(foods)}`
}
