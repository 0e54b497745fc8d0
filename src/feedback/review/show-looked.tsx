import { LookedPage, LookedPart } from '../../../views/catching/looked.tsx'
import { findCatch, overlayOf, photoAddress } from '../../catching/index.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { nameOfFood } from '../../packs/spoken.ts'
import { frameOf } from '../../web/frame.ts'
import { html } from '../../web/html.ts'
import { phrase } from '../../web/languages/phrase.ts'
import { t } from '../../web/languages/words.ts'
import type { ReviewerVisit } from '../../web/visit.ts'

type Entry = NonNullable<Awaited<ReturnType<typeof findCatch>>>

/** Where a reviewer sees where the model looked. */
export const lookedAddress = (catchId: string) => `/organiser/review/${catchId}/looked`

/** What the model thought of first, whatever the photo counts for by now. */
export const likeliestFood = ({ prediction }: Entry): string | null =>
  prediction.food ?? prediction.candidates[0]?.food ?? null

/** GET /organiser/review/:id/looked: the photo with the model's attention over it. */
export async function showReviewLooked(context: Context, visit: ReviewerVisit): Promise<Response> {
  const { entry, food } = await loadLooked(context, visit)
  const model = {
    photo: photoAddress(entry.photoId, 'photo'),
    alt: t`To check`,
    overlay: `${lookedAddress(entry.id)}.webp`,
    food: nameOfFood(context.pack, food),
    width: entry.width,
    height: entry.height,
    back: { href: '/organiser/review', words: t`Check photos` },
  }
  if (visit.partial) return html(<LookedPart {...model} />)
  return html(<LookedPage frame={frameOf(context, visit)} model={model} />)
}

/** GET /organiser/review/:id/looked.webp: the attention alone. */
export async function showReviewOverlay(context: Context, visit: ReviewerVisit): Promise<Response> {
  const { entry, food } = await loadLooked(context, visit)
  return overlayOf(context, entry, food, visit.viewer.userId)
}

async function loadLooked(context: Context, visit: ReviewerVisit): Promise<{ entry: Entry; food: string }> {
  const entry = await findCatch(context.db, visit.params.id ?? '')
  const food = entry && likeliestFood(entry)
  if (!entry || !food) throw notFound(phrase`picture`)
  return { entry, food }
}
