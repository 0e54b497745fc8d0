import type { ComponentChildren } from 'preact'
import { gap, speak, t } from '../../src/web/languages/words.ts'
import type { CheckModel, SuspectModel } from '../dataset-models.ts'
import { wordsLanguage } from '../models/report-words.ts'
import { listed, percent } from '../parts/words.ts'

const here = '/organiser/dataset'

/** Unreadable and mislabelled photos; asks for itself again while they are being looked for. */
export function CheckPart({ model }: { model: CheckModel }) {
  const running = model.state === 'running'
  const again = { 'hx-get': here, 'hx-trigger': 'every 1s', 'hx-swap': 'outerHTML' }
  return (
    <section class="sheet" id="check" aria-labelledby="check-title" {...(running && again)}>
      <h2 id="check-title">{t`What may be wrong`}</h2>
      {running ? (
        <p role="status">
          <progress
            aria-label={t`Looking at photos`}
            {...(model.total > 0 && { max: model.total, value: model.done })}
          />
          {model.total > 0 ? t`Looking at photo ${model.done} of ${model.total}` : t`Getting ready …`}
        </p>
      ) : (
        <form method="post" action={`${here}/check`} class="dataset-check-form">
          <p>
            {model.state === 'failed' && (
              <>
                <strong>{t`That did not work; the log says why.`}</strong>
                {gap()}
              </>
            )}
            {model.found
              ? lookedAt(model.found)
              : t`Looks at every photo of this event: can it be opened, and does it look like its label?`}
          </p>
          <button class="button button-quiet" type="submit">
            {model.found ? t`Look again` : t`Look for mistakes`}
          </button>
        </form>
      )}
      {model.found && <Found found={model.found} />}
    </section>
  )
}

type FoundModel = NonNullable<CheckModel['found']>

const lookedAt = ({ photos, when }: FoundModel): string =>
  photos === 1 ? t`1 photo looked at, ${when}.` : t`${photos} photos looked at, ${when}.`

function Found({ found }: { found: FoundModel }) {
  const { unreadable, suspects, more, unjudged } = found
  return (
    <>
      {unjudged.length > 0 && (
        <p class="small">
          {t`The camera does not know these dishes yet, so it cannot tell whether their labels are right: ${listed(unjudged)}.`}
        </p>
      )}
      {unreadable.length === 0 && suspects.length === 0 && <p>{t`Nothing looks wrong.`}</p>}
      {unreadable.length > 0 && (
        <>
          <h3>{t`Cannot be opened`}</h3>
          <ul class="dataset-list">
            {unreadable.map(photo => (
              <li key={photo.id}>
                <p>
                  <strong>{photo.name}</strong>{' '}
                  <span class="small" lang={wordsLanguage(photo.why)}>
                    {speak(photo.why)}
                  </span>
                </p>
                <Move id={photo.id} to="unusable" words={t`Take out`} />
              </li>
            ))}
          </ul>
        </>
      )}
      {suspects.length > 0 && (
        <>
          <h3>{t`Looks like something else`}</h3>
          <ul class="dataset-list">
            {suspects.map(suspect => (
              <Suspect
                key={suspect.id}
                suspect={suspect}
                why={t`${percent(suspect.share)} of the photos most like it say so`}
              />
            ))}
          </ul>
          <MoreLater more={more} />
        </>
      )}
    </>
  )
}

/** How many photos are not shown yet. */
export function MoreLater({ more }: { more: number }) {
  if (more === 0) return null
  return (
    <p>
      {more === 1
        ? t`And 1 photo more, once these are done.`
        : t`And ${more} photos more, once these are done.`}
    </p>
  )
}

interface SuspectProps {
  suspect: SuspectModel
  /** What says so. */
  why: string
  /** More that can be done about it. */
  children?: ComponentChildren
}

/** A photo that looks like something else than its label. */
export function Suspect({ suspect, why, children }: SuspectProps) {
  return (
    <li>
      <a href={suspect.photo}>
        <img
          src={suspect.thumbnail}
          alt={t`Labelled ${suspect.name}`}
          width="256"
          height="256"
          loading="lazy"
        />
      </a>
      <p>
        {t`Labelled ${<strong>{suspect.name}</strong>}, looks like ${<strong>{suspect.looksLike}</strong>}`}
        <span class="small">{why}</span>
      </p>
      <div class="dataset-moves">
        {children}
        {suspect.moves.map(move => (
          <Move key={move.to} id={suspect.id} to={move.to} words={t`It is: ${move.name}`} />
        ))}
        {suspect.deletes ? (
          <details class="quiet-details">
            <summary>{t`Delete${<span class="vh"> {t`this photo of ${suspect.name}`}</span>}`}</summary>
            <p class="small">{t`It is deleted for good.`}</p>
            <Move id={suspect.id} to="unusable" words={t`Yes, delete`} />
          </details>
        ) : (
          <Move id={suspect.id} to="unusable" words={t`Take out`} />
        )}
      </div>
    </li>
  )
}

interface MoveProps {
  id: string
  to: string
  words: string
}

function Move({ id, to, words }: MoveProps) {
  return (
    <form method="post" action={`${here}/photos`}>
      <input type="hidden" name="photo" value={id} />
      <input type="hidden" name="back" value={here} />
      <button class="button button-quiet button-small" type="submit" name="to" value={to}>
        {words}
      </button>
    </form>
  )
}
