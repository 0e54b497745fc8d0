import { join } from 'node:path'
import { compositeScreen } from './composite-screen.ts'
import { type LabelledPhoto, outlierPack } from './photo-index.ts'
import { seededRandom, seedFor, shuffled } from './random.ts'
import { screenCorners } from './screen-corners.ts'
import { decode, type Pixels, pixelsView } from './views.ts'

export interface Screen {
  readonly labels: LabelledPhoto
  /** The model's input, [size, size, 3]. */
  render(size: number): Promise<Uint8Array>
}

/**
 * Plans screens showing food: training photos of food put into training photos of screens. People try to catch food
 * from a phone or a television, and hardly any real photo of that is at hand. Each food gives about as many.
 */
export async function makeScreens(
  photos: readonly LabelledPhoto[],
  options: { photosDir: string; screens: number; seed: number },
): Promise<Screen[]> {
  const random = seededRandom(seedFor('screens', options.seed))
  const training = photos.filter(photo => photo.split === 'train')
  const frames = training.filter(photo => screenCorners[photo.path])
  if (frames.length === 0 || options.screens === 0) return []
  const decoded = new Map<string, Pixels>()
  for (const frame of frames) decoded.set(frame.path, await decode(join(options.photosDir, frame.path)))

  return evenly(
    training.filter(photo => photo.kind === 'food'),
    options.screens,
    random,
  ).flatMap((food, i) => {
    const frame = frames[i % frames.length]
    const pixels = frame && decoded.get(frame.path)
    const quad = frame && screenCorners[frame.path]
    if (!pixels || !quad) return []
    const labels: LabelledPhoto = {
      path: '',
      pack: outlierPack,
      label: 'screen',
      kind: 'outlier',
      split: 'train',
      group: `composite/${i}`,
      source: 'composited from training photos',
    }
    const seed = seedFor(`screen/${i}/${food.path}`, options.seed)
    const render = async (size: number) => {
      const picture = await decode(join(options.photosDir, food.path))
      return pixelsView(compositeScreen(picture, pixels, quad, seededRandom(seed)), size)
    }
    return [{ labels, render }]
  })
}

/** `count` photos, label after label in turn, each label's in random order. */
function evenly(photos: readonly LabelledPhoto[], count: number, random: () => number): LabelledPhoto[] {
  const byLabel = Map.groupBy(photos, photo => photo.label)
  const queues = [...byLabel.keys()].sort().map(label => shuffled(byLabel.get(label) ?? [], random))
  const chosen: LabelledPhoto[] = []
  for (let turn = 0; chosen.length < count && queues.some(queue => queue.length > turn); turn++) {
    chosen.push(...queues.flatMap(queue => queue[turn] ?? []))
  }
  return chosen.slice(0, count)
}
