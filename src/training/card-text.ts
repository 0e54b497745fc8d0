import type { ModelCard } from '../classifier/model-card.ts'
import type { Evaluation } from './evaluate.ts'
import { evaluationText } from './evaluation-text.ts'

/** The model card for people: what it was fitted on, how good it is, what it cannot do. */
export function cardText(card: ModelCard, evaluation: Evaluation, experiments: string): string {
  const learning = card.scores.filter(({ claimed }) => !claimed)
  return `# ${card.version}

A head for the ${card.backbone.variant} backbone ${card.backbone.id}. It tells ${card.claimed.length} foods of the pack *${card.pack}* apart, says when it
is not sure, and says when a photo shows none of them. Written by \`tangkap fit\`; card.json says the same for programs.

## What it was fitted on

${card.data.train} training photos, and crops of them, as embeddings (base set ${card.data.baseSet.slice(0, 12)}…); the photos come from public
repositories, named in the base set's index, and are not part of this project. Temperature, rejection, thresholds and the
claimed foods come from ${card.data.calibration} other photos (split *calibration*), because the backbone has seen the training photos. Split
*test* was not used for any of it. Fitted with ${card.data.trainer}, seed ${card.seed}; head.onnx is ${Math.round(card.head.bytes / 1000)} kB, SHA-256 ${card.head.sha256.slice(0, 12)}….

![Loss and scores of each epoch](history.svg)

Training loss falls below the loss on *calibration* because the backbone has seen the training photos.

| setting | value |
|---|---|
${Object.entries(card.settings)
  .map(([key, value]) => `| ${key} | ${value} |`)
  .join('\n')}

## Scores on split *test*

With 95% intervals, as \`tangkap evaluate --split test\` prints them:

\`\`\`
${evaluationText(evaluation)}
\`\`\`

## How it decides

- Temperature ${card.temperature.toFixed(3)}.
- A photo is *unknown* by ${card.rejection.method}: outlier probability of at least ${card.rejection.threshold.toFixed(3)}.
- A food is offered from a probability of ${card.conformal.threshold.toFixed(3)} on (split conformal, coverage ${card.conformal.coverage}); exactly one: *recognised*, else *unsure*.

Ways of rejecting that were compared on *calibration*, by nested grouped cross-validation with the refusal limit
(${100 * Number(card.settings.refusedAtMost)}% of foods, with confidence ${card.settings.refusedConfidence}); of those within one standard error (±, of the
distance to the best) of the best in both AUROC and F-beta, one that needs no bank of training photos is preferred:

| method | AUROC | ± | F-beta(1.5) | ± | refused | accepted | |
|---|---|---|---|---|---|---|---|
${card.candidates
  .map(
    c =>
      `| ${c.method} | ${c.auroc.toFixed(4)} | ${c.aurocError.toFixed(4)} | ${c.fBeta.toFixed(3)} | ${c.fBetaError.toFixed(3)} | ${(100 * c.refused).toFixed(1)}% | ${(100 * c.accepted).toFixed(1)}% | ${c.chosen ? 'used' : ''} |`,
  )
  .join('\n')}

${experiments}
## Foods

| food | training photos | calibration photos | precision | recall | claimed |
|---|---|---|---|---|---|
${card.scores
  .map(
    s =>
      `| ${s.id} | ${s.photos.train} | ${s.photos.calibration} | ${s.precision?.toFixed(2) ?? '-'} | ${s.recall?.toFixed(2) ?? '-'} | ${s.claimed ? 'yes' : 'still learning'}: ${s.reason} |`,
  )
  .join('\n')}

Precision and recall are on *calibration*, among the foods with enough training photos.

## Limits

- ${learning.length} foods are still being learned and never named: ${learning.map(({ id }) => id).join(', ')}. They are classes of the head all
  the same, so that their photos are drawn away from the foods that look like them; most come out unknown, as they should.
- Photos of durian share a grey cloth, those of papaya a supermarket shelf, those of pau, putu_ayu and kuih_bingka a lab plate: part of
  what is learned there is the background. thosai, idli and vadai hold 15 to 20% wrong labels.
- Nearly all outliers that get through are other dishes that look alike. Screens showing food are known mostly from composites.
- It says which dish a photo resembles. It says nothing about ingredients, allergens or whether something is safe to eat.
`
}
