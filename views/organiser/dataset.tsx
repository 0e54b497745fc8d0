import type { DatasetModel } from '../dataset-models.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { bytesText } from '../parts/bytes.ts'
import { count } from '../parts/words.ts'
import { CheckPart } from './dataset-check.tsx'
import { CountTable, LabelTable } from './dataset-counts.tsx'
import { Done } from './dataset-done.tsx'
import { Doubts } from './dataset-doubts.tsx'

export { CheckPart } from './dataset-check.tsx'

/** What it learns from, what is missing, and what may be wrong. */
export function DatasetPage({ frame, model }: { frame: Frame; model: DatasetModel }) {
  return (
    <Layout frame={frame} title="What it learns from">
      <div class="organiser-page dataset">
        <header>
          <h1>What it learns from</h1>
          <p>
            {count(model.photos, 'labelled photo')} of this event ({bytesText(model.bytes)}), and{' '}
            {model.shipped} it came with.
          </p>
          <p class="actions">
            <a class="button" href="/organiser/dataset/photos">
              See the photos
            </a>
            <a class="button button-quiet" href="/organiser/dataset/import">
              Bring photos in
            </a>
            {model.photos > 0 && (
              <a class="button button-quiet" href="/organiser/dataset/export.zip" download>
                Save all as a zip
              </a>
            )}
          </p>
        </header>
        <Done model={model.done} />
        <Missing model={model} />
        <Doubts doubts={model.doubts} />
        <CheckPart model={model.check} />
        <section class="sheet" aria-labelledby="counts-title">
          <h2 id="counts-title">Photos of each food</h2>
          <LabelTable rows={model.labels} />
        </section>
        <section class="sheet dataset-tables" aria-label="Other counts">
          <CountTable title="What they are for" rows={model.splits} />
          <div>
            <CountTable title="Where they are from" rows={model.sources} />
            {model.otherSources.places > 0 && (
              <p class="small">
                And {count(model.otherSources.photos, 'photo')} it came with, from{' '}
                {count(model.otherSources.places, 'other place')}.
              </p>
            )}
          </div>
          <Days model={model} />
        </section>
        <Twins model={model} />
        <Back />
      </div>
    </Layout>
  )
}

function Missing({ model }: { model: DatasetModel }) {
  const [first, ...rest] = model.missing
  if (!first) return null
  const shown = 6
  return (
    <section class="sheet" aria-labelledby="missing-title">
      <h2 id="missing-title">What is missing most</h2>
      <p>
        A food may be recognised from {first.own} different photos of this event on, or from {first.least}{' '}
        with those the program came with; {first.plenty} are good.
      </p>
      <Foods foods={[first, ...rest.slice(0, shown - 1)]} />
      {model.missing.length > shown && (
        <details class="quiet-details">
          <summary>{count(model.missing.length - shown, 'more food')}</summary>
          <Foods foods={model.missing.slice(shown)} />
        </details>
      )}
    </section>
  )
}

const Foods = ({ foods }: { foods: DatasetModel['missing'] }) => (
  <ul class="learning">
    {foods.map(food => (
      <li key={food.href}>
        <a href={food.href}>{food.name}</a>
        <progress
          max={food.plenty}
          value={food.have}
          aria-label={`${food.name}: ${food.have} of ${food.plenty}`}
        />
        <span class="learning-count">
          {food.have} of {food.have < food.least ? food.least : food.plenty}
        </span>
      </li>
    ))}
  </ul>
)

function Days({ model }: { model: DatasetModel }) {
  if (model.days.length === 0) return null
  return (
    <table class="dataset-table">
      <caption>When they were labelled</caption>
      <tbody>
        {model.days.map(day => (
          <tr key={day.name}>
            <th scope="row">
              <a href={day.href}>{day.name}</a>
            </th>
            <td>{day.photos}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Twins({ model: { twins } }: { model: DatasetModel }) {
  return (
    <section class="sheet" aria-labelledby="twins-title">
      <h2 id="twins-title">Nearly the same photo</h2>
      {twins.groups === 0 ? (
        <p>No two photos of this event look alike.</p>
      ) : (
        <p>
          {count(twins.photos, 'photo')} in {count(twins.groups, 'group')} of look-alikes. Each group counts
          as one.
        </p>
      )}
      <ul class="photos">
        {twins.largest.map(group => (
          <li key={group.href}>
            <a href={group.href}>
              <img src={group.thumbnail} alt={group.name} width="256" height="256" loading="lazy" />
              <span class="small">
                {group.name} × {group.photos}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
