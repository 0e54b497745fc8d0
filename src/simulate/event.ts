import { join as joinPath } from 'node:path'
import pino from 'pino'
import { createApp } from '../app.ts'
import { readConfig } from '../config.ts'
import type { Context } from '../context.ts'
import { currentEvent } from '../events/index.ts'
import { openContext } from '../open-context.ts'
import { makeOrganiserLink } from '../players/index.ts'
import { seededRandom, seedFor } from '../training/random.ts'
import { unlimited } from '../web/limits.ts'
import type { Cast } from './evening.ts'
import { seededIds } from './ids.ts'
import { expectGood, join } from './people.ts'
import type { Crowd } from './schedule.ts'
import { type Visitor, visitor } from './visitor.ts'

/** The real program in a scratch home, and the people who use it. */
export interface SimulatedEvent {
  readonly context: Context
  readonly cast: Cast
  close(): Promise<void>
}

const reviewers = 2

/** The pack that is played; the dishes that are added are another's. */
export const simulatedPack = 'malaysia'

/** Opens the program in `home`, and everybody joins. Everything but the limits on how often is the server's. */
export async function openEvent(home: string, crowd: Crowd, seed: number): Promise<SimulatedEvent> {
  const config = readConfig({ TANGKAP_HOME: home, TANGKAP_PACK: simulatedPack, TANGKAP_WORKERS: '2' })
  const log = pino({ level: 'warn' }, pino.destination({ dest: joinPath(home, 'simulate.log'), mkdir: true }))
  const context = await openContext(config, log)
  // A month of evenings passes in minutes: by the clock every player would be far too quick.
  context.limits = unlimited
  context.random = seededRandom(seedFor('audit sample', seed))
  context.newPhotoId = seededIds(seedFor('photos', seed))
  const app = createApp(context)
  const newcomer = () => visitor(request => app.handle(request))

  const organiser = await withLink(context, newcomer(), 'organiser', 0)
  const helpers: Visitor[] = []
  for (let i = 1; i <= reviewers; i++) helpers.push(await withLink(context, newcomer(), 'reviewer', i))
  const { joinCode } = await currentEvent(context.db)
  const players: Visitor[] = []
  for (let i = 0; i < crowd.players; i++) {
    const guest = newcomer()
    await join(guest, joinCode, `Player ${i + 1}`)
    players.push(guest)
  }
  return {
    context,
    cast: { players, reviewers: helpers, organiser },
    async close() {
      await context.classifier.close()
      await context.db.destroy()
    },
  }
}

async function withLink(
  { db, clock }: Context,
  guest: Visitor,
  role: 'organiser' | 'reviewer',
  number: number,
): Promise<Visitor> {
  const link = await makeOrganiserLink(db, clock(), role)
  const account = { email: `${role}-${number}@example.org`, password: crypto.randomUUID() }
  await expectGood(await guest.post(link, account), `Becoming ${role}`)
  return guest
}
