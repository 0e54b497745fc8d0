import { t } from '../../src/web/languages/words.ts'
import type { DatasetModel } from '../dataset-models.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { bytesText } from '../parts/bytes.ts'
import { CheckPart } from './dataset-check.tsx'
import { CountTable, LabelTable } from './dataset-counts.tsx'
import { Done } from './dataset-done.tsx'
import { Doubts } from './dataset-doubts.tsx'
import { FoodList, Needed } from './food-list.tsx'

export { CheckPart } from './dataset-check.tsx'

/** What it learns from, what is missing, and what may be wrong. */
export function DatasetPage({ frame, model }: { frame: Frame; model: DatasetModel }) {
  return (
    <Layout frame={frame} title={t`What it learns from`}>
      <div class="organiser-page dataset">
        <header>
          <h1>{t`What it learns from`}</h1>
          <p>{photosWords(model)}</p>
          <p class="actions">
            <a class="button" href="/organiser/dataset/photos">
              {t`See the photos`}
            </a>
            <a class="button button-quiet" href="/organiser/dataset/import">
              {t`Bring photos in`}
            </a>
            {model.photos > 0 && (
              <a class="button button-quiet" href="/organiser/dataset/export.zip" download>
                {t`Save all as a zip`}
              </a>
            )}
          </p>
        </header>
        <Done model={model.done} />
        <Missing model={model} />
        <Doubts doubts={model.doubts} />
        <CheckPart model={model.check} />
        <section class="sheet" aria-labelledby="counts-title">
          <h2 id="counts-title">{t`Photos of each food`}</h2>
          <LabelTable rows={model.labels} />
        </section>
        <section class="sheet dataset-tables" aria-label={t`Other counts`}>
          <CountTable title={t`What they are for`} rows={model.splits} />
          <div>
            <CountTable title={t`Where they are from`} rows={model.sources} />
            {model.otherSources.places > 0 && <p class="small">{otherSourcesWords(model.otherSources)}</p>}
          </div>
          <Days model={model} />
        </section>
        <Twins model={model} />
        <Back />
      </div>
    </Layout>
  )
}

function photosWords({ photos, bytes, shipped }: DatasetModel): string {
  const size = bytesText(bytes)
  return photos === 1
    ? t`1 labelled photo of this event (${size}), and ${shipped} it came with.`
    : t`${photos} labelled photos of this event (${size}), and ${shipped} it came with.`
}

/** Every place gave a photo at least. */
function otherSourcesWords({ photos, places }: DatasetModel['otherSources']): string {
  if (photos === 1) return t`And 1 photo it came with, from 1 other place.`
  return places === 1
    ? t`And ${photos} photos it came with, from 1 other place.`
    : t`And ${photos} photos it came with, from ${places} other places.`
}

function Missing({ model }: { model: DatasetModel }) {
  if (model.missing.length === 0) return null
  const shown = 6
  const more = model.missing.length - shown
  return (
    <section class="sheet" aria-labelledby="missing-title">
      <h2 id="missing-title">{t`What is missing most`}</h2>
      <Needed most={model.mostNeeded} />
      <FoodList foods={model.missing.slice(0, shown)} />
      {more > 0 && (
        <details class="quiet-details">
          <summary>{more === 1 ? t`1 more food` : t`${more} more foods`}</summary>
          <FoodList foods={model.missing.slice(shown)} />
        </details>
      )}
    </section>
  )
}

function Days({ model }: { model: DatasetModel }) {
  if (model.days.length === 0) return null
  return (
    <table class="dataset-table">
      <caption>{t`When they were labelled`}</caption>
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
      <h2 id="twins-title">{t`Nearly the same photo`}</h2>
      {twins.groups === 0 ? (
        <p>{t`No two photos of this event look alike.`}</p>
      ) : (
        <p>
          {twins.groups === 1
            ? t`${twins.photos} photos in 1 group of look-alikes. Each group counts as one.`
            : t`${twins.photos} photos in ${twins.groups} groups of look-alikes. Each group counts as one.`}
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
