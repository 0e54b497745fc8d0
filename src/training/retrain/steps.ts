import type { Step } from '../../jobs/rules.ts'

/** In the order they are done; shares are about seconds on two cores with a few hundred photos. */
export const steps = [
  { name: 'collect', words: 'Gathering what was settled', share: 0.2 },
  { name: 'embed', words: 'Looking at photos it has not seen', share: 1 },
  { name: 'split', words: 'Deciding which photos teach and which judge', share: 2 },
  { name: 'crops', words: 'Looking closely at new photos', share: 10 },
  { name: 'doubt', words: 'Looking for labels that cannot be right', share: 15 },
  { name: 'fit', words: 'Learning', share: 30 },
  { name: 'gate', words: 'Comparing it with today’s model', share: 8 },
  { name: 'again', words: 'Learning again without foods it cannot tell yet', share: 0.5 },
  { name: 'promote', words: 'Putting it to use', share: 0.5 },
] as const satisfies readonly Step[]
