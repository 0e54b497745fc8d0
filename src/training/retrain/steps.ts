import type { Step } from '../../jobs/rules.ts'
import { phrase } from '../../web/languages/phrase.ts'

/** Those of `learn`, and the gate. `round`: see there. */
const attempt = (round: string, learning: Step['words'], times: number): Step[] =>
  [
    { name: 'fit', words: learning, share: 26 },
    { name: 'calibrate', words: phrase`Choosing which foods it may name`, share: 1 },
    { name: 'reject', words: phrase`Choosing what it turns away`, share: 3 },
    { name: 'export', words: phrase`Writing the new model down`, share: 0.1 },
    { name: 'check', words: phrase`Checking that the file answers the same`, share: 0.2 },
    { name: 'gate', words: phrase`Comparing it with today’s model`, share: 8 },
  ].map(({ name, words, share }) => ({ name: name + round, words, share: times * share }))

/** In the order they are done; shares are about seconds on two cores with a few hundred photos. */
export const steps: readonly Step[] = [
  { name: 'collect', words: phrase`Gathering what was settled`, share: 0.2 },
  { name: 'embed', words: phrase`Looking at photos it has not seen`, share: 1 },
  { name: 'split', words: phrase`Deciding which photos teach and which judge`, share: 2 },
  { name: 'crops', words: phrase`Looking closely at new photos`, share: 10 },
  { name: 'doubt', words: phrase`Looking for labels that cannot be right`, share: 15 },
  ...attempt('', phrase`Learning`, 1),
  // Seldom needed.
  ...attempt('-again', phrase`Learning again without foods it cannot tell yet`, 0.01),
  { name: 'promote', words: phrase`Putting it to use`, share: 0.5 },
]
