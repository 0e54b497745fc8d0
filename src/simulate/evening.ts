import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { catchAddress } from '../catching/index.ts'
import type { LabelledPhoto } from '../training/photo-index.ts'
import type { Random } from '../training/random.ts'
import { decide, expectGood, honestTaps, hostileTaps, readAnswer, readReview, type Truth } from './people.ts'
import type { Crowd, Night } from './schedule.ts'
import { trollsOf } from './schedule.ts'
import type { Visitor } from './visitor.ts'

/** Who is at the event, each with their own cookies. */
export interface Cast {
  /** The trolls first. */
  readonly players: readonly Visitor[]
  readonly reviewers: readonly Visitor[]
  readonly organiser: Visitor
}

/** What stays from night to night. */
export interface Memory {
  /** Folder the index's paths start from. */
  readonly photosDir: string
  /** What each photo that was sent shows, by catch. */
  readonly truths: Map<string, Truth>
  /** Foods of the album, added ones included, that can be claimed or decided. */
  readonly foods: string[]
  /** Of foods that are in the album. */
  readonly truthOf: (photo: LabelledPhoto) => Truth
  /** The ids that phones make. */
  readonly nextId: () => string
}

/** The organiser adds a dish in the browser and drops photos of it. */
export async function addDish(
  { organiser }: Cast,
  { photosDir, foods }: Memory,
  { food, photos }: NonNullable<Night['added']>,
): Promise<void> {
  const name = food.replaceAll('_', ' ')
  const form = { en: name, category: 'staple', description: `A stall sells ${name} from today on.` }
  await expectGood(await organiser.post('/organiser/foods', form), `Adding ${food}`)
  for (const photo of photos) {
    const file = new File([await readFile(join(photosDir, photo.path))], 'photo.jpg', { type: 'image/jpeg' })
    await expectGood(
      await organiser.post(`/organiser/foods/${food}/photos`, { photo: file }),
      `A photo of ${food}`,
    )
  }
  foods.push(food)
}

/** Everybody sends their photos and answers what they are told. Returns how many photos were taken in. */
export async function play(
  { players }: Cast,
  memory: Memory,
  { sent, badLight }: Night,
  people: Crowd,
  random: Random,
): Promise<number> {
  const trolls = trollsOf(people)
  let taken = 0
  for (const { player, photo } of sent) {
    const guest = players[player]
    if (!guest) continue
    const id = memory.nextId()
    const bytes = await readFile(join(memory.photosDir, photo.path))
    const file = new Blob([badLight ? await spoiled(bytes) : bytes], { type: 'image/jpeg' })
    const answer = await guest.post('/catches', { id, photo: file })
    if (isCopy(answer, id)) continue
    taken++
    const page = await expectGood(answer, 'A photo')
    const truth = memory.truthOf(photo)
    memory.truths.set(id, truth)
    const screen = readAnswer(page)
    const taps =
      player < trolls ? hostileTaps(screen, truth, memory.foods, random) : honestTaps(screen, truth, random)
    for (const { path, fields } of taps)
      await expectGood(await guest.post(`/catches/${id}/${path}`, fields), `The player's ${path}`)
  }
  return taken
}

/** Two photos of an index may have the same pixels: the second is refused, or shows its sender the first one's catch. */
const isCopy = ({ status, headers }: Response, id: string): boolean =>
  status === 409 || (status === 200 && headers.get('hx-push-url') !== catchAddress(id))

/** What a phone makes of a plate under a broken lamp. */
async function spoiled(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const made = await sharp(bytes)
    .rotate()
    .modulate({ brightness: 0.35 })
    .blur(2.5)
    .jpeg({ quality: 60 })
    .toBuffer()
  return new Uint8Array(made)
}

export interface Settled {
  photos: number
  /** Decisions that were wrong; look-alikes settled with a photo are not counted again. */
  wrong: number
}

/** The reviewers take turns, each with whatever the queue hands them, until they are tired or it is empty. */
export async function review(
  { reviewers }: Cast,
  { truths, foods }: Memory,
  { decisions, wrongDecisions }: Pick<Crowd, 'decisions' | 'wrongDecisions'>,
  random: Random,
): Promise<Settled> {
  const settled = { photos: 0, wrong: 0 }
  const queue = '/organiser/review'
  for (let i = 0; i < decisions; i++) {
    const reviewer = reviewers[i % reviewers.length]
    if (!reviewer) break
    const item = readReview(await expectGood(await reviewer.get(queue), 'The review page'))
    const truth = item ? truths.get(item.catchId) : undefined
    if (!item || truth === undefined) break
    const decision = decide(truth, foods, wrongDecisions, random)
    // Nobody marks a look-alike that shows something else, but a mistake is made for all of them.
    const also = item.also.filter(id => truths.get(id) === truth)
    await expectGood(await reviewer.post(`${queue}/${item.catchId}`, { decision, also }), 'A decision')
    settled.photos += 1 + also.length
    if (decision !== truth) settled.wrong++
  }
  return settled
}
