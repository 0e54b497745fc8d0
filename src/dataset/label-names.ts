import type { Option } from '../../views/dataset-models.ts'
import type { Pack } from '../packs/load.ts'
import type { ListedPhoto } from './store.ts'

export const datasetHref = '/organiser/dataset'

/** The last kinds are those of the photos it came with. */
const outlierNames: Record<string, string> = {
  other_food: 'A food not listed',
  not_food: 'Not a food',
  outlier: 'Nothing it knows',
  other_drink: 'A drink not listed',
  drawing: 'A drawing',
  everyday: 'Something of every day',
  grocery: 'Groceries',
  object: 'A thing',
  printout: 'A printed picture',
  scene: 'A place',
  screen: 'A screen',
}

/** A label as people read it: a food's name, or what the outlier is. */
export const labelName = (pack: Pack, label: string): string =>
  pack.food(label)?.names.en ?? outlierNames[label] ?? label.replaceAll('_', ' ')

/** The decision that gives a photo the label it has; '' for outliers of kinds no reviewer decides on. */
export const decisionText = ({ label, kind }: Pick<ListedPhoto, 'label' | 'kind'>): string =>
  kind === 'food' ? `food:${label}` : label === 'other_food' || label === 'not_food' ? label : ''

/** Everything a photo can be moved to. */
export const targetOptions = (pack: Pack): Option[] => [
  ...pack.foods
    .map(({ id, names }) => ({ id: `food:${id}`, name: names.en }))
    .toSorted((a, b) => a.name.localeCompare(b.name)),
  { id: 'other_food', name: 'A food not listed' },
  { id: 'not_food', name: 'Not a food' },
]

/** The photos page, narrowed by what is named. */
export function photosHref(
  filter: Partial<Record<'label' | 'day' | 'source' | 'split' | 'group', string>>,
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value)
  return `${datasetHref}/photos?${query}`
}
