import type { Random } from '../../src/training/random.ts'
import { type Phone, upload } from './phone.ts'
import type { TestPhoto } from './photos.ts'
import type { Server } from './server.ts'

/** A photo on its way into the album, over as many lives of the server as it takes. */
export interface Sending {
  id: string
  photo: TestPhoto
  phone: Phone | null
  /** Its answer has arrived whole. */
  answered: boolean
  /** Names of the badges the answer said it earned. */
  badges: string[]
}

/** What the players of one run do, and what they count. */
export interface Party {
  /** Uploads that have been begun. */
  readonly begun: number
  readonly inFlight: number
  readonly sendings: readonly Sending[]
  readonly counted: { sent: number; broken: number; hungUp: number; refused: number; again: number }
  /** Everybody sends, one photo at a time each, until `most` uploads have been begun or the server is gone. */
  play(server: Server, most: number): Promise<void>
  /** Sends what has been answered once more: the answer has to be the same. */
  sendAgain(server: Server, sending: Sending): Promise<void>
}

/** As many times as the page's script sends a photo before it asks the player. */
const tries = 3
/** Share of first tries in which the phone loses its connection. */
const hangUps = 0.1

export function party(phones: readonly Phone[], photos: readonly TestPhoto[], random: Random): Party {
  const sendings = photos.map<Sending>(photo => ({
    id: Bun.randomUUIDv7(),
    photo,
    phone: null,
    answered: false,
    badges: [],
  }))
  const counted = { sent: 0, broken: 0, hungUp: 0, refused: 0, again: 0 }
  let begun = 0
  let inFlight = 0

  /** What this phone could not finish in the server's last life, or a new photo. */
  function next(phone: Phone, most: number): Sending | undefined {
    const left = sendings.find(each => each.phone === phone && !each.answered)
    if (left || begun >= most) return left
    const fresh = sendings[begun++]
    if (fresh) fresh.phone = phone
    return fresh
  }

  async function send(server: Server, sending: Sending, signal?: AbortSignal): Promise<boolean> {
    counted.sent++
    inFlight++
    try {
      const { id, phone, photo } = sending
      if (!phone) throw new Error('nobody sends this')
      const answer = await upload(server.address, phone, {
        id,
        photo: photo.bytes,
        script: true,
        ...(signal && { signal }),
      }).catch(() => null)
      if (!answer) {
        if (signal?.aborted) counted.hungUp++
        else counted.broken++
        return false
      }
      if (answer.status === 503) {
        counted.refused++
        return false
      }
      if (answer.status !== 200 || answer.path !== `/catches/${id}`) {
        throw new Error(
          `${photo.path} was answered ${answer.status} ${answer.path}: ${answer.text.slice(0, 300)}`,
        )
      }
      note(sending, badgesIn(answer.text))
      return true
    } finally {
      inFlight--
    }
  }

  async function sendUntilAnswered(server: Server, sending: Sending): Promise<boolean> {
    for (let attempt = 1; attempt <= tries; attempt++) {
      const hangUp = attempt === 1 && random() < hangUps ? AbortSignal.timeout(random() * 100) : undefined
      if (await send(server, sending, hangUp)) return true
      // A page waits seconds; what matters here is that it comes again, before the kill and after it.
      await Bun.sleep(attempt * 20)
    }
    return false
  }

  return {
    get begun() {
      return begun
    },
    get inFlight() {
      return inFlight
    },
    sendings,
    counted,
    async play(server, most) {
      await Promise.all(
        phones.map(async phone => {
          for (let sending = next(phone, most); sending; sending = next(phone, most)) {
            if (!(await sendUntilAnswered(server, sending))) return
          }
        }),
      )
    },
    async sendAgain(server, sending) {
      counted.again++
      if (!(await send(server, sending))) throw new Error(`${sending.id} was not answered a second time`)
    },
  }
}

/** The same catch always says it earned the same: a badge that is lost and earned again would show here. */
function note(sending: Sending, badges: string[]): void {
  if (sending.answered && sending.badges.join() !== badges.join()) {
    throw new Error(`${sending.id} first earned "${sending.badges}" and then "${badges}"`)
  }
  sending.answered = true
  sending.badges = badges
}

function badgesIn(page: string): string[] {
  const section = /answer-badges[\s\S]*?<\/section>/.exec(page)?.[0] ?? ''
  return [...section.matchAll(/<h3>(.*?)<\/h3>/g)].map(match => match[1] ?? '')
}
