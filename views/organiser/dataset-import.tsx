import type { ImportModel } from '../dataset-models.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { staticHref } from '../parts/links.ts'
import { Problem } from '../parts/problem.tsx'
import { count } from '../parts/words.ts'

const here = '/organiser/dataset/import'

/** Labelled photos from elsewhere, as a zip with an index. */
export function ImportPage({ frame, model }: { frame: Frame; model: ImportModel }) {
  return (
    <Layout frame={frame} title="Bring photos in">
      <div class="organiser-page">
        <header>
          <h1>Bring photos in</h1>
          <Back href="/organiser/dataset" words="What it learns from" />
        </header>
        <ImportPart model={model} />
        <section class="sheet" aria-labelledby="form-title">
          <h2 id="form-title">How the zip has to look</h2>
          <p>
            Photos, and one file <code>index.tsv</code> (tabs) or <code>index.csv</code> (commas) that says
            what is on them. Its first line names the columns:
          </p>
          <pre class="table-wide">
            {'path\tlabel\tkind\nsatay/one.jpg\tsatay\tfood\ntable.jpg\tnot_food\toutlier'}
          </pre>
          <p>
            <em>label</em> is a food’s short name as in its address here, or <code>other_food</code> or{' '}
            <code>not_food</code>. Columns you may add: pack, split (train, calibration, test), group (photos
            of one plate), source. At most {model.megabytes} MB. A zip saved from another Tangkap looks like
            this.
          </p>
        </section>
      </div>
      <script src={staticHref('import.js', frame.stamp)} type="module" />
    </Layout>
  )
}

const works = {
  receiving: 'Receiving the zip',
  checking: 'Looking through the zip',
  storing: 'Learning photos',
}

/** The form, or how far it is; asks for itself again until it is done. */
export function ImportPart({ model }: { model: ImportModel }) {
  const { state } = model
  if (state === 'receiving' || state === 'checking' || state === 'storing') {
    return (
      <section class="sheet" data-import="" hx-get={here} hx-trigger="every 1s" hx-swap="outerHTML">
        <h2>{works[state]} …</h2>
        <p role="status">
          <progress
            aria-label={works[state]}
            {...(model.total > 0 && { max: model.total, value: model.done })}
          />
          {model.total > 0 && ` ${model.done} of ${model.total}`}
        </p>
        <p class="small">You may leave this page: it goes on.</p>
      </section>
    )
  }
  return (
    <section class="sheet" data-import="">
      <Outcome model={model} />
      <form class="form" method="post" action={here} data-import-form="">
        <label class="field">
          <span>Zip with photos</span>
          <input type="file" name="zip" accept=".zip,application/zip" required />
        </label>
        <progress hidden max={1} data-progress="" aria-label="Sending" />
        <p class="problem" role="alert" hidden data-words="" />
        <button class="button" type="submit">
          Send
        </button>
        <noscript>
          <p>This form needs JavaScript.</p>
        </noscript>
      </form>
    </section>
  )
}

function Outcome({ model }: { model: ImportModel }) {
  if (model.state === 'none') return null
  return (
    <div class="import-outcome" role="status">
      <h2>{model.state === 'done' ? 'Done' : 'Not taken'}</h2>
      <Problem text={model.problem} />
      {model.state === 'done' && (
        <p>
          {count(model.stored, 'photo')} stored, {model.same} there already,{' '}
          {model.refused.length + model.more} refused
          {model.skipped > 0 && `, ${model.skipped} of other packs left out`}.
        </p>
      )}
      {model.unknown.length > 0 && (
        <>
          <p>
            These foods are not here. <a href="/organiser/foods">Add them</a>, then send the zip again:
          </p>
          <ul class="bullets">
            {model.unknown.map(food => (
              <li key={food.label}>
                {food.label}: {count(food.lines, 'photo')}
              </li>
            ))}
          </ul>
        </>
      )}
      {model.refused.length > 0 && (
        <details class="quiet-details">
          <summary>Refused lines</summary>
          <div class="table-wide">
            <table class="dataset-table import-refused">
              <thead>
                <tr>
                  <th scope="col">Line</th>
                  <th scope="col">Photo</th>
                  <th scope="col">Why</th>
                </tr>
              </thead>
              <tbody>
                {model.refused.map(line => (
                  <tr key={line.line}>
                    <td>{line.line}</td>
                    <td>{line.path}</td>
                    <td>{line.why}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {model.more > 0 && <p>And {model.more} more.</p>}
        </details>
      )}
    </div>
  )
}
