import type { DatasetPhotosModel, Option } from '../dataset-models.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { count } from '../parts/words.ts'
import { Done } from './dataset-done.tsx'

/** Labelled photos, a page at a time: mark some, then say what they are. */
export function DatasetPhotosPage({ frame, model }: { frame: Frame; model: DatasetPhotosModel }) {
  return (
    <Layout frame={frame} title={`Photos: ${model.title}`}>
      <div class="organiser-page">
        <header>
          <h1>{model.title}</h1>
          <p>{count(model.total, 'labelled photo')} of this event.</p>
          <Back href="/organiser/dataset" words="All counts" />
        </header>
        <Done model={model.done} />
        <Filters model={model} />
        {model.photos.length === 0 ? (
          <p class="sheet">
            No photos here yet. They come from the review page, from food pages and from imports.
          </p>
        ) : (
          <Photos model={model} />
        )}
        {(model.newer || model.older) && (
          <p class="actions">
            {model.newer && (
              <a class="button button-quiet" href={model.newer} rel="prev">
                Newer
              </a>
            )}
            {model.older && (
              <a class="button button-quiet" href={model.older} rel="next">
                Older
              </a>
            )}
          </p>
        )}
        <Back />
      </div>
    </Layout>
  )
}

function Photos({ model }: { model: DatasetPhotosModel }) {
  return (
    <form class="sheet dataset-photos" method="post" action="/organiser/dataset/photos">
      <input type="hidden" name="from" value={model.from} />
      <input type="hidden" name="back" value={model.back} />
      <p class="small">Tap the photos that are wrong, then say what they are.</p>
      <ul class="photos">
        {model.photos.map(photo => (
          <li key={photo.id}>
            <label class="look-alike">
              <input type="checkbox" name="photo" value={photo.id} aria-label={`Mark this ${photo.name}`} />
              <img src={photo.thumbnail} alt={photo.name} width="256" height="256" loading="lazy" />
            </label>
            <span class="small">
              <a href={photo.photo}>{photo.name}</a>
            </span>
            <span class="small">
              {photo.words}, {photo.when}
            </span>
          </li>
        ))}
      </ul>
      <div class="dataset-bar">
        <Choice
          name="to"
          label="They are"
          value=""
          options={[{ id: '', name: 'Choose …' }, ...model.targets]}
        />
        <button class="button" type="submit">
          Move
        </button>
        <details class="quiet-details">
          <summary>Take out</summary>
          <p>Nothing learns from them any more. Photos that players did not send are deleted for good.</p>
          <button class="button button-danger" type="submit" name="out" value="1">
            Take out
          </button>
        </details>
      </div>
    </form>
  )
}

function Filters({ model }: { model: DatasetPhotosModel }) {
  const { filter } = model
  const all = { id: '', name: 'All' }
  return (
    <details class="sheet review-filters" open={Object.values(filter).some(value => value !== '')}>
      <summary>Show only …</summary>
      <form class="form" method="get" action="/organiser/dataset/photos">
        <Choice name="label" label="Food" value={filter.label} options={[all, ...model.labels]} />
        <Choice name="day" label="Day" value={filter.day} options={[all, ...model.days]} />
        <Choice name="source" label="Where from" value={filter.source} options={[all, ...model.sources]} />
        <Choice name="split" label="What for" value={filter.split} options={[all, ...model.splits]} />
        {filter.group && <input type="hidden" name="group" value={filter.group} />}
        <p class="actions">
          <button class="button button-quiet" type="submit">
            Show
          </button>
          <a class="button button-quiet" href="/organiser/dataset/photos">
            Show all
          </a>
        </p>
      </form>
    </details>
  )
}

interface ChoiceProps {
  name: string
  label: string
  value: string
  options: Option[]
}

const Choice = ({ name, label, value, options }: ChoiceProps) => (
  <label class="field">
    <span>{label}</span>
    <select name={name}>
      {options.map(option => (
        <option key={option.id} value={option.id} selected={option.id === value}>
          {option.name}
        </option>
      ))}
    </select>
  </label>
)
