import { LookedPage, LookedPart } from '../../views/catching/looked.tsx'
import type { LookedModel } from '../../views/models.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { nameOfFood } from '../packs/spoken.ts'
import { modelPixels } from '../photos/derive.ts'
import { frameOf } from '../web/frame.ts'
import { html } from '../web/html.ts'
import { phrase } from '../web/languages/phrase.ts'
import { t } from '../web/languages/words.ts'
import type { PlayerVisit } from '../web/visit.ts'
import { catchAddress, photoAddress } from './addresses.ts'
import { loadOwnCatch } from './own-catch.ts'
import type { Catch } from './store.ts'

/** GET /catches/:id/looked: the photo with the model's attention over it. */
export async function showLooked(context: Context, visit: PlayerVisit): Promise<Response> {
  const entry = await loadOwnCatch(context, visit)
  const food = foodLookedFor(entry)
  const model: LookedModel = {
    photo: photoAddress(entry.photoId, 'photo'),
    alt: t`What you caught`,
    overlay: `${catchAddress(entry.id)}/looked.webp`,
    food: nameOfFood(context.pack, food),
    width: entry.width,
    height: entry.height,
    back: { href: catchAddress(entry.id), words: t`Back to the answer` },
  }
  if (visit.partial) return html(<LookedPart {...model} />)
  return html(<LookedPage frame={frameOf(context, visit)} model={model} />)
}

/** GET /catches/:id/looked.webp: the attention alone, as a see-through picture of the photo's size. */
export async function showOverlay(context: Context, visit: PlayerVisit): Promise<Response> {
  const entry = await loadOwnCatch(context, visit)
  return overlayOf(context, entry, foodLookedFor(entry), entry.playerId)
}

/** Where the model looked for `food`. `asker`: id of who asks. */
export async function overlayOf(
  { classifier, photos, limits }: Context,
  entry: Catch,
  food: string,
  asker: string,
): Promise<Response> {
  // As much work as a new photo, so it counts as one.
  await limits.catches.take(asker)
  const kept = await photos.read(entry.photoId, 'photo')
  if (!kept) throw notFound(phrase`photo`)
  const pixels = await modelPixels(new Uint8Array(await kept.arrayBuffer()), { size: classifier.size })
  const overlay = await classifier.activationMap(pixels, food, entry)
  return new Response(new Uint8Array(overlay), {
    headers: {
      'content-type': 'image/webp',
      // Another model looks elsewhere: a day, not for good.
      'cache-control': 'private, max-age=86400',
      'x-content-type-options': 'nosniff',
    },
  })
}

/** The food the answer is about. A photo that nothing was found on has nowhere it looked. */
function foodLookedFor(entry: Catch): string {
  const food = entry.food ?? (entry.state === 'choosing' ? entry.prediction.candidates[0]?.food : undefined)
  if (food === undefined) throw notFound(phrase`picture`)
  return food
}
