import type { Category } from '../../src/packs/schema.ts'
import { GalleryIcon } from './icons.tsx'
import { Silhouette } from './silhouettes.tsx'

interface NoPictureProps {
  food: string
  /** Null: none of the album's foods. */
  category: Category | null
}

/** Stands where a photo would; what it shows stands beside it in words. */
export const NoPicture = ({ food, category }: NoPictureProps) => (
  <span class="no-picture" data-category={category} aria-hidden="true">
    {category ? <Silhouette food={food} category={category} /> : <GalleryIcon />}
  </span>
)
