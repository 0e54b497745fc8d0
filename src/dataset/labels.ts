import type { Decision } from '../feedback/review/decisions.ts'
import type { Kind } from '../training/photo-index.ts'

export interface Label {
  /** A food's id, or the kind of an outlier. */
  label: string
  kind: Kind
}

/** What a reviewer's decision teaches; null where it teaches nothing. */
export function labelOf(decision: Decision): Label | null {
  switch (decision.kind) {
    case 'food':
      return { label: decision.food, kind: 'food' }
    case 'other_food':
    case 'not_food':
      return { label: decision.kind, kind: 'outlier' }
    case 'unusable':
    case 'hidden':
      return null
    default:
      return decision satisfies never
  }
}
