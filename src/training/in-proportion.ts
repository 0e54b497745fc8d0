interface Photo {
  readonly kind: 'food' | 'outlier'
  readonly label: string
  readonly crossValidated?: boolean
}

/**
 * The photos without those of cross-validation that a food or kind of outlier has beyond what the others have of a food on
 * average, `least` in any case: a dish that everybody photographs would otherwise decide nearly alone what is refused. First
 * come, first kept.
 */
export function inProportion<T extends Photo>(photos: readonly T[], least: number): readonly T[] {
  const foods = photos.filter(({ kind, crossValidated }) => kind === 'food' && !crossValidated)
  if (foods.length === 0) return photos
  const most = Math.max(least, foods.length / new Set(foods.map(({ label }) => label)).size)
  const counts = new Map<string, number>()
  return photos.filter(({ label, crossValidated }) => {
    if (!crossValidated) return true
    const count = (counts.get(label) ?? 0) + 1
    counts.set(label, count)
    return count <= most
  })
}
