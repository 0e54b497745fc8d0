import type { GateReport } from '../../src/training/gate/index.ts'
import { count } from '../parts/words.ts'
import type { JudgedModel } from './report-models.ts'
import { change, milliseconds, points, span } from './report-words.ts'

type Score = keyof GateReport['scores']

const ruleNames: Record<GateReport['rules'][number]['rule'], string> = {
  macroF1: 'Telling foods apart',
  macroF1Bound: 'The same, with other photos',
  accuracy: 'Photos named rightly',
  fBeta: 'Turning away the rest',
  fBetaBound: 'The same, with other photos',
  slowSlide: 'No slow slide',
  foods: 'No food worse',
  newFoods: 'New foods',
  floors: 'What is always asked',
  export: 'Saved rightly',
  latency: 'As quick',
}

/** Every rule, those that stopped it first. */
export function Rules({ report }: { report: GateReport }) {
  const rules = report.rules.toSorted((a, b) => Number(a.passed) - Number(b.passed))
  return (
    <section class="sheet" aria-labelledby="rules">
      <h2 id="rules">The rules</h2>
      <p>A new model takes over when it keeps them all.</p>
      <ul class="rules">
        {rules.map(({ rule, passed, sentence }) => (
          <li key={rule} class={passed ? 'rule-kept' : 'rule-broken'}>
            <span class="rule-mark" aria-hidden="true">
              {passed ? '✓' : '✗'}
            </span>
            <p>
              <strong>
                {ruleNames[rule]}
                <span class="vh">{passed ? ': kept' : ': not kept'}</span>
              </strong>
              {sentence}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

const scoreNames: Record<Score, [name: string, term: string]> = {
  macroF1: ['Telling foods apart', 'macro-F1'],
  accuracy: ['Photos named rightly', 'accuracy'],
  fBeta: ['Turning away the rest', 'F-beta, 1.5'],
  auroc: ['Ranking the rest last', 'AUROC'],
  calibrationError: ['How far its sureness is off', 'calibration error; less is better'],
}

export function Scores({ report }: { report: GateReport }) {
  const { gate, latency, scores } = report
  const rows = (Object.keys(scoreNames) as Score[]).map(name => ({ name, ...scores[name] }))
  return (
    <section class="sheet" aria-labelledby="scores">
      <h2 id="scores">The scores</h2>
      <p>
        Out of 100, on {count(gate.foods, 'photo')} of food and {gate.outliers} of other things. Neither model
        has learned from these. With other photos of the same kind the change would lie between the two
        numbers in brackets, 95 times of 100.
      </p>
      <div class="report-scroll">
        <table class="report-table">
          <thead>
            <tr>
              <th scope="col">Score</th>
              <th scope="col">Before</th>
              <th scope="col">New</th>
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, champion, candidate, difference, interval }) => (
              <tr key={name}>
                <th scope="row">
                  {scoreNames[name][0]} <span class="small">{scoreNames[name][1]}</span>
                </th>
                <td>{points(champion)}</td>
                <td>{points(candidate)}</td>
                <td>
                  {change(difference)} <span class="small">{span(interval)}</span>
                </td>
              </tr>
            ))}
            <tr>
              <th scope="row">
                Time for a photo <span class="small">of the head, ms</span>
              </th>
              <td>{milliseconds(latency.champion)}</td>
              <td>{milliseconds(latency.candidate)}</td>
              <td>
                {milliseconds(latency.difference)}{' '}
                <span class="small">
                  [{milliseconds(latency.interval[0])}, {milliseconds(latency.interval[1])}]
                </span>
              </td>
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** What is no food of the pack: how many were caught all the same. */
export function Outliers({ judged: { report, nameOf } }: { judged: JudgedModel }) {
  return (
    <section class="sheet" aria-labelledby="outliers">
      <h2 id="outliers">What is none of the foods</h2>
      <p>How many photos of each kind were taken for a food. None would be best.</p>
      <div class="report-scroll">
        <table class="report-table">
          <thead>
            <tr>
              <th scope="col">Kind</th>
              <th scope="col">Photos</th>
              <th scope="col">Taken before</th>
              <th scope="col">Taken now</th>
              <th scope="col">Turned away now</th>
            </tr>
          </thead>
          <tbody>
            {report.outliers.map(({ kind, photos, champion, candidate }) => (
              <tr key={kind}>
                <th scope="row">{nameOf(kind)}</th>
                <td>{photos}</td>
                <td>{champion}</td>
                <td>{candidate}</td>
                <td>
                  <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="bar-track" width="100" height="8" />
                    <rect class="bar-new" width={100 - (100 * candidate) / photos} height="8" />
                  </svg>
                  <span class="vh">{photos - candidate}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const splits = [
  ['train', 'Learned from'],
  ['calibration', 'Set its sureness'],
  ['gate', 'Judged by'],
] as const

const accepted = ({ photos, refused }: { photos: number; refused: number }) => photos - refused

export function DataSizes({ report }: { report: GateReport }) {
  const { gate, newFoods, earlier, damaged } = report
  return (
    <section class="sheet" aria-labelledby="data">
      <h2 id="data">The photos</h2>
      <table class="report-table">
        <thead>
          <tr>
            <th scope="col">Photos</th>
            <th scope="col">Came with the pack</th>
            <th scope="col">Taken here</th>
          </tr>
        </thead>
        <tbody>
          {splits.map(([split, words]) => (
            <tr key={split}>
              <th scope="row">{words}</th>
              <td>{report.data[split].base}</td>
              <td>{report.data[split].local}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small">
        Those it was judged by lie in {gate.groups} groups of look-alikes; {gate.newFoods + gate.unclaimed}{' '}
        more show foods that not both models know and are left out.
      </p>
      {newFoods.map(({ food, name, judgedBy, photos, f1, refusals }) => (
        <p key={food} class="small">
          {name} is new: {points(f1)} out of 100, by{' '}
          {judgedBy === 'gate'
            ? `${photos} photos of its own to be judged by`
            : judgedBy === 'cross-validation'
              ? `learning from some of its ${photos} photos and naming the others`
              : judgedBy === 'calibration'
                ? `${photos} photos that also set how sure the model must be`
                : 'nothing yet'}
          .
          {refusals &&
            ` The model before took ${accepted(refusals.champion)} of ${refusals.champion.photos} photos of it for something else; this one turns ${refusals.candidate.refused} of ${refusals.candidate.photos} away.`}
        </p>
      ))}
      {earlier.map(({ version, shipped, macroF1, fBeta }) => (
        <p key={version} class="small">
          Against {shipped ? 'the model that came with the program' : version}: telling foods apart{' '}
          {change(macroF1)}, turning away the rest {change(fBeta)} points.
        </p>
      ))}
      {damaged.map(version => (
        <p key={version} class="small">
          {version} could not be asked: its files are damaged.
        </p>
      ))}
    </section>
  )
}
