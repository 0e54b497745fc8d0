import type { SourcedText } from '../models.ts'
import { SourceLink } from './source.tsx'

export function Facts({ facts }: { facts: SourcedText[] }) {
  return (
    <ul class="facts">
      {facts.map(fact => (
        <li key={fact.text}>
          {fact.text} <SourceLink source={fact.source} />
        </li>
      ))}
    </ul>
  )
}
