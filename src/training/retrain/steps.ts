import type { Step } from '../../jobs/rules.ts'
import { phrase } from '../../web/languages/phrase.ts'

/** In the order they are done; shares are about seconds on two cores with a few hundred photos. */
export const steps = [
  { name: 'collect', words: phrase`Gathering what was settled`, share: 0.2 },
  { name: 'embed', words: phrase`Looking at photos it has not seen`, share: 1 },
  { name: 'split', words: phrase`Deciding which photos teach and which judge`, share: 2 },
  { name: 'crops', words: phrase`Looking closely at new photos`, share: 10 },
  { name: 'doubt', words: phrase`Looking for labels that cannot be right`, share: 15 },
  { name: 'fit', words: phrase`Learning`, share: 30 },
  { name: 'gate', words: phrase`Comparing it with today’s model`, share: 8 },
  { name: 'again', words: phrase`Learning again without foods it cannot tell yet`, share: 0.5 },
  { name: 'promote', words: phrase`Putting it to use`, share: 0.5 },
] as const satisfies readonly Step[]
