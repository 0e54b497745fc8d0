import { gap, speak, t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { ArrowIcon } from '../parts/icons.tsx'
import { Problem } from '../parts/problem.tsx'
import { wordsLanguage } from './report-words.ts'
import type { LastTrainingModel, RunningModel, TrainingModel } from './training-models.ts'

const here = '/organiser/training'

/** The panel on a page of its own: for who reads it without a script. */
export function TrainingPage({ frame, model }: { frame: Frame; model: TrainingModel }) {
  return (
    <Layout frame={frame} title={t`Training`}>
      <div class="organiser-page">
        <header>
          <h1>{t`Training`}</h1>
          <Back href="/organiser/models" words={t`Models`} />
        </header>
        <TrainingPanel model={model} />
        <Back />
      </div>
    </Layout>
  )
}

/** What waits to be learned, how far it is, and what came of it; asks for itself again while it runs. */
export function TrainingPanel({ model }: { model: TrainingModel }) {
  const { running, last, waiting, next, schedule } = model
  const again = { 'hx-get': here, 'hx-trigger': 'every 1s', 'hx-swap': 'outerHTML' }
  return (
    <section class="sheet training" id="training" aria-labelledby="training-title" {...(running && again)}>
      <h2 id="training-title">{running ? t`It is learning` : t`Learning`}</h2>
      <Problem text={model.problem} />
      {running ? (
        <Running running={running} />
      ) : (
        <>
          <p>
            {waiting === 1
              ? t`${<strong>{t`1 newly settled photo`}</strong>} waits to be learned from.`
              : t`${<strong>{t`${waiting} newly settled photos`}</strong>} wait to be learned from.`}
            {gap()}
            {next === null
              ? t`It learns only when you say so.`
              : t`It looks again ${next}, and learns if there are at least ${schedule.minimum}.`}
          </p>
          <form method="post" action={`${here}/start`}>
            <button class="button" type="submit">
              {t`Learn now`}
            </button>
          </form>
        </>
      )}
      {last && !running && <Last last={last} />}
      {/* Not while the panel is renewed every second: what is being typed would be lost. */}
      {!running && <ScheduleForm model={model} />}
    </section>
  )
}

function Running({ running: { words, percent, left, mayCancel } }: { running: RunningModel }) {
  return (
    <>
      <p role="status">
        <progress max={100} value={percent} aria-label={t`How far it is`} />
        <span>{left === null ? t`${words}: ${percent}%` : t`${words}: ${percent}%, about ${left} left`}</span>
      </p>
      <p class="small">
        {t`You may leave this page, and players can go on playing.`}
        <noscript>
          {' '}
          <a href={here}>{t`Look again`}</a>
        </noscript>
      </p>
      {mayCancel && (
        <form method="post" action={`${here}/cancel`}>
          <button class="button button-quiet" type="submit">
            {t`Stop it`}
          </button>
        </form>
      )}
    </>
  )
}

function Last({ last }: { last: LastTrainingModel }) {
  return (
    <div class={last.good ? 'training-last training-good' : 'training-last'}>
      <h3>{last.title}</h3>
      <p class="small">{last.when}</p>
      {last.sentences.length > 0 && (
        <ul class="bullets">
          {last.sentences.map(sentence => (
            <li key={speak(sentence)} lang={wordsLanguage(sentence)}>
              {speak(sentence)}
            </li>
          ))}
        </ul>
      )}
      {last.doubts && (
        <p>
          <a class="more" href="/organiser/dataset#doubts">
            {t`Look at the doubtful photos`} <ArrowIcon />
          </a>
        </p>
      )}
      {last.version && (
        <p>
          <a class="more" href={`/organiser/models/${last.version}`}>
            {t`Everything about it`} <ArrowIcon />
          </a>
        </p>
      )}
    </div>
  )
}

function ScheduleForm({ model: { typed, timeZone, problem } }: { model: TrainingModel }) {
  return (
    <details class="quiet-details" open={problem !== null}>
      <summary>{t`When it learns by itself`}</summary>
      <form class="form" method="post" action={`${here}/schedule`}>
        <label class="training-check">
          <input type="checkbox" name="on" value="yes" checked={typed.on} />
          <span>{t`Every night`}</span>
        </label>
        <label class="field">
          <span>
            {t`At`} <small>{t`Time in ${timeZone.replaceAll('_', ' ')}`}</small>
          </span>
          <input type="time" name="time" value={typed.time} required />
        </label>
        <label class="field">
          <span>
            {t`Photos it waits for`} <small>{t`Fewer are left for another night.`}</small>
          </span>
          <input type="number" name="minimum" value={typed.minimum} min={1} max={10_000} required />
        </label>
        <button class="button button-quiet" type="submit">
          {t`Save`}
        </button>
      </form>
    </details>
  )
}
