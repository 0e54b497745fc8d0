import type { Option } from '../../views/models.ts'
import { isOutlierKind, outlierKinds } from '../feedback/review/decisions.ts'
import type { Pack } from '../packs/load.ts'
import { foodName } from '../packs/spoken.ts'
import { byName } from '../web/languages/language.ts'
import { type Names, type Phrase, phrase, type Words } from '../web/languages/phrase.ts'
import { speak } from '../web/languages/words.ts'
import type { ListedPhoto } from './store.ts'

export const datasetHref = '/organiser/dataset'

/** The last kinds are those of the photos it came with. */
const outlierNames = new Map<string, Phrase>(
  Object.entries({
    other_food: phrase`A food not listed`,
    not_food: phrase`Not a food`,
    outlier: phrase`Nothing it knows`,
    other_drink: phrase`A drink not listed`,
    drawing: phrase`A drawing`,
    everyday: phrase`Something of every day`,
    grocery: phrase`Groceries`,
    object: phrase`A thing`,
    printout: phrase`A printed picture`,
    scene: phrase`A place`,
    screen: phrase`A screen`,
  }),
)

/** A label as people read it: a food's name, or what the outlier is. */
export function labelName(pack: Pack, label: string): string {
  const food = pack.food(label)
  return food ? foodName(food) : speak(outlierWords(label))
}

/** The same for a sentence that is said later. */
export const labelWords = (pack: Pack, label: string): Names | Words =>
  pack.food(label)?.names ?? outlierWords(label)

const outlierWords = (label: string): Words => outlierNames.get(label) ?? label.replaceAll('_', ' ')

/** The decision that gives a photo the label it has; '' for outliers of kinds no reviewer decides on. */
export const decisionText = ({ label, kind }: Pick<ListedPhoto, 'label' | 'kind'>): string =>
  kind === 'food' ? `food:${label}` : isOutlierKind(label) ? label : ''

/** Everything a photo can be moved to. */
export const targetOptions = (pack: Pack): Option[] => [
  ...pack.foods.map(food => ({ id: `food:${food.id}`, name: foodName(food) })).toSorted(byName),
  ...outlierKinds.map(id => ({ id, name: labelName(pack, id) })),
]

/** The photos page, narrowed by what is named. */
export function photosHref(
  filter: Partial<Record<'label' | 'day' | 'source' | 'split' | 'group', string>>,
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value)
  return `${datasetHref}/photos?${query}`
}
