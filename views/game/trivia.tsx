import { gap, t } from '../../src/web/languages/words.ts'
import type { KnownFoodModel } from '../models.ts'
import { SourceLink } from '../parts/source.tsx'

/** One question; the style sheet shows right and wrong once an answer is picked, so it needs no script. */
export function Trivia({ trivia }: { trivia: KnownFoodModel['trivia'] }) {
  const right = trivia.answers[trivia.correct]
  return (
    <section class="sheet quiz" aria-labelledby="quiz-title">
      <h2 id="quiz-title">{t`Did you know?`}</h2>
      <fieldset>
        <legend>{trivia.question}</legend>
        {trivia.answers.map((answer, i) => (
          <label
            class={i === trivia.correct ? 'quiz-answer quiz-right' : 'quiz-answer quiz-wrong'}
            key={answer}
          >
            <input type="radio" name="quiz" value={i} autocomplete="off" />
            <span>{answer}</span>
          </label>
        ))}
      </fieldset>
      <div class="quiz-result" role="status">
        <p class="quiz-yes">
          <strong>{t`Right!`}</strong>
          {gap()}
          <SourceLink source={trivia.source} />
        </p>
        <p class="quiz-no">
          <strong>{t`Not this one.`}</strong>
          {gap()}
          {t`It is: ${right ?? ''}.`}
          {gap()}
          <SourceLink source={trivia.source} />
        </p>
      </div>
    </section>
  )
}
