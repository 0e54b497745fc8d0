import { t } from '../../src/web/languages/words.ts'
import type { DatasetPhotosModel } from '../dataset-models.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { Choice } from '../parts/choice.tsx'
import { PageLinks } from '../parts/pages.tsx'
import { listed } from '../parts/words.ts'
import { Done } from './dataset-done.tsx'

/** Labelled photos, a page at a time: mark some, then say what they are. */
export function DatasetPhotosPage({ frame, model }: { frame: Frame; model: DatasetPhotosModel }) {
  return (
    <Layout frame={frame} title={t`Photos: ${model.title}`}>
      <div class="organiser-page">
        <header>
          <h1>{model.title}</h1>
          <p>
            {model.total === 1
              ? t`1 labelled photo of this event.`
              : t`${model.total} labelled photos of this event.`}
          </p>
          <Back href="/organiser/dataset" words={t`All counts`} />
        </header>
        <Done model={model.done} />
        <Filters model={model} />
        {model.photos.length === 0 ? (
          <p class="sheet">
            {t`No photos here yet. They come from the review page, from food pages and from imports.`}
          </p>
        ) : (
          <Photos model={model} />
        )}
        <PageLinks {...model.pages} />
        <Back />
      </div>
    </Layout>
  )
}

function Photos({ model }: { model: DatasetPhotosModel }) {
  return (
    <form class="sheet dataset-photos" method="post" action="/organiser/dataset/photos">
      <input type="hidden" name="back" value={model.back} />
      <p class="small">{t`Tap the photos that are wrong, then say what they are.`}</p>
      <ul class="photos">
        {model.photos.map(photo => (
          <li key={photo.id}>
            <label class="look-alike">
              <input type="checkbox" name="photo" value={photo.id} aria-label={t`Mark this ${photo.name}`} />
              <img src={photo.thumbnail} alt={photo.name} width="256" height="256" loading="lazy" />
            </label>
            <span class="small">
              <a href={photo.photo}>{photo.name}</a>
            </span>
            <span class="small">{listed([photo.from, photo.use, photo.when])}</span>
          </li>
        ))}
      </ul>
      <div class="dataset-bar">
        <Choice
          name="to"
          label={t`They are`}
          value=""
          options={[{ id: '', name: t`Choose …` }, ...model.targets]}
          required
        />
        <button class="button" type="submit">
          {t`Move`}
        </button>
        <details class="quiet-details">
          <summary>{t`Take out`}</summary>
          <p>{t`Nothing learns from them any more. Photos that players did not send are deleted for good.`}</p>
          <button class="button button-danger" type="submit" name="out" value="1" formNoValidate>
            {t`Take out`}
          </button>
        </details>
      </div>
    </form>
  )
}

function Filters({ model }: { model: DatasetPhotosModel }) {
  const { filter } = model
  const all = { id: '', name: t`All` }
  return (
    <details class="sheet review-filters" open={Object.values(filter).some(value => value !== '')}>
      <summary>{t`Show only …`}</summary>
      <form class="form" method="get" action="/organiser/dataset/photos">
        <Choice name="label" label={t`Food`} value={filter.label} options={[all, ...model.labels]} />
        <Choice name="day" label={t`Day`} value={filter.day} options={[all, ...model.days]} />
        <Choice name="source" label={t`Where from`} value={filter.source} options={[all, ...model.sources]} />
        <Choice name="split" label={t`What for`} value={filter.split} options={[all, ...model.splits]} />
        {filter.group && <input type="hidden" name="group" value={filter.group} />}
        <p class="actions">
          <button class="button button-quiet" type="submit">
            {t`Show`}
          </button>
          <a class="button button-quiet" href="/organiser/dataset/photos">
            {t`Show all`}
          </a>
        </p>
      </form>
    </details>
  )
}
