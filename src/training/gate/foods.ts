import type { PairedScore } from './bootstrap.ts'
import type { GateInput } from './input.ts'
import { mcnemar, taroneLevel } from './mcnemar.ts'
import { differenceOf } from './numbers.ts'
import type { Pairing } from './pairing.ts'
import type { FoodReport, foodVerdicts } from './report.ts'
import { firstFood } from './scores.ts'

/** Each food the champion claims: its F1s, and whether the candidate is significantly worse or better at it. */
export function judgeFoods(
  { names, limits }: GateInput,
  pairing: Pairing,
  scores: readonly PairedScore[],
): FoodReport[] {
  const changes = pairing.foods.map((_, food) => changedGroups(pairing, food))
  const judged = changes.filter(({ groups }) => groups >= limits.groups)
  const level = taroneLevel(
    judged.map(({ gained, lost }) => gained + lost),
    limits.significance,
  )
  const verdictOf = (food: string, { gained, lost, groups }: Changes): (typeof foodVerdicts)[number] => {
    if (pairing.dropped.has(food)) return 'dropped'
    if (groups < limits.groups) return 'too few'
    if (mcnemar(gained, lost) <= level) return 'worse'
    return mcnemar(lost, gained) <= level ? 'better' : 'same'
  }
  return pairing.foods
    .map((food, i): FoodReport => {
      const changed = changes[i] ?? { photos: 0, groups: 0, gained: 0, lost: 0 }
      return {
        food,
        name: names.get(food)?.en ?? food,
        ...changed,
        ...differenceOf(scores[firstFood + i]),
        p: mcnemar(changed.gained, changed.lost),
        verdict: verdictOf(food, changed),
      }
    })
    .sort((a, b) => (a.difference ?? 0) - (b.difference ?? 0) || a.food.localeCompare(b.food))
}

interface Changes {
  photos: number
  groups: number
  /** Groups in which the candidate answers more photos rightly, and fewer. */
  gained: number
  lost: number
}

/** Right is what people are shown as the answer: a food that is refused is as lost as one that is mistaken. */
function changedGroups({ truth, group, champion, candidate }: Pairing, food: number): Changes {
  const net = new Map<number, number>()
  let photos = 0
  for (const [photo, label] of truth.entries()) {
    if (label !== food) continue
    photos++
    const key = group[photo] ?? -1
    net.set(key, (net.get(key) ?? 0) + (candidate.right[photo] ?? 0) - (champion.right[photo] ?? 0))
  }
  const balances = [...net.values()]
  return {
    photos,
    groups: net.size,
    gained: balances.filter(balance => balance > 0).length,
    lost: balances.filter(balance => balance < 0).length,
  }
}
