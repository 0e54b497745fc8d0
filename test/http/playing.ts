import { join } from 'node:path'
import pino from 'pino'
import sharp from 'sharp'
import type { Classifier } from '../../src/classifier/index.ts'
import type { VerdictResult } from '../../src/classifier/verdict.ts'
import type { Context } from '../../src/context.ts'
import { AppError } from '../../src/errors.ts'
import { openKnownPhotos } from '../../src/feedback/index.ts'
import { openPhotoFiles } from '../../src/photos/files.ts'
import { openLimits } from '../../src/web/limits.ts'
import type { Handler, PlayerVisit, Visit } from '../../src/web/visit.ts'
import { eventId, type TinyEvent, tinyEvent } from '../tiny-event.ts'
import { tinyPack } from '../tiny-pack.ts'

/** A classifier that says what it is told to, and counts how often it was asked. */
interface Script {
  next: VerdictResult | AppError
  asked: number
  claimed: string[]
  /** What is drawn for the audit sample: below 0.05 a photo belongs to it. */
  chance: number
  /** Called while a photo is being judged. */
  during: () => Promise<void>
}

export const sure = (food: string, probability = 0.97): VerdictResult => ({
  verdict: 'recognised',
  food,
  probability,
  candidates: [{ food, probability }],
  offer: [food],
  outlier: 0.02,
})

export const unsure = (...foods: string[]): VerdictResult => ({
  verdict: 'unsure',
  food: foods[0] ?? null,
  probability: 0.4,
  candidates: [...foods, 'durian'].map((food, i) => ({ food, probability: 0.4 - i / 10 })),
  offer: foods,
  outlier: 0.2,
})

export const unknown: VerdictResult = {
  verdict: 'unknown',
  food: null,
  probability: 0.2,
  candidates: [{ food: 'satay', probability: 0.2 }],
  offer: [],
  outlier: 0.98,
}

export interface Playing {
  context: Context
  event: TinyEvent
  script: Script
  /** Milliseconds since 1970; the clock stands still until this is changed. */
  now: { time: number }
  visit(player: string | null, request?: Partial<Asked>): Visit
  player(player: string, request?: Partial<Asked>): PlayerVisit
  close(): Promise<void>
}

interface Asked {
  path: string
  form: Record<string, string | Blob>
  params: Record<string, string>
  headers: Record<string, string>
  partial: boolean
  organiser: boolean
}

/** A server's context with a real database and real photo files, and a classifier that follows a script. */
export async function playing(): Promise<Playing> {
  const event = await tinyEvent()
  const script: Script = {
    next: sure('satay'),
    asked: 0,
    claimed: ['satay', 'popiah', 'teh', 'milo'],
    chance: 0.5,
    during: async () => {},
  }
  const now = { time: Date.UTC(2026, 10, 21, 2, 0) }
  const context = {
    config: { home: event.home },
    clock: () => now.time,
    random: () => script.chance,
    newPhotoId: () => Bun.randomUUIDv7(),
    db: event.db,
    pack: tinyPack(),
    photos: await openPhotoFiles(join(event.home, 'photos')),
    classifier: scripted(script),
    known: openKnownPhotos(event.db, 'b1/int8', null),
    limits: openLimits(),
    log: pino({ level: 'silent' }),
    version: '0.0.0-test',
  } as unknown as Context

  const visit = (nickname: string | null, asked: Partial<Asked> = {}): Visit => {
    const url = new URL(asked.path ?? '/', 'http://tangkap.test')
    const body = asked.form && formOf(asked.form)
    const player = nickname && {
      id: `player-${nickname}`,
      eventId,
      nickname,
      joinedAt: Date.UTC(2026, 10, 20, 20, 0),
    }
    const organiser = asked.organiser ?? false
    return {
      request: new Request(url, {
        headers: { ...(body && lengthOf(body)), ...asked.headers },
        ...(body ? { method: 'POST', body } : {}),
      }),
      url,
      params: asked.params ?? {},
      ip: '192.0.2.1',
      id: 'request-1',
      partial: asked.partial ?? false,
      event: {
        id: eventId,
        name: 'Fair',
        pack: 'tiny',
        joinCode: 'ABC',
        timeZone: 'Asia/Kuala_Lumpur',
        menu: null,
      },
      viewer:
        player || organiser
          ? {
              userId: 'user',
              organiser,
              reviewer: organiser,
              notices: [],
              modelNotices: [],
              player: player || null,
            }
          : null,
      log: context.log,
    }
  }
  return {
    context,
    event,
    script,
    now,
    visit,
    player: (nickname, asked) => visit(nickname, asked) as PlayerVisit,
    close: () => event.close(),
  }
}

function scripted(script: Script): Classifier {
  const classifier: Pick<Classifier, 'backbone' | 'size' | 'ready' | 'menu' | 'classify' | 'activationMap'> =
    {
      backbone: 'b1/int8',
      size: 256,
      ready: true,
      menu: null,
      async classify() {
        script.asked++
        await script.during()
        if (script.next instanceof AppError) throw script.next
        return { ...script.next, embedding: new Float32Array(1280), model: 'm1', ms: 5 }
      },
      activationMap: async () => Buffer.from('a picture'),
    }
  const card = {
    version: 'm1',
    scores: [
      { id: 'satay', claimed: true, photos: { train: 30, calibration: 5 }, precision: 0.9, recall: 0.8 },
    ],
    settings: {},
    candidates: [{ method: 'logOdds', fBeta: 0.95, chosen: true }],
    backbone: { id: 'b1', variant: 'int8' },
    outliers: ['screen', 'scene/0'],
    get claimed() {
      return script.claimed
    },
  }
  return { ...classifier, card } as unknown as Classifier
}

function formOf(fields: Record<string, string | Blob>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

/** A small JPEG; another seed, another picture. */
export async function picture(seed: number): Promise<Blob> {
  const [width, height] = [96, 64]
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * (seed + 3)) % 251)
  const bytes = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg()
    .toBuffer()
  return new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' })
}

/** The status a handler answers with, or the AppError it throws. */
export async function statusOf<V extends Visit>(
  handler: Handler<V>,
  context: Context,
  visit: V,
): Promise<{ status: number; words: string }> {
  try {
    const answer = await handler(context, visit)
    return { status: answer.status, words: await answer.text() }
  } catch (error) {
    if (error instanceof AppError) return { status: error.status, words: error.message }
    throw error
  }
}

/** What a browser says of a form's length, but for a few lines between its fields. */
export function lengthOf(form: FormData | URLSearchParams): { 'content-length': string } {
  const sizes = [...form.values()].map((value: string | File) =>
    typeof value === 'string' ? value.length : value.size,
  )
  return { 'content-length': String(sizes.reduce((sum, size) => sum + size, 0)) }
}
