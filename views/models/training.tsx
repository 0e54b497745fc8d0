import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { ArrowIcon } from '../parts/icons.tsx'
import { Problem } from '../parts/problem.tsx'
import { count } from '../parts/words.ts'
import type { LastTrainingModel, RunningModel, TrainingModel } from './training-models.ts'

const here = '/organiser/training'

/** The panel on a page of its own: for who reads it without a script. */
export function TrainingPage({ frame, model }: { frame: Frame; model: TrainingModel }) {
  return (
    <Layout frame={frame} title="Training">
      <div class="organiser-page">
        <header>
          <h1>Training</h1>
          <Back href="/organiser/models" words="Models" />
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
      <h2 id="training-title">{running ? 'It is learning' : 'Learning'}</h2>
      <Problem text={model.problem} />
      {running ? (
        <Running running={running} />
      ) : (
        <>
          <p>
            <strong>{count(waiting, 'newly settled photo')}</strong> {waiting === 1 ? 'waits' : 'wait'} to be
            learned from.{' '}
            {next === null
              ? 'It learns only when you say so.'
              : `It looks again ${next}, and learns if there are at least ${schedule.minimum}.`}
          </p>
          <form method="post" action={`${here}/start`}>
            <button class="button" type="submit">
              Learn now
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
        <progress max={100} value={percent} aria-label="How far it is" />
        <span>
          {words}: {percent}%{left !== null && `, ${left} left`}
        </span>
      </p>
      <p class="small">
        You may leave this page, and players can go on playing.
        <noscript>
          {' '}
          <a href={here}>Look again</a>
        </noscript>
      </p>
      {mayCancel && (
        <form method="post" action={`${here}/cancel`}>
          <button class="button button-quiet" type="submit">
            Stop it
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
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {last.version && (
        <p>
          <a class="more" href={`/organiser/models/${last.version}`}>
            Everything about it <ArrowIcon />
          </a>
        </p>
      )}
    </div>
  )
}

function ScheduleForm({ model: { typed, timeZone, problem } }: { model: TrainingModel }) {
  return (
    <details class="quiet-details" open={problem !== null}>
      <summary>When it learns by itself</summary>
      <form class="form" method="post" action={`${here}/schedule`}>
        <label class="training-check">
          <input type="checkbox" name="on" value="yes" checked={typed.on} />
          <span>Every night</span>
        </label>
        <label class="field">
          <span>
            At <small>Time in {timeZone.replaceAll('_', ' ')}</small>
          </span>
          <input type="time" name="time" value={typed.time} required />
        </label>
        <label class="field">
          <span>
            Photos it waits for <small>Fewer are left for another night.</small>
          </span>
          <input type="number" name="minimum" value={typed.minimum} min={1} max={10_000} required />
        </label>
        <button class="button button-quiet" type="submit">
          Save
        </button>
      </form>
    </details>
  )
}
