import type { DroppedPhoto } from '../../../views/food-models.ts'
import { DroppedPart } from '../../../views/organiser/food-photos.tsx'
import { photoAddress } from '../../catching/index.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import type { Food } from '../../packs/schema.ts'
import { nameOfFood } from '../../packs/spoken.ts'
import { readForm } from '../../web/form.ts'
import { html } from '../../web/html.ts'
import { speak, t } from '../../web/languages/words.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { type AddedExample, addExample } from '../add-example.ts'
import { foodPage, loadFood } from './food-page.tsx'

/** A form without a script: a dozen photos as a phone takes them. With one they come shrunk, one by one. */
const largestForm = 48 * 1024 * 1024
/** Milliseconds for all of them. */
const sendTime = 180_000
const longestName = 60

/** POST /organiser/foods/:id/photos: each file is kept or refused on its own. */
export async function addPhotos(context: Context, visit: OrganiserVisit): Promise<Response> {
  const food = loadFood(context, visit)
  const form = await readForm(visit.request, largestForm, sendTime)
  const files = form.getAll('photo').filter(file => file instanceof File)
  // A form without a file sends one without name or bytes.
  const named = files.filter(file => nameOf(file) !== '' || file.size > 0)
  if (named.length === 0)
    return await foodPage(context, visit, food, { problem: t`Choose some photos first.` })
  const dropped: DroppedPhoto[] = []
  for (const file of named) dropped.push(await drop(context, visit, food, file))
  if (visit.partial) return html(<DroppedPart dropped={dropped} />)
  return await foodPage(context, visit, food, { dropped })
}

/** Bun's file has no name where an empty one was sent, whatever its type says. */
const nameOf = (file: { name?: string }): string => file.name ?? ''

/** Never throws for what is wrong with one file: the others must not suffer. */
async function drop(context: Context, visit: OrganiserVisit, food: Food, file: File): Promise<DroppedPhoto> {
  const name = { file: nameOf(file).slice(0, longestName) || t`A photo` }
  try {
    await context.limits.examples.take(visit.viewer.userId)
    const added = await addExample(context, visit.event.id, {
      bytes: new Uint8Array(await file.arrayBuffer()),
      label: food.id,
      kind: 'food',
      split: null,
      source: 'organiser',
      addedBy: visit.viewer.userId,
    })
    return { ...name, ...outcomeWords(context, food, added) }
  } catch (error) {
    // A script can wait and send it again.
    if (visit.partial && error instanceof AppError && error.retryAfter) throw error
    return { ...name, outcome: 'refused', words: wordsFor(visit, error), thumbnail: null }
  }
}

function outcomeWords({ pack }: Context, food: Food, { outcome, id, label }: AddedExample) {
  const thumbnail = photoAddress(id, 'thumbnail')
  if (outcome === 'stored') return { outcome, words: t`Kept.`, thumbnail }
  const words =
    label === food.id
      ? t`The same photo is there already.`
      : t`The same photo is there already, as ${nameOfFood(pack, label)}.`
  return { outcome, words, thumbnail }
}

function wordsFor(visit: OrganiserVisit, error: unknown): string {
  if (error instanceof AppError && error.status < 500) return speak(error.words)
  visit.log.error({ err: error }, 'a dropped photo was not kept')
  return error instanceof AppError ? speak(error.words) : t`Something broke on our side. Send it again.`
}
