import { type Phrase, phrase } from '../../web/languages/phrase.ts'
import type { Collected } from './collect.ts'
import type { Divided } from './divide.ts'
import type { JudgedCandidate } from './formats.ts'
import type { RetrainOutcome } from './outcome.ts'
import type { Promoted } from './promote.ts'
import type { LeftOutReason } from './split.ts'

/** What a night is said to have come to. */
export const outcomeOf = {
  nothing: (collected: Collected, divided: Divided): RetrainOutcome => ({
    ...about(collected, divided),
    result: 'nothing',
    version: null,
    summary: [phrase`There is nothing to learn from yet.`, ...leftOutWords(divided.leftOut)],
  }),
  same: (collected: Collected, divided: Divided): RetrainOutcome => ({
    ...about(collected, divided),
    result: 'same',
    version: divided.champion,
    summary: [
      phrase`The photos are those of today’s model, so it stays as it is.`,
      ...leftOutWords(divided.leftOut),
    ],
  }),
  judged: (
    promoted: Promoted,
    { model, report }: JudgedCandidate,
    collected: Collected,
    divided: Divided,
  ): RetrainOutcome => ({
    ...about(collected, divided),
    result: promoted === 'promoted' || promoted === 'refused' ? promoted : 'waiting',
    version: model.card.version,
    summary: [...waitingWords[promoted], ...report.summary, ...leftOutWords(divided.leftOut)],
  }),
}

const waitingWords: Record<Promoted, Phrase[]> = {
  promoted: [],
  refused: [],
  pinned: [phrase`Somebody chose to keep today’s model, so this one waits until you use it.`],
  moved: [phrase`Another model took over while it learned, so this one waits until you use it.`],
  served: [phrase`It has answered before and was taken away, so it waits until you use it.`],
}

function about(
  { at, photos }: Collected,
  { examples, leftOut }: Divided,
): Pick<RetrainOutcome, 'collectedAt' | 'photos' | 'used' | 'leftOut'> {
  const of = (use: Divided['examples'][number]['use']) =>
    examples.filter(example => example.use === use).length
  return {
    collectedAt: at,
    photos: photos.length,
    used: { train: of('train'), calibration: of('calibration'), test: of('test') },
    leftOut,
  }
}

const leftOutSentences: Record<LeftOutReason, { one: Phrase; many: (n: number) => Phrase }> = {
  copy: {
    one: phrase`Left out: 1 photo is nearly the same as another, and only one of each counts.`,
    many: n => phrase`Left out: ${n} photos are nearly the same as another, and only one of each counts.`,
  },
  contradictory: {
    one: phrase`Left out: 1 photo has a near-copy under another name.`,
    many: n => phrase`Left out: ${n} photos have near-copies under another name.`,
  },
  judges: {
    one: phrase`Left out: 1 photo looks like a photo that tests the model, so it does not teach it.`,
    many: n => phrase`Left out: ${n} photos look like a photo that tests the model, so they do not teach it.`,
  },
  straddles: {
    one: phrase`Left out: 1 photo is nearly the same as one the model is tested on or learned from.`,
    many: n =>
      phrase`Left out: ${n} photos are nearly the same as one the model is tested on or learned from.`,
  },
  crowd: {
    one: phrase`Left out: 1 photo is of a food its player has sent more of than others have.`,
    many: n => phrase`Left out: ${n} photos are of a food its player has sent more of than others have.`,
  },
  doubtful: {
    one: phrase`Left out: 1 photo looks like something else than its label; look at it again under “What it learns from”.`,
    many: n =>
      phrase`Left out: ${n} photos look like something else than their labels; look at them again under “What it learns from”.`,
  },
  gone: {
    one: phrase`Left out: 1 photo has no file any more that the new camera model could look at.`,
    many: n => phrase`Left out: ${n} photos have no file any more that the new camera model could look at.`,
  },
}

/** A sentence for each reason photos were left out for. */
const leftOutWords = (leftOut: RetrainOutcome['leftOut']): Phrase[] =>
  (Object.keys(leftOutSentences) as LeftOutReason[]).flatMap(reason => {
    const n = leftOut[reason] ?? 0
    const { one, many } = leftOutSentences[reason]
    return n > 0 ? [n === 1 ? one : many(n)] : []
  })
