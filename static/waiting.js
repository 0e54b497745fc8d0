// Photos that have not got through yet, in the browser's own database, where they outlive the page. What became of one
// that got through behind the player's back is kept too, until they have been told.
// Where there is no such database, or it refuses (private windows, full disks), nothing waits, and nothing here throws.
import { uuid7 } from './photo.js'

/** As many as a player can have waiting: of 1024 px each, some 10 MB. */
const mostPhotos = 30
/** What a browser could not make smaller would take the room of many. */
const mostBytes = 1024 * 1024
/** How long a photo is left to the page that sends it. Sent by two pages, it would be one catch all the same. */
const lease = 20_000
/** A phone's clock that was set back must not lock a photo up for longer. */
export const longestPause = 300_000
/** After so long nobody comes back for what somebody else left on this phone. */
const week = 7 * 24 * 3_600_000

/** This tab, from page to page: what the page before was sending when it was left is free again. */
function thisTab() {
  sessionStorage.tab ??= uuid7()
  return sessionStorage.tab
}

let opening = null

/** Opening hangs for good in some private windows, and a photo must not wait for that. */
const patience = 2000

function open() {
  opening ??= new Promise((resolve, reject) => {
    setTimeout(reject, patience, new Error('no database'))
    const request = indexedDB.open('tangkap', 1)
    request.onupgradeneeded = () => {
      const waiting = request.result.createObjectStore('waiting', { keyPath: 'id' })
      waiting.createIndex('turn', ['player', 'turn'])
      const told = request.result.createObjectStore('told', { keyPath: 'id' })
      told.createIndex('turn', ['player', 'turn'])
    }
    request.onsuccess = () => {
      resolve(request.result)
      // Late, but there: what failed for want of it is tried again.
      opening = Promise.resolve(request.result)
    }
    request.onerror = () => reject(request.error)
  })
  return opening
}

/** Does `work` in one transaction, and resolves once the disk has it. */
async function transact(work) {
  const database = await open()
  const worked = new Promise((resolve, reject) => {
    const transaction = database.transaction(['waiting', 'told'], 'readwrite', { durability: 'strict' })
    const stores = {
      waiting: transaction.objectStore('waiting'),
      told: transaction.objectStore('told'),
    }
    let result
    transaction.oncomplete = () => resolve(result)
    transaction.onabort = () => reject(transaction.error)
    work(stores).then(
      value => {
        result = value
      },
      () => transaction.abort(),
    )
  })
  // A phone that slept may have closed the database.
  worked.catch(() => {
    opening = null
  })
  return worked
}

const done = request =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** A player's rows, in the order of their turns. */
const of = player => IDBKeyRange.bound([player], [player, []])

/**
 * Keeps a photo {id, player, nickname, action, blob} before it is sent; the page that keeps it sends it first. Says whether it is
 * 'kept', or there are so many that it is 'full'.
 */
export async function keep({ id, player, nickname, action, blob }) {
  if (blob.size > mostBytes) return 'not kept'
  // Not as a blob: some browsers lose the files behind those.
  const bytes = await blob.arrayBuffer()
  const row = { id, player, nickname, action, bytes, type: blob.type, turn: Date.now() }
  const kept = transact(async ({ waiting }) => {
    if ((await done(waiting.index('turn').count(of(player)))) >= mostPhotos) return 'full'
    await done(waiting.put({ ...row, ...leased() }))
    return 'kept'
  })
  return kept.catch(() => 'not kept')
}

const leased = () => ({ until: Date.now() + lease, by: thisTab() })

const photoOf = ({ id, player, action, bytes, type }) => ({
  ...{ id, player, action },
  blob: new Blob([bytes], { type }),
})

/**
 * The photo whose turn it is, for this page alone to send; or in how many milliseconds there may be one: somebody else sends
 * it, the server asked to be left alone, or there is no database yet. {} where none waits.
 */
export const claim = player =>
  transact(async ({ waiting }) => {
    const row = await done(waiting.index('turn').get(of(player)))
    if (!row) return {}
    const later = row.until - Date.now()
    if (row.by !== thisTab() && later > 0 && later <= longestPause) return { later }
    await done(waiting.put({ ...row, ...leased() }))
    return { photo: photoOf(row) }
  }).catch(() => ({ later: lease }))

/** Changes a row, unless it was thrown away meanwhile. */
const change = (id, values) =>
  transact(async ({ waiting }) => {
    const row = await done(waiting.get(id))
    if (row) await done(waiting.put({ ...row, ...values }))
  }).catch(() => {})

/** This page goes on sending it. */
export const holdOn = id => change(id, leased())

/** It did not get through: whoever comes first tries again, in `pause` milliseconds or later. */
export const letGo = (id, pause) =>
  change(id, { until: Date.now() + Math.min(pause, longestPause), by: null })

/** The server stumbled over this one: the others go first. */
export const letPass = id => change(id, { until: 0, by: null, turn: Date.now() })

/** The server has answered for good. `told`: what the player has to hear, {path} or {said}, if not at once. */
export const settle = (id, player, told = null) =>
  transact(async ({ waiting, told: store }) => {
    await done(waiting.delete(id))
    if (told) await done(store.put({ ...told, id, player, turn: Date.now() }))
  }).catch(() => {})

/** Ids of a player's photos, the next to go first. */
export const idsOf = player =>
  transact(({ waiting }) => done(waiting.index('turn').getAllKeys(of(player)))).catch(() => [])

/** The picture itself, or null. */
export const pictureOf = id =>
  transact(async ({ waiting }) => {
    const row = await done(waiting.get(id))
    return row ? photoOf(row).blob : null
  }).catch(() => null)

/** What the player has not been told yet, {id, path} or {id, said}. */
export const untold = player =>
  transact(({ told }) => done(told.index('turn').getAll(of(player)))).catch(() => [])

export const wasTold = ids =>
  transact(async ({ told }) => {
    for (const id of ids) await done(told.delete(id))
  }).catch(() => {})

/** All that is one player's is another's from now on. False where the browser did not do it. */
export const giveTo = (from, to) =>
  transact(async stores => {
    for (const store of Object.values(stores))
      for (const row of await done(store.index('turn').getAll(of(from))))
        await done(store.put({ ...row, player: to }))
    return true
  }).catch(() => false)

/** Others' photos on this phone: {nickname, count} of each. */
export const leftBehind = player =>
  transact(async ({ waiting }) => {
    const others = new Map()
    const request = waiting.index('turn').openKeyCursor()
    for (let cursor = await done(request); cursor; cursor = await done(request)) {
      const [owner] = cursor.key
      const other = others.get(owner) ?? { id: cursor.primaryKey, count: 0 }
      if (owner !== player) others.set(owner, { ...other, count: other.count + 1 })
      cursor.continue()
    }
    const found = []
    // Photos that waited before names did have none.
    for (const { id, count } of others.values())
      found.push({ nickname: (await done(waiting.get(id))).nickname ?? '', count })
    return found
  }).catch(() => [])

/** All of a player's photos, and all that is left to tell. */
export const throwAway = player => clear((owner, _turn) => owner === player)

/** What others left here long ago. */
export const sweep = player => clear((owner, turn) => owner !== player && turn < Date.now() - week)

const clear = matches =>
  transact(async stores => {
    for (const store of Object.values(stores)) {
      const request = store.index('turn').openKeyCursor()
      for (let cursor = await done(request); cursor; cursor = await done(request)) {
        if (matches(...cursor.key)) await done(store.delete(cursor.primaryKey))
        cursor.continue()
      }
    }
  }).catch(() => {})
