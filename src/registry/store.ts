import type { Transaction } from 'kysely'
import type { Db } from '../db/open.ts'
import type { Database } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { currentEvent } from '../events/index.ts'
import { writeAuditLog } from '../ops/audit-store.ts'
import { inEnglish, type Phrase, phrase } from '../web/languages/phrase.ts'

/** One version of a pack's head. Times are milliseconds since 1970. */
export interface Version {
  version: string
  pack: string
  /** candidate: passed the gate and never served; rejected: did not pass. */
  status: 'candidate' | 'champion' | 'retired' | 'rejected'
  /** shipped: its files are the program's own; trained: they lie in the home's models/VERSION. */
  origin: 'shipped' | 'trained'
  /** SHA-256 of its card.json, which names its other files by theirs. */
  cardSha256: string
  /** The champion the gate compared it with. */
  comparedWith: string | null
  jobId: string | null
  /** JSON: what the gate found. */
  report: string | null
  createdAt: number
  /** The last time. */
  promotedAt: number | null
  /** gate, watch, start (another could not be loaded), shipped, or a user's id. */
  promotedBy: string | null
  retiredAt: number | null
  /** The champion it took over from, the last time it was promoted. */
  predecessor: string | null
}

const columns = [
  'version',
  'pack',
  'status',
  'origin',
  'card_sha256 as cardSha256',
  'compared_with as comparedWith',
  'job_id as jobId',
  'report',
  'created_at as createdAt',
  'promoted_at as promotedAt',
  'promoted_by as promotedBy',
  'retired_at as retiredAt',
  'predecessor',
] as const

type Row = Omit<Version, 'status' | 'origin'> & { status: string; origin: string }
const versionOf = (row: Row): Version => ({
  ...row,
  status: row.status as Version['status'],
  origin: row.origin as Version['origin'],
})

export async function findVersion(db: Db, version: string): Promise<Version | null> {
  const row = await db.selectFrom('model').select(columns).where('version', '=', version).executeTakeFirst()
  return row ? versionOf(row) : null
}

/** Null only before the first start. */
export async function findChampion(db: Db, pack: string): Promise<Version | null> {
  const row = await db
    .selectFrom('model')
    .select(columns)
    .where('pack', '=', pack)
    .where('status', '=', 'champion')
    .executeTakeFirst()
  return row ? versionOf(row) : null
}

/** The one that serves. Throws where there is none, which a start makes sure of. */
export async function championOf(db: Db, pack: string): Promise<Version> {
  const champion = await findChampion(db, pack)
  if (!champion) throw new Error(`no version of ${pack} serves`)
  return champion
}

/** All that are kept, newest first. */
export async function listVersions(db: Db, pack: string): Promise<Version[]> {
  const rows = await db
    .selectFrom('model')
    .select(columns)
    .where('pack', '=', pack)
    .orderBy('created_at', 'desc')
    .orderBy('version')
    .execute()
  return rows.map(versionOf)
}

/** The shipped one and all that ever served and are kept, newest first. */
export const servedVersions = async (db: Db, pack: string): Promise<Version[]> =>
  (await listVersions(db, pack)).filter(
    ({ origin, promotedAt }) => origin === 'shipped' || promotedAt !== null,
  )

/** Names of all that are kept, of every pack. */
export async function allVersions(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('model').select('version').execute()
  return new Set(rows.map(({ version }) => version))
}

/** E-mail of the organiser who promoted a version, by version. */
export async function promotersOf(db: Db, pack: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('model')
    .innerJoin('user', 'user.id', 'model.promoted_by')
    .select(['model.version', 'user.email'])
    .where('model.pack', '=', pack)
    .execute()
  return new Map(rows.map(({ version, email }) => [version, email]))
}

/** Notes the version that came with the program. */
export async function noteShipped(
  db: Db,
  shipped: { version: string; pack: string; cardSha256: string; now: number },
): Promise<void> {
  const known = { pack: shipped.pack, origin: 'shipped', card_sha256: shipped.cardSha256 }
  await db
    .insertInto('model')
    .values({ version: shipped.version, status: 'candidate', created_at: shipped.now, ...known })
    .onConflict(conflict => conflict.column('version').doUpdateSet(known))
    .execute()
}

/** What a version was fitted, calibrated or judged on, beside the base set. */
interface UsedExample {
  origin: 'catch' | 'example'
  exampleId: string
  label: string
  split: string
  group: string
}

export interface NewVersion
  extends Pick<Version, 'version' | 'pack' | 'cardSha256' | 'comparedWith' | 'jobId' | 'report'> {
  status: 'candidate' | 'rejected'
  examples: readonly UsedExample[]
  now: number
}

export const goneMeanwhile = phrase`A photo it used was erased or taken out while it learned, so the new model was thrown away.
  Learn again.`

/** Rows of one statement: SQLite takes 32,766 values. */
const batch = 2000

/**
 * Stores what the gate thinks of a version, with the examples it used. The same version again takes the newer report
 * as long as it never served; one that did stays as it is, whatever a later job thinks of it. Returns how it stands.
 * Throws AppError 409, and stores nothing, where an example is gone: erased or deleted since it was used.
 */
export async function addCandidate(db: Db, added: NewVersion): Promise<Version> {
  return await db.transaction().execute(async tx => {
    const before = await findVersion(tx, added.version)
    if (before && (before.promotedAt !== null || before.origin === 'shipped')) return before
    if (!(await areThere(tx, added.examples))) throw new AppError(409, goneMeanwhile)
    const found = {
      status: added.status,
      card_sha256: added.cardSha256,
      compared_with: added.comparedWith,
      job_id: added.jobId,
      report: added.report,
    }
    const made = { version: added.version, pack: added.pack, origin: 'trained', created_at: added.now }
    await tx
      .insertInto('model')
      .values({ ...made, ...found })
      .onConflict(conflict => conflict.column('version').doUpdateSet(found))
      .execute()
    await tx.deleteFrom('model_example').where('version', '=', added.version).execute()
    for (let start = 0; start < added.examples.length; start += batch) {
      const rows = added.examples.slice(start, start + batch)
      await tx
        .insertInto('model_example')
        .values(
          rows.map(({ exampleId, group, ...row }) => ({
            version: added.version,
            ...row,
            example_id: exampleId,
            look_group: group,
          })),
        )
        .execute()
    }
    const row = await findVersion(tx, added.version)
    if (!row) throw new Error(`${added.version} was not stored`)
    return row
  })
}

/** Whether all of them are still kept. */
async function areThere(tx: Transaction<Database>, examples: readonly UsedExample[]): Promise<boolean> {
  for (const table of ['catch', 'example'] as const) {
    const ids = examples.flatMap(({ origin, exampleId }) => (origin === table ? [exampleId] : []))
    for (let start = 0; start < ids.length; start += batch) {
      const some = ids.slice(start, start + batch)
      const { there } = await tx
        .selectFrom(table)
        .select(eb => eb.fn.countAll<number>().as('there'))
        .where('id', 'in', some)
        .executeTakeFirstOrThrow()
      if (there < some.length) return false
    }
  }
  return true
}

/** `moved`: another version serves than the one it was to take over from. */
export type Promotion = 'promoted' | 'already' | 'pinned' | 'moved'

export interface Move {
  pack: string
  version: string
  /** gate, watch, start, shipped, or a user's id. */
  by: string
  /** Only from this champion; undefined: from whichever. */
  from?: string | undefined
  /** Why the program itself does it: what organisers are shown until they have read it. */
  notice?: { kind: 'fell back' | 'rolled back'; reason: Phrase }
  now: number
}

/**
 * Moves the champion pointer, with its entry in the audit log: all of it or nothing, and at every instant one version
 * serves. A pin stops the gate and the watch; whoever promotes another by hand takes it away.
 */
export async function moveChampion(db: Db, move: Move): Promise<Promotion> {
  return await db.transaction().execute(async tx => {
    const { pack, version, by, from, notice, now } = move
    const champion = await findChampion(tx, pack)
    if (champion?.version === version) return 'already'
    if (from !== undefined && champion?.version !== from) return 'moved'
    if ((by === 'gate' || by === 'watch') && (await isPinned(tx, pack))) return 'pinned'
    const predecessor = champion?.version ?? null
    if (champion) {
      await tx
        .updateTable('model')
        .set({ status: 'retired', retired_at: now })
        .where('version', '=', champion.version)
        .execute()
    }
    const result = await tx
      .updateTable('model')
      .set({ status: 'champion', promoted_at: now, promoted_by: by, retired_at: null, predecessor })
      .where('version', '=', version)
      .where('pack', '=', pack)
      .executeTakeFirst()
    if (result.numUpdatedRows === 0n) throw new Error(`${version} went away while it was promoted`)
    await tx.deleteFrom('setting').where('name', '=', pinName(pack)).execute()
    // What the program did by itself is overtaken: by what it does now, or by somebody who saw it on the page of models.
    if (by !== 'gate') {
      await tx
        .updateTable('model_notice')
        .set({ dismissed_at: now })
        .where('pack', '=', pack)
        .where('dismissed_at', 'is', null)
        .execute()
    }
    if (notice && predecessor !== null) {
      const told = { id: Bun.randomUUIDv7(), pack, version: predecessor, instead: version, created_at: now }
      await tx
        .insertInto('model_notice')
        .values({ ...told, kind: notice.kind, reason: JSON.stringify(notice.reason) })
        .execute()
    }
    await log(tx, 'promoted', {
      version,
      by,
      now,
      details: { from: predecessor, reason: notice ? inEnglish(notice.reason) : null },
    })
    return 'promoted'
  })
}

async function log(
  tx: Transaction<Database>,
  action: 'promoted' | 'pinned' | 'unpinned',
  { version, by, now, details }: { version: string; by: string; now: number; details: object },
): Promise<void> {
  const { id: eventId } = await currentEvent(tx)
  const batch = Bun.randomUUIDv7()
  await writeAuditLog(tx, { eventId, at: now, actor: by, action, subject: version, batch, details })
}

const pinName = (pack: string) => `pinned_model.${pack}`

/** Whether an organiser said that the version that serves is to stay. */
export async function isPinned(db: Db, pack: string): Promise<boolean> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', pinName(pack))
    .executeTakeFirst()
  return row !== undefined && row.value === (await findChampion(db, pack))?.version
}

/**
 * The version that serves stays until an organiser says otherwise, or may be taken over from again. False where it does
 * not serve.
 */
export async function setPinned(
  db: Db,
  { pack, version }: Pick<Version, 'pack' | 'version'>,
  pinned: boolean,
  { by, now }: { by: string; now: number },
): Promise<boolean> {
  return await db.transaction().execute(async tx => {
    if ((await championOf(tx, pack)).version !== version) return false
    if ((await isPinned(tx, pack)) === pinned) return true
    await tx.deleteFrom('setting').where('name', '=', pinName(pack)).execute()
    if (pinned) {
      await tx
        .insertInto('setting')
        .values({ name: pinName(pack), value: version })
        .execute()
    }
    await log(tx, pinned ? 'pinned' : 'unpinned', { version, by, now, details: {} })
    return true
  })
}

/**
 * Forgets versions that do not serve, and which examples they used. Returns which: one may have been promoted meanwhile.
 */
export async function deleteVersions(db: Db, versions: readonly string[]): Promise<string[]> {
  if (versions.length === 0) return []
  const gone = await db
    .deleteFrom('model')
    .where('version', 'in', versions)
    .where('status', '!=', 'champion')
    .returning('version')
    .execute()
  return gone.map(({ version }) => version)
}
