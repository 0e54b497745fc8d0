import { t } from '../../src/web/languages/words.ts'
import { BackIcon } from './icons.tsx'

/** From an organiser's page to the one it hangs under. */
export function Back({
  href = '/organiser',
  words = t`Organiser’s page`,
}: {
  href?: string
  words?: string
}) {
  return (
    <p>
      <a class="more" href={href}>
        <BackIcon /> {words}
      </a>
    </p>
  )
}
