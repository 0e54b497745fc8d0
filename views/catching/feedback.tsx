import type { ComponentChildren } from 'preact'
import { type Phrase, phrase } from '../../src/web/languages/phrase.ts'
import { speak, t } from '../../src/web/languages/words.ts'
import type { AnswerModel } from '../models.ts'
import { catchHref } from '../parts/links.ts'
import { ClaimForm } from './claim-form.tsx'

const said: Record<'yes' | 'no' | 'not_food', Phrase> = {
  yes: phrase`You said it is right. Thanks!`,
  no: phrase`You said it is wrong. Thanks! Do you know what it is?`,
  not_food: phrase`You said it is not food. Thanks for telling us!`,
}

/** *Yes*, *No*, *It is really …* under a food the album counts. */
export function Feedback({ model }: { model: AnswerModel }) {
  // The food's name and who checked it stand above.
  if (model.decidedBy === 'reviewer') return null
  if (model.reviewed !== null || (!model.maySay && model.said === null)) return <Reviewed model={model} />
  return (
    <section class="sheet say" aria-labelledby="say-title">
      <h2 id="say-title">{t`Is it right?`}</h2>
      <Said model={model} />
      {model.maySay && (
        <>
          <SayForm model={model}>
            <button
              class={model.said === 'yes' ? 'button button-go' : 'button button-quiet'}
              type="submit"
              name="answer"
              value="yes"
              aria-pressed={model.said === 'yes'}
            >
              {t`Yes`}
            </button>
            <button
              class={model.said === 'no' ? 'button button-go' : 'button button-quiet'}
              type="submit"
              name="answer"
              value="no"
              aria-pressed={model.said === 'no'}
            >
              {t`No`}
            </button>
          </SayForm>
          <details class="wrong" open={model.said === 'no' || model.problem !== null}>
            <summary>{isNamed(model.said) ? t`Say something else` : t`It is really …`}</summary>
            <ReallyForms model={model} label={t`What is it really?`} />
          </details>
        </>
      )}
    </section>
  )
}

/** A food to pick, a word to write, or *not food*. */
export function ReallyForms({ model, label }: { model: AnswerModel; label: string }) {
  return (
    <>
      <ClaimForm model={model} label={label} />
      <SayForm model={model}>
        <button class="button button-quiet" type="submit" name="answer" value="not_food">
          {t`It is not food`}
        </button>
      </SayForm>
    </>
  )
}

/** What a reviewer found, kindly. */
export function Reviewed({ model }: { model: AnswerModel }) {
  if (model.reviewed === null) return null
  return (
    <p class="sheet reviewed" role="status">
      {model.reviewed}
    </p>
  )
}

export function Said({ model }: { model: AnswerModel }) {
  if (model.said === null) return null
  return (
    <p class="said" role="status">
      {isNamed(model.said)
        ? t`Thanks for telling us that it is really ${<strong>{claimedName(model)}</strong>}.
            The organiser will look at your photo.`
        : speak(said[model.said])}
    </p>
  )
}

/** The player said which food it is, or that it is another. */
const isNamed = (answer: AnswerModel['said']): answer is 'food' | 'other' =>
  answer === 'food' || answer === 'other'

/** What the player said it is, in words. */
const claimedName = ({ claim, options }: AnswerModel): string =>
  options.find(option => option.id === claim?.food)?.name ?? claim?.note ?? t`another food`

function SayForm({ model, children }: { model: AnswerModel; children: ComponentChildren }) {
  const action = `${catchHref(model.catchId)}/feedback`
  return (
    <form
      class="actions say-form"
      method="post"
      action={action}
      hx-post={action}
      hx-target="#main"
      hx-swap="innerHTML"
      hx-disable="findAll button"
    >
      {children}
    </form>
  )
}
