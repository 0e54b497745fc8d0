import { gap, speak, t } from '../../src/web/languages/words.ts'
import { NoPicture } from '../parts/no-picture.tsx'
import { percent } from '../parts/words.ts'
import type { CellModel, JudgedModel, PictureModel } from './report-models.ts'
import { unknown } from './report-words.ts'

/** Twenty predictions beside the truth, and the photos of the cell that was chosen. */
export function Pictures({ judged }: { judged: JudgedModel }) {
  const { cell, predictions, nameOf } = judged
  return (
    <section class="sheet" aria-labelledby="photos">
      {cell && <Cell cell={cell} nameOf={nameOf} />}
      <h2 id={cell ? 'twenty' : 'photos'}>{t`Twenty photos`}</h2>
      <p>
        {t`First those that the two models answer differently, then some by chance. The pack's own photos have no
          picture.`}
      </p>
      <ul class="predictions">
        {predictions.map((picture, i) => (
          <Prediction key={i} picture={picture} nameOf={nameOf} />
        ))}
      </ul>
    </section>
  )
}

type NameOf = JudgedModel['nameOf']

function Cell({ cell, nameOf }: { cell: CellModel; nameOf: NameOf }) {
  const truth = cell.truth === '' ? t`None of the foods` : nameOf(cell.truth)
  const answer = cell.answer === null ? speak(unknown) : nameOf(cell.answer)
  return (
    <>
      <h2 id="photos">{t`${truth}: “${answer}”`}</h2>
      <p>
        {photosOf(cell)}
        {gap()}
        <a href="?#confusion">{t`Back to all`}</a>
      </p>
      {cell.photos.length > 0 && (
        <ul class="predictions">
          {cell.photos.map(picture => (
            <Prediction key={picture.photo} picture={picture} nameOf={nameOf} />
          ))}
        </ul>
      )}
    </>
  )
}

function photosOf({ total, photos: { length: shown } }: CellModel): string {
  if (shown === total) return total === 1 ? t`1 photo.` : t`${total} photos.`
  if (total === 1) return t`1 photo, none with a picture: those that came with Tangkap have none.`
  return shown === 0
    ? t`${total} photos, none with a picture: those that came with Tangkap have none.`
    : t`${total} photos, ${shown} with a picture: those that came with Tangkap have none.`
}

function Prediction({ picture, nameOf }: { picture: PictureModel; nameOf: NameOf }) {
  const truth = nameOf(picture.truth)
  const { right } = picture
  return (
    <li class={right ? 'prediction-right' : 'prediction-wrong'}>
      {picture.photo && picture.thumbnail ? (
        <a href={picture.photo}>
          <img src={picture.thumbnail} alt={truth} width="256" height="256" loading="lazy" />
        </a>
      ) : (
        <NoPicture food={picture.truth} category={picture.category} />
      )}
      <p>
        <strong>{truth}</strong>
        <span>
          <span aria-hidden="true">{right ? '✓ ' : '✗ '}</span>
          <span class="vh">{right ? t`right:` : t`wrong:`} </span>
          {picture.candidate === null
            ? speak(unknown)
            : t`${nameOf(picture.candidate)} (${percent(picture.probability)} sure)`}
        </span>
        {picture.champion !== picture.candidate && (
          <span class="small">
            {t`before: ${picture.champion === null ? unknown : nameOf(picture.champion)}`}
          </span>
        )}
      </p>
    </li>
  )
}
