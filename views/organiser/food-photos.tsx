import { gap, t } from '../../src/web/languages/words.ts'
import type { DroppedPhoto, FoodPhotosModel, FoodProgress } from '../food-models.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { ArrowIcon } from '../parts/icons.tsx'
import { foodHref, organiserFoodHref, staticHref } from '../parts/links.ts'
import { Problem } from '../parts/problem.tsx'
import { listed } from '../parts/words.ts'
import { leftWords } from './dataset-done.tsx'
import { FoodForm } from './food-form.tsx'

/** One food: drop photos of it, see those it has, take wrong ones out. */
export function FoodPhotosPage({ frame, model }: { frame: Frame; model: FoodPhotosModel }) {
  const { food } = model
  return (
    <Layout frame={frame} title={t`Photos of ${food.name}`}>
      <div class="organiser-page">
        <header>
          <h1>{food.name}</h1>
          <p>
            <a class="more" href={foodHref(food.id)}>
              {t`As players see it`} <ArrowIcon />
            </a>
          </p>
        </header>
        <DropForm model={model} />
        <Gathered model={model} />
        {model.form && (
          <details class="sheet" id="words" open={model.saved || model.form.problem !== null}>
            <summary>{t`Names and words`}</summary>
            {model.saved && (
              <p class="saved" role="status">
                {t`Saved.`}
              </p>
            )}
            <FoodForm model={model.form} button={t`Save`} />
          </details>
        )}
        <Back href="/organiser/foods" words={t`All foods`} />
      </div>
      <script src={staticHref('drop.js', frame.stamp)} type="module" />
    </Layout>
  )
}

/** Without a script one form with many files; with one every photo goes out on its own, smaller. */
function DropForm({ model }: { model: FoodPhotosModel }) {
  const { food, dropped } = model
  const refused = dropped.filter(photo => photo.outcome === 'refused')
  const kept = dropped.filter(photo => photo.outcome !== 'refused')
  return (
    <section class="sheet" aria-labelledby="drop-title">
      <h2 id="drop-title">{t`Add photos`}</h2>
      <p>
        {t`10 to 30 are good: different plates, different light, one dish a photo. Every one teaches the camera
          that this is ${food.name}.`}
      </p>
      <Problem text={model.problem} />
      <form
        class="drop"
        method="post"
        action={`${organiserFoodHref(food.id)}/photos`}
        enctype="multipart/form-data"
        data-drop=""
      >
        <label class="button">
          <span>{t`Choose photos`}</span>
          <input class="vh" type="file" name="photo" accept={model.accept} multiple required />
        </label>
        <p class="drop-hint small" hidden data-drop-hint="">
          {t`or drop them here`}
        </p>
        <button class="button button-quiet drop-send" type="submit">
          {t`Send`}
        </button>
      </form>
      <p class="small" role="status" data-drop-status="">
        {dropped.length > 0 && summary(dropped)}
      </p>
      <ul class="dropped" data-dropped="">
        {refused.map((photo, i) => (
          <Dropped key={i} photo={photo} />
        ))}
      </ul>
      {/* What went well need not be read line by line. */}
      <details class="quiet-details" hidden={kept.length === 0} data-dropped-kept="">
        <summary>{t`Kept, or there already`}</summary>
        <ul class="dropped">
          {kept.map((photo, i) => (
            <Dropped key={i} photo={photo} />
          ))}
        </ul>
      </details>
    </section>
  )
}

/** "8 kept, 1 already there, 1 not taken" */
function summary(dropped: readonly DroppedPhoto[]): string {
  const of = (outcome: DroppedPhoto['outcome']) => dropped.filter(photo => photo.outcome === outcome).length
  return t`${of('stored')} kept, ${of('same')} already there, ${of('refused')} not taken.`
}

function Dropped({ photo }: { photo: DroppedPhoto }) {
  return (
    <li class="dropped-line" data-outcome={photo.outcome}>
      {photo.thumbnail ? (
        <img src={photo.thumbnail} alt="" width="256" height="256" />
      ) : (
        <span class="dropped-none" aria-hidden="true">
          ×
        </span>
      )}
      <span>
        <span class="dropped-file">{photo.file}</span>
        <span class="dropped-words">{photo.words}</span>
      </span>
    </li>
  )
}

/** What a script is answered: the lines alone. */
export const DroppedPart = ({ dropped }: { dropped: DroppedPhoto[] }) => (
  <ul>
    {dropped.map((photo, i) => (
      <Dropped key={i} photo={photo} />
    ))}
  </ul>
)

/** The photos that were added, and what is still missing. */
export function Gathered({ model }: { model: FoodPhotosModel }) {
  const { food, examples } = model
  return (
    <section class="sheet" id="gathered" aria-labelledby="gathered-title">
      <h2 id="gathered-title">{t`What it has`}</h2>
      {model.left && <p role="status">{leftWords(1)}</p>}
      <p>
        <strong>{missingWords(food)}</strong>
      </p>
      {food.learning && (
        <progress max={food.needed} value={food.photos} aria-label={t`Photos of ${food.name}`} />
      )}
      {isEnough(food) && <ToLearn training={model.training} />}
      {examples.length > 0 ? (
        <>
          <p class="small">
            {model.total === 1
              ? t`1 photo added here, newest first. Near-copies count once.`
              : t`${model.total} photos added here, newest first. Near-copies count once.`}
            {model.examples.some(({ nearDuplicate, counted }) => !nearDuplicate && !counted) && (
              <>
                {gap()}
                {t`What does not count adjusts or judges the model, looks almost like a photo that does, or is in doubt.`}
              </>
            )}
          </p>
          <ul class="photos">
            {examples.map((example, i) => (
              <li key={example.id}>
                <Example example={example} food={food} name={t`photo ${i + 1}`} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t`No photo was added here yet.`}</p>
      )}
      {model.removable && <Remove food={food} />}
      {food.added && !model.removable && (
        <p class="small">
          {t`${food.name} can only be removed while it has no photos and nobody has caught or named it.`}
        </p>
      )}
    </section>
  )
}

interface ExampleProps {
  example: FoodPhotosModel['examples'][number]
  food: FoodProgress
  /** Tells it from the others where it cannot be seen. */
  name: string
}

function Example({ example, food, name }: ExampleProps) {
  const action = `/organiser/examples/${example.id}/take-out`
  return (
    <>
      <a class="sticker" href={example.photo}>
        <img
          src={example.thumbnail}
          alt={listed([food.name, name, example.when])}
          width="256"
          height="256"
          loading="lazy"
        />
      </a>
      {example.nearDuplicate ? (
        <span class="small">{t`Near-copy of another`}</span>
      ) : (
        !example.counted && <span class="small">{t`Does not count`}</span>
      )}
      <details class="quiet-details">
        <summary>{t`Take out${<span class="vh"> {name}</span>}`}</summary>
        <form method="post" action={action} hx-post={action} hx-target="#gathered" hx-swap="outerHTML">
          <p class="small">{t`It is deleted for good.`}</p>
          <button class="button button-danger button-small" type="submit">
            {t`Delete${<span class="vh"> {name}</span>}`}
          </button>
        </form>
      </details>
    </>
  )
}

const isEnough = ({ learning, short, photos, needed }: FoodProgress): boolean =>
  learning && !short && photos >= needed

/** When it goes on by itself, and how to be quicker. */
function ToLearn({ training: { next, minimum, running } }: Pick<FoodPhotosModel, 'training'>) {
  if (running !== null) {
    return (
      <p>
        <a class="more" href="/organiser/training">
          {t`It is learning: ${running}%.`}
          {gap()}
          <ArrowIcon />
        </a>
      </p>
    )
  }
  return (
    <form class="to-learn" method="post" action="/organiser/training/start">
      <p>
        {next === null
          ? t`It learns only when you say so.`
          : t`It learns by itself ${next}, if at least ${minimum} new photos wait.`}
      </p>
      <button class="button" type="submit">
        {t`Learn now`}
      </button>
    </form>
  )
}

/** What is still missing, and when it is learned. */
function missingWords({ name, photos, needed, learning, short }: FoodProgress): string {
  if (!learning && photos < needed)
    return t`The camera knows ${name} from ${photos} different photos. With ${needed - photos} more it knows it better.`
  if (!learning) return t`The camera knows ${name}. Photos added here make it better at the next training.`
  if (short) {
    return photos === 1
      ? t`1 different photo, and at the last training too many were still mistaken. Add more, as different as you can.`
      : t`${photos} different photos, and at the last training too many were still mistaken. Add more, as different as you can.`
  }
  if (photos >= needed) {
    return t`${photos} different photos: enough. ${name} is learned at the next training, and named once it passes its test.`
  }
  return t`${photos} of ${needed} different photos. With ${needed - photos} more, ${name} is learned at the next training.`
}

function Remove({ food }: { food: FoodProgress }) {
  return (
    <details class="quiet-details">
      <summary>{t`Remove this food`}</summary>
      <form method="post" action={`${organiserFoodHref(food.id)}/remove`}>
        <p>{t`Nobody has caught ${food.name} and it has no photos, so nothing is lost.`}</p>
        <button class="button button-danger" type="submit">
          {t`Remove ${food.name}`}
        </button>
      </form>
    </details>
  )
}
