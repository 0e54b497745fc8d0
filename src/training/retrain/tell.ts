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
    summary: ['There is nothing to learn from yet.', ...leftOutWords(divided.leftOut)],
  }),
  same: (collected: Collected, divided: Divided): RetrainOutcome => ({
    ...about(collected, divided),
    result: 'same',
    version: divided.champion,
    summary: [
      'The photos are those of today’s model, so it stays as it is.',
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

const waitingWords: Record<Promoted, string[]> = {
  promoted: [],
  refused: [],
  pinned: ['Somebody chose to keep today’s model, so this one waits until you use it.'],
  moved: ['Another model took over while it learned, so this one waits until you use it.'],
  served: ['It has answered before and was taken away, so it waits until you use it.'],
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

const words: Record<LeftOutReason, (n: string, one: boolean) => string> = {
  copy: (n, one) => `${n} ${one ? 'is' : 'are'} nearly the same as another, and only one of each counts.`,
  contradictory: (n, one) => `${n} ${one ? 'has a near-copy' : 'have near-copies'} under another name.`,
  judges: (n, one) =>
    `${n} ${one ? 'looks' : 'look'} like a photo that tests the model, so ${one ? 'it does' : 'they do'} not teach it.`,
  straddles: (n, one) =>
    `${n} ${one ? 'is' : 'are'} nearly the same as one the model is tested on or learned from.`,
  crowd: (n, one) => `${n} ${one ? 'is' : 'are'} of a food its player has sent more of than others have.`,
  doubtful: (n, one) =>
    `${n} ${one ? 'looks' : 'look'} like something else than ${one ? 'its label' : 'their labels'}; look at ${one ? 'it' : 'them'} again under “What it learns from”.`,
  gone: (n, one) => `${n} ${one ? 'has' : 'have'} no file any more that the new camera model could look at.`,
}

/** A sentence for each reason photos were left out for. */
const leftOutWords = (leftOut: RetrainOutcome['leftOut']): string[] =>
  (Object.keys(words) as LeftOutReason[]).flatMap(reason => {
    const n = leftOut[reason] ?? 0
    return n > 0 ? [`Left out: ${words[reason](n === 1 ? '1 photo' : `${n} photos`, n === 1)}`] : []
  })
