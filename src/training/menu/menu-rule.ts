import { neighboursAmong } from '../../classifier/bank.ts'
import type { ModelCard } from '../../classifier/model-card.ts'
import {
  knownAndUnknown,
  type MenuRule,
  outlierProbability,
  probabilities,
  rejectionInput,
} from '../../classifier/verdict.ts'
import { fitRejection } from '../choose-rejection.ts'
import { conformalThreshold } from '../conformal.ts'
import { fitSettings } from '../settings.ts'
import { fitTemperature } from '../temperature.ts'
import type { MenuPhoto } from './menu-photos.ts'

/** A verdict has to choose between two foods at least. */
export const fewestClaimed = 2
/** How strongly the temperature of the whole list is believed in, in photos or so. */
const belief = 10
/** Fewer near-duplicate groups of the menu's foods cannot say where rejecting should begin … */
const fewestGroups = 5
/** … and fewer accepted photos than this, below what probability a food should not be offered: 5% of them are three. */
const fewestAccepted = 60

/** The foods of a menu that a head claims, in the card's order. */
export const claimedOf = (card: Pick<ModelCard, 'claimed'>, menu: readonly string[]): string[] =>
  card.claimed.filter(food => menu.includes(food))

/**
 * What verdicts are made by while only the foods of `menu` are served; null where the head claims fewer than two of
 * them, so that there is nothing to choose between.
 *
 * Another food's evidence is not thrown away: like a food still being learned it counts as one more kind of outlier,
 * so that a photo of it comes out unknown instead of being called the most similar food of the menu. Temperature,
 * rejection and conformal threshold are then fitted as `calibrate` fits them, on the photos of the menu's foods and the
 * true outliers. The way of rejecting stays the card's, and so do its numbers where too few photos are there to better
 * them. docs/decisions.md has the figures behind every choice here.
 */
export function menuRule(
  card: ModelCard,
  photos: readonly MenuPhoto[],
  menu: readonly string[],
): MenuRule | null {
  const claimed = claimedOf(card, menu)
  if (claimed.length < fewestClaimed) return null
  const { temperature, rejection, conformal } = card
  if (claimed.length === card.claimed.length) return { claimed, temperature, rejection, conformal }
  return fitted(card, photos, claimed)
}

function fitted(card: ModelCard, photos: readonly MenuPhoto[], claimed: readonly string[]): MenuRule {
  const isClaimed = card.foods.map(food => claimed.includes(food))
  const judged = photos
    .filter(({ kind, label }) => kind === 'outlier' || claimed.includes(label))
    .map(photo => ({
      outlier: photo.kind === 'outlier',
      group: photo.group,
      truth: claimed.indexOf(photo.label),
      neighbours: photo.nearest ? neighboursAmong(photo.nearest, isClaimed) : 0,
      ...knownAndUnknown(photo.logits.food, photo.logits.outlier, {
        foods: card.foods,
        claimed: [...claimed],
        namingShift: card.namingShift,
      }),
    }))
  const known = judged.filter(({ outlier }) => !outlier)

  const temperature = fitTemperature(
    known.map(({ named: logits, truth }) => ({ logits, truth })),
    { temperature: card.temperature, weight: belief },
  )

  const examples = judged.map(photo => ({
    ...photo,
    features: rejectionInput(photo, temperature, photo.neighbours),
  }))
  const groups = (outlier: boolean) =>
    new Set(examples.filter(example => example.outlier === outlier).map(({ group }) => group)).size
  const settings = fitSettings(card.settings)
  const ofWholeList = photos.filter(({ kind, label }) => kind === 'food' && card.claimed.includes(label))
  const limit = {
    refusedAtMost: settings.refusedAtMost,
    // With a margin, few photos would allow no refusal at all, and let outliers in for it.
    refusedConfidence: 0,
    // Fewer foods served are not fewer photos of food: outliers are as rare as they are for the whole list.
    refusedWeight: ofWholeList.length / known.length,
  }
  const { method, features } = card.rejection
  const rejection =
    Math.min(groups(true), groups(false)) < fewestGroups
      ? card.rejection
      : fitRejection(method, features, examples, limit, settings.seed)

  const accepted = examples.filter(
    example => !example.outlier && outlierProbability(example.features, rejection) < rejection.threshold,
  )
  const { coverage } = card.conformal
  const threshold =
    accepted.length < fewestAccepted
      ? card.conformal.threshold
      : conformalThreshold(
          accepted.map(({ named: logits, truth }) => probabilities(logits, temperature)[truth] ?? 0),
          coverage,
        )
  return { claimed: [...claimed], temperature, rejection, conformal: { coverage, threshold } }
}
