import type { Category } from '../../src/packs/schema.ts'
import { kuihShapes } from './silhouette-kuih.tsx'
import { shapes as dishShapes } from './silhouette-shapes.tsx'

const shapes = { ...dishShapes, ...kuihShapes }
type Shape = keyof typeof shapes

/** Any pack's food has at least the shape of its kind. */
const byCategory: Record<Category, Shape> = {
  staple: 'rice',
  snack: 'bun',
  dessert: 'slice',
  drink: 'glass',
  fruit: 'fruit',
}

const byFood: Record<string, Shape> = {
  ais_kacang: 'ice',
  apam_balik: 'folded',
  cendol: 'ice',
  char_kuey_teow: 'noodles',
  congee: 'soup',
  curry_puff: 'halfMoon',
  durian: 'durian',
  idli: 'discs',
  kaya_toast: 'toast',
  kuih_bingka: 'twoLayers',
  kuih_dadar: 'roll',
  kuih_lapis: 'slice',
  kuih_seri_muka: 'twoLayers',
  laksa: 'bowl',
  mee_goreng: 'noodles',
  ondeh_ondeh: 'balls',
  otak_otak: 'leafParcel',
  papaya: 'papaya',
  pau: 'bun',
  pineapple: 'pineapple',
  pisang_goreng: 'banana',
  popiah: 'roll',
  pulut_mangga: 'mango',
  putu_ayu: 'dome',
  rambutan: 'rambutan',
  rojak: 'bowl',
  roti_canai: 'flatbread',
  samosa: 'triangle',
  satay: 'skewer',
  teh_tarik: 'mug',
  thosai: 'crepe',
  tom_yam: 'soup',
  vadai: 'ring',
}

/** A drawn outline of a food nobody here has caught yet; its name always stands beside it. */
export function Silhouette({ food, category }: { food: string; category: Category }) {
  return (
    <svg
      class="silhouette"
      viewBox="0 0 64 64"
      width="64"
      height="64"
      aria-hidden="true"
      data-category={category}
    >
      {shapes[byFood[food] ?? byCategory[category]]}
    </svg>
  )
}
