import { t } from '../../src/web/languages/words.ts'
import type { AnswerModel } from '../models.ts'

/** The photo as a large sticker; *Where it looked* takes its place. */
export function AnswerPhoto({ model, alt }: { model: AnswerModel; alt: string }) {
  return (
    <div class="answer-photo" id="looked">
      {model.again && <p class="saved">{t`You sent this photo before. This is what it was.`}</p>}
      <figure class="sticker sticker-large">
        <img src={model.photo} alt={alt} width={model.width} height={model.height} />
      </figure>
    </div>
  )
}
