import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { openClassifier } from '../classifier/index.ts'
import type { ModelFiles } from '../classifier/model-files.ts'
import type { Config } from '../config.ts'
import { type Db, integrityProblems, openToRead } from '../db/open.ts'
import { messageOf } from '../errors.ts'
import { loadPack } from '../packs/load.ts'
import { modelOptions, packsDir } from '../paths.ts'
import { damagedVersions, findChampion, loadVersion } from '../registry/index.ts'
import { readBaseIndex, readBaseSet } from '../training/base-set.ts'
import { placesOf } from '../training/places.ts'
import { namedIn } from './backup/store.ts'

export interface Finding {
  what: string
  ok: boolean
  /** What was found, and where it is not well, what to do. */
  words: string
}

const leastFree = 500 * 1024 * 1024

/**
 * Looks at everything a server stands on, one finding each; one that fails does not keep the next from being made.
 * Changes nothing: a server may be running, or be another user's.
 */
export async function examine(config: Config): Promise<Finding[]> {
  const home = await finding('folder', () => folderWords(config.home))
  const database = await finding('database', () => databaseWords(config.home))
  return [
    home,
    database,
    await finding('photos', () => photoWords(config.home)),
    await finding('disk', () => diskWords(config.home)),
    await finding('pack', async () => {
      const pack = loadPack(join(packsDir, config.pack))
      return `${pack.name} ${pack.version}, ${pack.foods.length} foods`
    }),
    await finding('base set', () => baseWords(config.pack)),
    await finding('model', () => modelWords(config)),
    await finding('versions', () => versionWords(config)),
  ]
}

async function finding(what: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return { what, ok: true, words: await look() }
  } catch (error) {
    return { what, ok: false, words: messageOf(error) }
  }
}

async function folderWords(dir: string): Promise<string> {
  if (!existsSync(dir)) return `${dir} is not there yet; the first start makes it`
  accessSync(dir, constants.R_OK | constants.W_OK)
  for (const name of ['secret', 'tangkap.db']) {
    const file = join(dir, name)
    if (existsSync(file) && (statSync(file).mode & 0o077) !== 0) {
      throw new Error(`others can read ${file}; run: chmod 600 ${file}`)
    }
  }
  return `${dir} can be written to, and its secrets are this user's alone`
}

async function databaseWords(dir: string): Promise<string> {
  if (!existsSync(join(dir, 'tangkap.db'))) return 'not there yet; the first start makes it'
  const { db, pending } = await openToRead(join(dir, 'tangkap.db'))
  try {
    const problems = await integrityProblems(db)
    if (problems.length > 0)
      throw new Error(`${problems.join('; ')}. Move ${dir} away and restore the newest backup`)
    return pending.length === 0
      ? 'sound'
      : `sound; the next start brings it up to date (${pending.join(', ')})`
  } finally {
    await db.destroy()
  }
}

/** Every photo and example has its two files. */
async function photoWords(dir: string): Promise<string> {
  const words = await withDatabase(dir, async db => {
    const { photos } = await namedIn(db)
    const files = filesIn(join(dir, 'photos'))
    const missing = photos.filter(id => !files.has(`${id}.jpg`) || !files.has(`${id}.thumbnail.jpg`))
    if (missing.length > 0) {
      throw new Error(`${missing.length} of ${photos.length} photos have no file, e.g. ${missing[0]}`)
    }
    return `${photos.length}, each with its files`
  })
  return words ?? noneYet(dir)
}

/** Names in a folder and those in it. */
const filesIn = (dir: string) =>
  new Set(existsSync(dir) ? readdirSync(dir, { recursive: true }).map(path => basename(String(path))) : [])

const noneYet = (dir: string) =>
  existsSync(join(dir, 'tangkap.db'))
    ? 'looked at once the next start has brought the database up to date'
    : 'none yet'

/** null before the first start, and where the database is too old to be asked. */
async function withDatabase<T>(dir: string, use: (db: Db) => Promise<T>): Promise<T | null> {
  if (!existsSync(join(dir, 'tangkap.db'))) return null
  const { db, pending } = await openToRead(join(dir, 'tangkap.db'))
  try {
    return pending.length > 0 ? null : await use(db)
  } finally {
    await db.destroy()
  }
}

async function diskWords(dir: string): Promise<string> {
  const { bavail, bsize } = await statfs(existsSync(dir) ? dir : '.')
  const free = bavail * bsize
  const megabytes = Math.floor(free / 1024 / 1024)
  if (free < leastFree) throw new Error(`only ${megabytes} MB free; make room before the next event`)
  return `${megabytes} MB free`
}

/** What models are fitted on, to its last byte. */
async function baseWords(pack: string): Promise<string> {
  const { baseSet, model } = placesOf(pack)
  if (!existsSync(baseSet) && !existsSync(model)) return 'none came with this pack'
  await readBaseSet(baseSet, () => false)
  return `${(await readBaseIndex(baseSet)).length} embeddings of photos, as they were made`
}

/** Opens the model that serves as a server would, and sees whether this processor gives what the maker's gave. */
async function modelWords(config: Config): Promise<string> {
  const files = await championFiles(config)
  const classifier = await openClassifier({ ...modelOptions(config), ...(files && { files }), workers: 1 })
  try {
    const { card, check } = classifier
    const agreement = `worst cosine ${check.lowest.toFixed(6)}, at least ${check.tolerance.near} is needed`
    if (check.result === 'wrong')
      throw new Error(`the backbone gives other numbers on this processor (${agreement})`)
    return `${card.version} on ${config.backbone}, claims ${card.claimed.length} foods, check vectors agree (${agreement})`
  } finally {
    await classifier.close()
  }
}

/** null: the shipped model, with which the first start begins. */
async function championFiles({ home, pack }: Config): Promise<ModelFiles | null> {
  return await withDatabase(home, async db => {
    const champion = await findChampion(db, pack)
    return champion && (await loadVersion(home, champion))
  })
}

/** Every version of the model that is kept has the bytes that were written. */
async function versionWords({ home, pack }: Config): Promise<string> {
  const words = await withDatabase(home, async db => {
    const { versions, champion, damaged } = await damagedVersions(db, home, pack)
    if (versions === 0) return 'none yet'
    if (damaged.length > 0) {
      const words = damaged.map(({ version, reason }) => `${version}: ${reason}`).join('; ')
      throw new Error(`${damaged.length} of ${versions} will not be used (${words}); ${champion} serves`)
    }
    return `${versions}, each with the bytes that were written; ${champion} serves`
  })
  return words ?? noneYet(home)
}
