import { gap, t } from '../../src/web/languages/words.ts'
import type { BadgeModel } from '../models.ts'
import { CameraIcon, StarIcon } from '../parts/icons.tsx'
import { Silhouette } from '../parts/silhouettes.tsx'
import { listed } from '../parts/words.ts'

/** A badge as a scalloped stall seal: bright when earned, a dashed place for it before. */
export function Badge({ badge }: { badge: BadgeModel }) {
  return (
    <li class={badge.earned ? 'badge badge-earned' : 'badge'}>
      <Seal badge={badge} />
      <div class="badge-words">
        <h3>{badge.name}</h3>
        <p>{badge.description}</p>
        {badge.earned ? (
          <p class="badge-done">{t`Earned`}</p>
        ) : (
          <>
            <p class="badge-count">
              <progress max={badge.need} value={badge.have} aria-label={t`${badge.name}: how far you are`} />
              <span>{t`${badge.have} of ${badge.need}`}</span>
            </p>
            <StillLearning badge={badge} />
          </>
        )}
      </div>
    </li>
  )
}

/** A badge must not look out of reach when some of its foods are not known yet: say how to get there. */
function StillLearning({ badge }: { badge: BadgeModel }) {
  if (badge.learning.length === 0) return null
  return (
    <p class="badge-learning">
      {whatIsLearning(badge.learning)}
      {gap()}
      {t`Catch one, tell us its name, and it counts once it is checked.`}
    </p>
  )
}

const mostNamed = 3

function whatIsLearning(names: string[]): string {
  const some = listed(names.slice(0, mostNamed))
  const more = names.length - mostNamed
  if (more > 0) return t`${names.length} foods are still learning: ${some} and ${more} more.`
  return names.length === 1
    ? t`1 food is still learning: ${some}.`
    : t`${names.length} foods are still learning: ${some}.`
}

export function Seal({ badge }: { badge: Pick<BadgeModel, 'id' | 'earned'> }) {
  return (
    <span class={badge.earned ? 'seal seal-earned' : 'seal'}>
      <svg class="seal-edge" viewBox="0 0 80 80" aria-hidden="true">
        {Array.from({ length: 14 }, (_, i) => {
          const turn = (i / 14) * 2 * Math.PI
          const x = 40 + 31 * Math.cos(turn)
          const y = 40 + 31 * Math.sin(turn)
          return <circle key={i} cx={x.toFixed(1)} cy={y.toFixed(1)} r="8" />
        })}
        <circle cx="40" cy="40" r="31" />
        <circle class="seal-ring" cx="40" cy="40" r="27" />
      </svg>
      <SealPicture id={badge.id} />
    </span>
  )
}

function SealPicture({ id }: { id: string }) {
  if (/first/.test(id)) return <CameraIcon />
  if (/drink/.test(id)) return <Silhouette food="" category="drink" />
  if (/dessert/.test(id)) return <Silhouette food="" category="dessert" />
  if (/fruit/.test(id)) return <Silhouette food="" category="fruit" />
  if (/snack/.test(id)) return <Silhouette food="" category="snack" />
  if (/staple|meal/.test(id)) return <Silhouette food="" category="staple" />
  return <StarIcon />
}

export function BadgeList({ badges }: { badges: BadgeModel[] }) {
  return (
    <ul class="badges">
      {badges.map(badge => (
        <Badge key={badge.id} badge={badge} />
      ))}
    </ul>
  )
}
