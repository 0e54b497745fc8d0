import { type Phrase, phrase } from '../web/languages/phrase.ts'
import { speak } from '../web/languages/words.ts'

/** Sources the program itself names; all others are free text. */
const ownSources: Record<string, Phrase> = {
  player: phrase`player`,
  organiser: phrase`organiser`,
  import: phrase`import`,
}

/** Where a photo is from, as people read it. */
export const sourceName = (source: string): string =>
  Object.hasOwn(ownSources, source) ? speak(ownSources[source] ?? source) : source
