import type { ComponentChildren } from 'preact'
import type { CheckModel, SuspectModel } from '../dataset-models.ts'
import { count, percent } from '../parts/words.ts'

const here = '/organiser/dataset'

/** Unreadable and mislabelled photos; asks for itself again while they are being looked for. */
export function CheckPart({ model }: { model: CheckModel }) {
  const running = model.state === 'running'
  const again = { 'hx-get': here, 'hx-trigger': 'every 1s', 'hx-swap': 'outerHTML' }
  return (
    <section class="sheet" id="check" aria-labelledby="check-title" {...(running && again)}>
      <h2 id="check-title">What may be wrong</h2>
      {running ? (
        <p role="status">
          <progress
            aria-label="Looking at photos"
            {...(model.total > 0 && { max: model.total, value: model.done })}
          />
          Looking at photo {model.done} of {model.total || '…'}
        </p>
      ) : (
        <form method="post" action={`${here}/check`} class="dataset-check-form">
          <p>
            {model.state === 'failed' && <strong>That did not work; the log says why. </strong>}
            {model.found
              ? `${count(model.found.photos, 'photo')} looked at, ${model.found.when}.`
              : 'Looks at every photo of this event: can it be opened, and does it look like its label?'}
          </p>
          <button class="button button-quiet" type="submit">
            {model.found ? 'Look again' : 'Look for mistakes'}
          </button>
        </form>
      )}
      {model.found && <Found found={model.found} />}
    </section>
  )
}

function Found({ found }: { found: NonNullable<CheckModel['found']> }) {
  const { unreadable, suspects, more } = found
  return (
    <>
      {unreadable.length === 0 && suspects.length === 0 && <p>Nothing looks wrong.</p>}
      {unreadable.length > 0 && (
        <>
          <h3>Cannot be opened</h3>
          <ul class="dataset-list">
            {unreadable.map(photo => (
              <li key={photo.id}>
                <p>
                  <strong>{photo.name}</strong> <span class="small">{photo.why}</span>
                </p>
                <Move id={photo.id} from={photo.from} to="unusable" words="Take out" />
              </li>
            ))}
          </ul>
        </>
      )}
      {suspects.length > 0 && (
        <>
          <h3>Looks like something else</h3>
          <ul class="dataset-list">
            {suspects.map(suspect => (
              <Suspect
                key={suspect.id}
                suspect={suspect}
                why={`${percent(suspect.share)} of the photos most like it say so`}
              />
            ))}
          </ul>
          {more > 0 && <p>And {count(more, 'photo')} more, once these are done.</p>}
        </>
      )}
    </>
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
          alt={`Labelled ${suspect.name}`}
          width="256"
          height="256"
          loading="lazy"
        />
      </a>
      <p>
        Labelled <strong>{suspect.name}</strong>, looks like <strong>{suspect.looksLike}</strong>
        <span class="small">{why}</span>
      </p>
      <div class="dataset-moves">
        {children}
        {suspect.moves.map(move => (
          <Move
            key={move.to}
            id={suspect.id}
            from={suspect.from}
            to={move.to}
            words={`It is: ${move.name}`}
          />
        ))}
        {suspect.deletes ? (
          <details class="quiet-details">
            <summary>
              Delete<span class="vh"> this photo of {suspect.name}</span>
            </summary>
            <p class="small">It is deleted for good.</p>
            <Move id={suspect.id} from={suspect.from} to="unusable" words="Yes, delete" />
          </details>
        ) : (
          <Move id={suspect.id} from={suspect.from} to="unusable" words="Take out" />
        )}
      </div>
    </li>
  )
}

interface MoveProps {
  id: string
  from: string
  to: string
  words: string
}

function Move({ id, from, to, words }: MoveProps) {
  return (
    <form method="post" action={`${here}/photos`}>
      <input type="hidden" name="photo" value={id} />
      <input type="hidden" name="from" value={from} />
      <input type="hidden" name="back" value={here} />
      <button class="button button-quiet button-small" type="submit" name="to" value={to}>
        {words}
      </button>
    </form>
  )
}
