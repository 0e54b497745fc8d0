import { type Phrase, phrase } from '../../src/web/languages/phrase.ts'
import { gap, speak, t } from '../../src/web/languages/words.ts'
import type { ImportModel } from '../dataset-models.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { staticHref } from '../parts/links.ts'
import { Problem } from '../parts/problem.tsx'

const here = '/organiser/dataset/import'

/** Labelled photos from elsewhere, as a zip with an index. */
export function ImportPage({ frame, model }: { frame: Frame; model: ImportModel }) {
  return (
    <Layout frame={frame} title={t`Bring photos in`}>
      <div class="organiser-page">
        <header>
          <h1>{t`Bring photos in`}</h1>
          <Back href="/organiser/dataset" words={t`What it learns from`} />
        </header>
        <ImportPart model={model} />
        <section class="sheet" aria-labelledby="form-title">
          <h2 id="form-title">{t`How the zip has to look`}</h2>
          <p>
            {t`Photos, and one file ${<code>index.tsv</code>} (tabs) or ${<code>index.csv</code>} (commas)
              that says what is on them. Its first line names the columns:`}
          </p>
          <pre class="table-wide">
            <code>{'path\tlabel\tkind\nsatay/one.jpg\tsatay\tfood\ntable.jpg\tnot_food\toutlier'}</code>
          </pre>
          <p>
            {t`${<code>label</code>} is a food’s short name as in its address here, or
              ${<code>other_food</code>} or ${<code>not_food</code>}.`}
            {gap()}
            {t`Columns you may add: ${<code>pack</code>}, ${<code>split</code>} (${<code>train</code>},
              ${<code>calibration</code>}, ${<code>test</code>}), ${<code>group</code>} (photos of one plate),
              ${<code>source</code>}.`}
            {gap()}
            {t`At most ${model.megabytes} MB. A zip saved from another Tangkap looks like this.`}
          </p>
        </section>
      </div>
      <script src={staticHref('import.js', frame.stamp)} type="module" />
    </Layout>
  )
}

const works: Record<'receiving' | 'checking' | 'storing', Phrase> = {
  receiving: phrase`Receiving the zip`,
  checking: phrase`Looking through the zip`,
  storing: phrase`Learning photos`,
}

/** The form, or how far it is; asks for itself again until it is done. */
export function ImportPart({ model }: { model: ImportModel }) {
  const { state } = model
  if (state === 'receiving' || state === 'checking' || state === 'storing') {
    return (
      <section class="sheet" data-import="" hx-get={here} hx-trigger="every 1s" hx-swap="outerHTML">
        <h2>{speak(works[state])} …</h2>
        <p role="status">
          <progress
            aria-label={speak(works[state])}
            {...(model.total > 0 && { max: model.total, value: model.done })}
          />
          {model.total > 0 && ` ${t`${model.done} of ${model.total}`}`}
        </p>
        <p class="small">{t`You may leave this page: it goes on.`}</p>
      </section>
    )
  }
  return (
    <section class="sheet" data-import="">
      <Outcome model={model} />
      <form class="form" method="post" action={here} data-import-form="">
        <label class="field">
          <span>{t`Zip with photos`}</span>
          <input type="file" name="zip" accept=".zip,application/zip" required />
        </label>
        <progress hidden max={1} data-progress="" aria-label={t`Sending`} />
        <p class="problem" role="alert" hidden data-words="" />
        <button class="button" type="submit">
          {t`Send`}
        </button>
        <noscript>
          <p>{t`This form needs JavaScript.`}</p>
        </noscript>
      </form>
    </section>
  )
}

function Outcome({ model }: { model: ImportModel }) {
  if (model.state === 'none') return null
  return (
    <div class="import-outcome" role="status">
      <h2>{model.state === 'done' ? t`Done` : t`Not taken`}</h2>
      <Problem text={model.problem} />
      {model.state === 'done' && <p>{countsWords(model)}</p>}
      {model.unknown.length > 0 && (
        <>
          <p>
            {t`These foods are not here. ${<a href="/organiser/foods">{t`Add them`}</a>}, then send the zip
              again:`}
          </p>
          <ul class="bullets">
            {model.unknown.map(food => (
              <li key={food.label}>
                {food.lines === 1 ? t`${food.label}: 1 photo` : t`${food.label}: ${food.lines} photos`}
              </li>
            ))}
          </ul>
        </>
      )}
      {model.refused.length > 0 && (
        <details class="quiet-details">
          <summary>{t`Refused lines`}</summary>
          <div class="table-wide">
            <table class="dataset-table import-refused">
              <thead>
                <tr>
                  <th scope="col">{t`Line`}</th>
                  <th scope="col">{t`Photo`}</th>
                  <th scope="col">{t`Why`}</th>
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
          {model.more > 0 && <p>{t`And ${model.more} more.`}</p>}
        </details>
      )}
    </div>
  )
}

function countsWords({ stored, same, skipped, ...model }: ImportModel): string {
  const refused = model.refused.length + model.more
  if (skipped === 0) {
    return stored === 1
      ? t`1 photo stored, ${same} there already, ${refused} refused.`
      : t`${stored} photos stored, ${same} there already, ${refused} refused.`
  }
  return stored === 1
    ? t`1 photo stored, ${same} there already, ${refused} refused, ${skipped} of other packs left out.`
    : t`${stored} photos stored, ${same} there already, ${refused} refused, ${skipped} of other packs left out.`
}
