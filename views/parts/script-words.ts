import { t } from '../../src/web/languages/words.ts'

/** What the scripts in static/ say, handed to them with the page. They fill in what stands in braces. */
export const scriptWords = () => ({
  shrinking: t`Getting it ready …`,
  sending: t`Sending …`,
  looking: t`Looking …`,
  waiting: t`Waiting …`,
  offline: t`No connection.`,
  busy: t`Many photos at once.`,
  failed: t`That did not work.`,
  soon: t`Trying again soon (${'{next}'} of ${'{tries}'}) …`,
  later: t`Many at once. Going on soon …`,
  gaveUp: t`It did not get through. Your photo is still here.`,
  lost: t`No connection. Wait a moment, then try again.`,
  anotherNamed: t`Another food: “${'{name}'}”`,
  refused: t`That photo was not taken.`,
  sendAgain: t`No connection. Send it again.`,
  chooseAgain: t`It did not get through. Choose it again.`,
  dropped: t`${'{done}'} of ${'{total}'} photos done.`,
  kept: t`${'{stored}'} kept, ${'{same}'} already there, ${'{refused}'} not taken.`,
  copied: t`Copied.`,
  marked: t`The link is marked: copy it now.`,
  ticked: t`${'{ticked}'} ticked`,
})
