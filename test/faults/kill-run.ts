import { join as joinPath } from 'node:path'
import { badgesReached } from '../../src/game/rules.ts'
import { loadPack } from '../../src/packs/load.ts'
import { packsDir } from '../../src/paths.ts'
import { type Random, seededRandom } from '../../src/training/random.ts'
import { type Found, inspect, problemsIn, twice } from './inspect.ts'
import { join } from './phone.ts'
import { sha256, testPhotos } from './photos.ts'
import { type Party, party } from './players.ts'
import { launch, type Server, startServer, withHome } from './server.ts'

export interface KillPlan {
  /** Kills while photos are being sent; every tenth start is killed on top of them. */
  kills: number
  uploads: number
  players: number
  seed: number
  /** Told of each kill. */
  progress?: (words: string) => void
}

export interface KillReport {
  seed: number
  kills: number
  killsWhileStarting: number
  uploads: number
  players: number
  /** Requests with a photo, second tries included, and what became of those that were not answered. */
  requests: Party['counted']
  /** Requests that were in flight at a kill: in all, and kills at which there was none. */
  inFlight: { total: number; idleKills: number }
  /** Kills that left: a photo's files without a row, and a row whose answer never arrived. */
  killsBetween: { filesAndCommit: number; commitAndAnswer: number }
  orphansSwept: number
  stored: { catches: number; photoFiles: number; badges: number }
  /** Empty when every promise was kept. */
  problems: string[]
  seconds: number
}

/** Milliseconds from the upload a kill is meant for to the kill: about what two or three uploads take. */
const longestDelay = 100

/** Kills a server again and again while players send photos, and counts what is there after each kill. */
export async function killRun(plan: KillPlan): Promise<KillReport> {
  const begun = performance.now()
  const random = seededRandom(plan.seed)
  const photos = await testPhotos(plan.uploads, random)
  return await withHome(async home => {
    const report: KillReport = {
      seed: plan.seed,
      kills: 0,
      killsWhileStarting: 0,
      uploads: plan.uploads,
      players: plan.players,
      requests: { sent: 0, broken: 0, hungUp: 0, refused: 0, again: 0 },
      inFlight: { total: 0, idleKills: 0 },
      killsBetween: { filesAndCommit: 0, commitAndAnswer: 0 },
      orphansSwept: 0,
      stored: { catches: 0, photoFiles: 0, badges: 0 },
      problems: [],
      seconds: 0,
    }
    const run = new KillRun(home, plan, random, report)
    // The first start makes everything, so it is interrupted more often than the later ones.
    for (let i = 0; i < 3; i++) await run.killStart(1000)
    let server = await run.start()
    const phones = []
    for (let i = 0; i < plan.players; i++) {
      phones.push(await join(server.address, server.output(), `player ${i}`))
    }
    const players = party(phones, photos, random)
    report.requests = players.counted

    for (let kill = 0; kill < plan.kills; kill++) {
      await run.killWhilePlaying(server, players, kill)
      if (kill % 10 === 9) await run.killStart(server.started)
      server = await run.start()
      await sendSomeAgain(server, players, 1, random)
    }
    await players.play(server, plan.uploads)
    await sendSomeAgain(server, players, 20, random)
    const code = await server.stop()
    if (code !== 0) report.problems.push(`SIGTERM ended it with ${code}`)

    const found = await inspect(home)
    report.problems.push(
      ...(await problemsIn(found)),
      ...promisesBroken(found, players),
      ...lostOnes(players),
    )
    report.problems.push(
      ...found.orphans.map(id => `${id} was not swept`),
      ...(await otherBytes(found, players)),
    )
    // What stays broken is found after every kill.
    report.problems = [...new Set(report.problems)]
    report.stored = {
      catches: found.catches.length,
      photoFiles: found.files.size,
      badges: found.badges.length,
    }
    report.seconds = Math.round((performance.now() - begun) / 1000)
    return report
  })
}

class KillRun {
  private readonly decoded = new Set<string>()
  private orphans: string[] = []

  constructor(
    private readonly home: string,
    private readonly plan: KillPlan,
    private readonly random: Random,
    private readonly report: KillReport,
  ) {}

  async start(): Promise<Server> {
    const server = await startServer(this.home, { TANGKAP_WORKERS: '2' })
    const { orphans } = await inspect(this.home)
    this.report.problems.push(...orphans.map(id => `${id} was still there after a start`))
    this.report.orphansSwept += this.orphans.length
    this.orphans = []
    return server
  }

  /** Kills a start at a random instant of its first `within` milliseconds. */
  async killStart(within: number): Promise<void> {
    const program = launch(this.home)
    await Bun.sleep(this.random() * within)
    program.process.kill('SIGKILL')
    await program.process.exited
    this.report.killsWhileStarting++
    await this.look()
  }

  /**
   * Each kill has its own stretch of the uploads, so that all kills find some: it strikes a random time after a random
   * one of them was begun. Players may run ahead by one photo each, or most kills would find them waiting.
   */
  async killWhilePlaying(server: Server, players: Party, kill: number): Promise<void> {
    const { plan, report } = this
    const [from, to] = [kill, kill + 1].map(at => Math.floor((at * plan.uploads) / plan.kills))
    const trigger = (from ?? 0) + Math.floor(this.random() * ((to ?? 0) - (from ?? 0)))
    const delay = this.random() * longestDelay
    const playing = players.play(server, Math.min((to ?? 0) + plan.players, plan.uploads))
    const struck = (async () => {
      const late = performance.now() + 5000
      while (players.begun < trigger && performance.now() < late) await Bun.sleep(1)
      await Bun.sleep(delay)
    })()
    await Promise.race([struck, playing])
    const inFlight = players.inFlight
    await server.kill()
    await playing
    report.kills++
    report.inFlight.total += inFlight
    if (inFlight === 0) report.inFlight.idleKills++
    await this.look(players)
    const answered = players.sendings.filter(each => each.answered).length
    plan.progress?.(`${report.kills} of ${plan.kills} kills, ${inFlight} in flight, ${answered} answered`)
  }

  /** Looks at what a kill left behind. */
  private async look(players?: Party): Promise<void> {
    const { report } = this
    const found = await inspect(this.home)
    const fresh = found.orphans.filter(id => !this.orphans.includes(id))
    this.orphans = found.orphans
    if (fresh.length > 0) report.killsBetween.filesAndCommit++
    report.problems.push(...(await problemsIn(found, this.decoded)))
    if (!players) return
    report.problems.push(...promisesBroken(found, players))
    const unanswered = new Set(players.sendings.filter(each => !each.answered).map(each => each.id))
    if (found.catches.some(each => unanswered.has(each.id))) report.killsBetween.commitAndAnswer++
  }
}

/** Every answered photo is there, as it was sent and by whom; what is there was sent; badges fit what was caught. */
function promisesBroken(found: Found, players: Party): string[] {
  const problems: string[] = []
  const stored = new Map(found.catches.map(each => [each.id, each]))
  const sent = new Map(players.sendings.map(each => [each.id, each]))
  for (const { id, answered, phone, photo } of players.sendings) {
    const row = stored.get(id)
    if (!row && answered) problems.push(`${photo.path} was answered as ${id} and is lost`)
    if (!row) continue
    if (row.nickname !== phone?.nickname) problems.push(`${id} of ${phone?.nickname} is ${row.nickname}'s`)
    if (row.fingerprint !== photo.fingerprint) problems.push(`${id} is another photo than ${photo.path}`)
  }
  for (const { id } of found.catches) if (!sent.has(id)) problems.push(`nobody sent ${id}`)
  return [...problems, ...wrongBadges(found), ...announcedTwice(players)]
}

function wrongBadges(found: Found): string[] {
  const pack = loadPack(joinPath(packsDir, 'malaysia'))
  const nicknames = [...new Set(found.catches.map(each => each.nickname))]
  return nicknames.flatMap(nickname => {
    const own = found.catches.filter(each => each.nickname === nickname)
    const due = badgesReached(pack, new Set(own.flatMap(each => each.food ?? [])))
    const have = found.badges.filter(each => each.nickname === nickname).map(each => each.badge)
    const same = due.toSorted().join() === have.toSorted().join()
    return same ? [] : [`${nickname} has the badges "${have}" and is due "${due}"`]
  })
}

function announcedTwice(players: Party): string[] {
  const announced = players.sendings.flatMap(each =>
    each.badges.map(badge => `${each.phone?.nickname} ${badge}`),
  )
  return twice(announced).map(badge => `${badge} was announced for two catches`)
}

/** The files hold what this program makes of the photo that was sent, byte for byte. */
async function otherBytes(found: Found, players: Party): Promise<string[]> {
  const photos = new Map(players.sendings.map(each => [each.id, each.photo]))
  const problems: string[] = []
  for (const { id, photo } of found.catches) {
    const wanted = photos.get(id)
    for (const [name, hash] of [
      [`${photo}.jpg`, wanted?.kept],
      [`${photo}.thumbnail.jpg`, wanted?.thumbnail],
    ]) {
      const bytes = await Bun.file(found.files.get(name ?? '') ?? '')
        .bytes()
        .catch(() => null)
      if (!bytes || sha256(bytes) !== hash) problems.push(`${name} does not hold ${wanted?.path}`)
    }
  }
  return problems
}

/** At the end, when nothing is killed any more, everything has been answered. */
const lostOnes = (players: Party): string[] =>
  players.sendings.filter(each => !each.answered).map(each => `${each.photo.path} was never answered`)

async function sendSomeAgain(server: Server, players: Party, count: number, random: Random): Promise<void> {
  const answered = players.sendings.filter(each => each.answered)
  for (let i = 0; i < count && answered.length > 0; i++) {
    const sending = answered[Math.floor(random() * answered.length)]
    if (sending) await players.sendAgain(server, sending)
  }
}
