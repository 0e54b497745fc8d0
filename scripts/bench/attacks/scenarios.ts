// Who does what in each attack. `guarded`: with a reviewer who looks; otherwise whatever players say is taken for true.
import { decide as errOrNot, honestTaps, hostileTaps, type Truth } from '../../../src/simulate/people.ts'
import { embeddingOf } from '../../../src/training/base-set.ts'
import { type Random, shuffled } from '../../../src/training/random.ts'
import type { FitSettings } from '../../../src/training/settings.ts'
import type { Event, Item, Photo } from './event.ts'
import type { Kitchen, Plate } from './kitchen.ts'

export interface Attack {
  readonly name: string
  /** In a few words: what the defences are against it, and what it looks like without them. */
  readonly off: string
  /** Settings of the fit without defences, where these are one. */
  readonly bareFit?: Partial<FitSettings>
  run(stage: Stage): Promise<void>
}

export interface Stage {
  readonly kitchen: Kitchen
  readonly event: Event
  readonly random: Random
  readonly guarded: boolean
}

const honestPlayers = { first: 0, count: 24 }
const hostilePlayers = { first: 100, count: 6 }
const colluders = { first: 200, count: 3 }

/** Photos of the plates, in a random order, none twice. */
class Pantry {
  readonly #kitchen: Kitchen
  readonly #random: Random
  readonly #left: Plate[]

  constructor({ kitchen, random }: Stage) {
    this.#kitchen = kitchen
    this.#random = random
    this.#left = shuffled([...kitchen.plates.values()].flat(), random)
  }

  take(count: number, wanted: (plate: Plate) => boolean = () => true): Photo[] {
    const taken: Photo[] = []
    for (let i = 0; i < this.#left.length && taken.length < count; ) {
      const plate = this.#left[i]
      if (plate && wanted(plate)) {
        this.#left.splice(i, 1)
        taken.push(this.photoOf(plate))
      } else i++
    }
    return taken
  }

  photoOf(plate: Plate): Photo {
    const embedding = embeddingOf(this.#kitchen.shipped, plate.row).slice()
    return { plate, embedding, look: this.look() }
  }

  look(): string {
    return Array.from({ length: 16 }, () => Math.floor(this.#random() * 16).toString(16)).join('')
  }
}

const isFood = ({ kind }: Plate) => kind === 'food'
const isOutlier = ({ kind }: Plate) => kind === 'outlier'

/** An evening of people who mean well: three quarters foods. */
async function honestEvening({ event, random }: Stage, pantry: Pantry, photos: number): Promise<void> {
  const sent = [
    ...pantry.take(Math.round(photos * 0.75), isFood),
    ...pantry.take(Math.round(photos * 0.25), isOutlier),
  ]
  for (const photo of shuffled(sent, random)) {
    const player = honestPlayers.first + Math.floor(random() * honestPlayers.count)
    await event.send(player, photo, (screen, truth) => honestTaps(screen, truth, random))
  }
}

/** The reviewer who looks decides by the photo; without review, what players say is true. */
const word = ({ truth, said }: Item, guarded: boolean): Truth => (guarded ? truth : (said ?? truth))

const foodsOf = ({ event }: Stage) => event.pack.foods.map(({ id }) => id)
const everything = 5000

/** Without what keeps a crowd of photos from weighing as a crowd. */
const heavy = { balance: 0, localWeight: 100 }

export const attacks: readonly Attack[] = [
  {
    name: '20% hostile players, and three who flood the queue together',
    off: 'no review: what players say is taken for true',
    async run(stage) {
      const { event, random, guarded } = stage
      const pantry = new Pantry(stage)
      const foods = foodsOf(stage)
      await honestEvening(stage, pantry, 240)
      for (const [i, photo] of pantry.take(60).entries()) {
        const player = hostilePlayers.first + (i % hostilePlayers.count)
        await event.send(player, photo, (screen, truth) => hostileTaps(screen, truth, foods, random))
      }
      // The three agree on a food, and call every other one by its name.
      const lie = 'satay'
      for (const [i, photo] of pantry.take(180, ({ label }) => label !== lie).entries()) {
        await event.send(colluders.first + (i % colluders.count), photo, () => [
          { path: 'claim', fields: { food: lie } },
        ])
      }
      // Whoever looks has time for half of it.
      await event.review(guarded ? 240 : everything, item => word(item, guarded))
    },
  },
  {
    name: '10% of the decisions wrong at random',
    off: 'the same decisions, and every photo weighs what it brings',
    bareFit: heavy,
    async run(stage) {
      const { event, random } = stage
      await honestEvening(stage, new Pantry(stage), 500)
      await event.review(everything, ({ truth }) => errOrNot(truth, foodsOf(stage), 0.1, random))
    },
  },
  {
    name: 'a rogue reviewer who swaps two foods',
    off: 'the same decisions',
    async run(stage) {
      const { event } = stage
      const [one, other] = ['chicken_rice', 'fried_rice']
      const pantry = new Pantry(stage)
      const swapped = new Map([
        [`food:${one}`, `food:${other}`],
        [`food:${other}`, `food:${one}`],
      ])
      await honestEvening(stage, pantry, 160)
      for (const [i, photo] of pantry.take(120, ({ label }) => label === one || label === other).entries()) {
        const player = honestPlayers.first + (i % honestPlayers.count)
        await event.send(player, photo, () => [])
      }
      await event.review(everything, ({ truth }) => swapped.get(truth) ?? truth)
    },
  },
  {
    name: 'a day of one food only',
    off: 'the same decisions, and every photo weighs what it brings',
    bareFit: heavy,
    async run(stage) {
      const { event, random } = stage
      const food = 'nasi_biryani'
      const pantry = new Pantry(stage)
      for (const photo of pantry.take(everything, ({ label }) => label === food)) {
        const player = honestPlayers.first + Math.floor(random() * honestPlayers.count)
        await event.send(player, photo, (screen, truth) => honestTaps(screen, truth, random))
      }
      await event.review(everything, ({ truth }) => truth)
    },
  },
  {
    name: '500 near-copies of one photo, under a wrong name',
    off: 'the same decisions, and every photo weighs what it brings',
    bareFit: heavy,
    async run(stage) {
      const { event, random } = stage
      const pantry = new Pantry(stage)
      await honestEvening(stage, pantry, 120)
      // One that looks like no photo that judges: those teach nothing anyway.
      const [photo] = pantry.take(1, plate => plate.label === 'nasi_lemak' && isApart(plate, stage))
      if (!photo) throw new Error('every photo of nasi lemak looks like one that judges')
      for (let i = 0; i < 500; i++)
        await event.send(colluders.first, nearCopy(photo, random), () => [
          { path: 'claim', fields: { food: 'chicken_rice' } },
        ])
      await event.review(everything, item =>
        item.truth === 'food:nasi_lemak' && item.said === 'food:chicken_rice' ? item.said : item.truth,
      )
    },
  },
  {
    name: 'outliers reviewed as food',
    off: 'the same decisions',
    async run(stage) {
      const { event } = stage
      await honestEvening(stage, new Pantry(stage), 400)
      // Whatever food they look most like: the mistake that is easiest to make.
      await event.review(everything, ({ truth, likeliest }) =>
        truth.startsWith('food:') ? truth : `food:${likeliest}`,
      )
    },
  },
]

function isApart({ row }: Plate, { kitchen: { shipped } }: Stage): boolean {
  const own = embeddingOf(shipped, row)
  return shipped.examples.every(({ split }, other) => {
    if (split === 'train') return true
    const embedding = embeddingOf(shipped, other)
    return own.reduce((sum, value, i) => sum + value * (embedding[i] ?? 0), 0) < 0.85
  })
}

/** The same plate once more: a few bits of the hash and a little of the embedding differ. */
function nearCopy({ plate, embedding, look }: Photo, random: Random): Photo {
  const noisy = embedding.map(value => Math.max(0, value + (random() - 0.5) * 0.012))
  const length = Math.sqrt(noisy.reduce((sum, value) => sum + value * value, 0))
  const bits = BigInt(`0x${look}`) ^ (1n << BigInt(Math.floor(random() * 64)))
  return {
    ...{ plate, embedding: noisy.map(value => value / length) },
    // One drawn copy would keep all others from teaching: the attack at its worst has none.
    ...{ look: bits.toString(16).padStart(16, '0'), drawn: false },
  }
}
