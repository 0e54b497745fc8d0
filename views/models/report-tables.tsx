import type { GateReport } from '../../src/training/gate/index.ts'
import { type Phrase, phrase } from '../../src/web/languages/phrase.ts'
import { gap, speak, t } from '../../src/web/languages/words.ts'
import type { JudgedModel } from './report-models.ts'
import { change, milliseconds, points, span, wordsLanguage } from './report-words.ts'

type Score = keyof GateReport['scores']

const ruleNames: Record<GateReport['rules'][number]['rule'], Phrase> = {
  macroF1: phrase`Telling foods apart`,
  macroF1Bound: phrase`Telling foods apart on other photos`,
  accuracy: phrase`Photos named rightly`,
  fBeta: phrase`Turning away the rest`,
  fBetaBound: phrase`Turning away the rest on other photos`,
  slowSlide: phrase`No slow slide`,
  foods: phrase`No food worse`,
  newFoods: phrase`New foods`,
  floors: phrase`What is always asked`,
  export: phrase`Saved rightly`,
  latency: phrase`As quick`,
}

/** Every rule, those that stopped it first. */
export function Rules({ report }: { report: GateReport }) {
  const rules = report.rules.toSorted((a, b) => Number(a.passed) - Number(b.passed))
  return (
    <section class="sheet" aria-labelledby="rules">
      <h2 id="rules">{t`The rules`}</h2>
      <p>{t`A new model takes over when it keeps them all.`}</p>
      <ul class="rules">
        {rules.map(({ rule, passed, sentence }) => (
          <li key={rule} class={passed ? 'rule-kept' : 'rule-broken'}>
            <span class="rule-mark" aria-hidden="true">
              {passed ? '✓' : '✗'}
            </span>
            <p>
              <strong>
                {speak(ruleNames[rule])}
                <span class="vh">
                  {': '}
                  {passed ? t`kept` : t`not kept`}
                </span>
              </strong>
              <span lang={wordsLanguage(sentence)}>{speak(sentence)}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

const scoreNames: Record<Score, { name: Phrase; term: Phrase }> = {
  macroF1: { name: phrase`Telling foods apart`, term: phrase`macro-F1` },
  accuracy: { name: phrase`Photos named rightly`, term: phrase`accuracy` },
  fBeta: { name: phrase`Turning away the rest`, term: phrase`F-beta, 1.5` },
  auroc: { name: phrase`Ranking the rest last`, term: phrase`AUROC` },
  calibrationError: {
    name: phrase`How far its sureness is off`,
    term: phrase`calibration error; less is better`,
  },
}

export function Scores({ report }: { report: GateReport }) {
  const { gate, latency, scores } = report
  const rows = (Object.keys(scoreNames) as Score[]).map(name => ({ name, ...scores[name] }))
  return (
    <section class="sheet" aria-labelledby="scores">
      <h2 id="scores">{t`The scores`}</h2>
      <p>
        {gate.foods === 1
          ? t`Out of 100, on 1 photo of food and ${gate.outliers} of other things.`
          : t`Out of 100, on ${gate.foods} photos of food and ${gate.outliers} of other things.`}
        {gap()}
        {t`Neither model has learned from these. With other photos of the same kind the change would lie between
          the two numbers in brackets, 95 times of 100.`}
      </p>
      <div class="report-scroll">
        <table class="report-table">
          <thead>
            <tr>
              <th scope="col">{t`Score`}</th>
              <th scope="col">{t`Before`}</th>
              <th scope="col">{t`New`}</th>
              <th scope="col">{t`Change`}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, champion, candidate, difference, interval }) => (
              <tr key={name}>
                <th scope="row">
                  {speak(scoreNames[name].name)} <span class="small">{speak(scoreNames[name].term)}</span>
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
                {t`Time for a photo`} <span class="small">{t`of the head, ms`}</span>
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
      <h2 id="outliers">{t`What is none of the foods`}</h2>
      <p>{t`How many photos of each kind were taken for a food. None would be best.`}</p>
      <div class="report-scroll">
        <table class="report-table">
          <thead>
            <tr>
              <th scope="col">{t`Kind`}</th>
              <th scope="col">{t`Photos`}</th>
              <th scope="col">{t`Taken before`}</th>
              <th scope="col">{t`Taken now`}</th>
              <th scope="col">{t`Turned away now`}</th>
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
  ['train', phrase`Learned from`],
  ['calibration', phrase`Set its sureness`],
  ['gate', phrase`Judged by`],
] as const

export function DataSizes({ judged: { report, nameOf, versionName } }: { judged: JudgedModel }) {
  const { gate, newFoods, earlier, damaged } = report
  return (
    <section class="sheet" aria-labelledby="data">
      <h2 id="data">{t`The photos`}</h2>
      <table class="report-table">
        <thead>
          <tr>
            <th scope="col">{t`Photos`}</th>
            <th scope="col">{t`Came with the pack`}</th>
            <th scope="col">{t`Taken here`}</th>
          </tr>
        </thead>
        <tbody>
          {splits.map(([split, words]) => (
            <tr key={split}>
              <th scope="row">{speak(words)}</th>
              <td>{report.data[split].base}</td>
              <td>{report.data[split].local}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small">
        {t`Those it was judged by lie in ${gate.groups} groups of look-alikes;
          ${gate.newFoods + gate.unclaimed} more show foods that not both models know and are left out.`}
      </p>
      {newFoods.map(food => (
        <p key={food.food} class="small">
          {howJudged(nameOf(food.food), food)}
          {gap()}
          {food.refusals && refusalWords(food.refusals)}
        </p>
      ))}
      {earlier.map(({ version, shipped, macroF1, fBeta }) => (
        <p key={version} class="small">
          {shipped
            ? t`Against the model that came with the program: telling foods apart ${change(macroF1)},
                turning away the rest ${change(fBeta)} points.`
            : t`Against “${versionName(version)}”: telling foods apart ${change(macroF1)}, turning away the rest ${change(fBeta)} points.`}
        </p>
      ))}
      {damaged.map(version => (
        <p key={version} class="small">
          {t`“${versionName(version)}” could not be asked: its files are damaged.`}
        </p>
      ))}
    </section>
  )
}

type NewFood = GateReport['newFoods'][number]

function howJudged(name: string, { judgedBy, photos, f1 }: NewFood): string {
  const score = points(f1)
  switch (judgedBy) {
    case 'gate':
      return t`${name} is new: ${score} out of 100, by ${photos} photos of its own to be judged by.`
    case 'cross-validation':
      return t`${name} is new: ${score} out of 100, by learning from some of its ${photos} photos and naming the others.`
    case 'calibration':
      return t`${name} is new: ${score} out of 100, by ${photos} photos that also set how sure the model must be.`
    case 'nothing':
      return t`${name} is new: ${score} out of 100, by nothing yet.`
    default:
      return judgedBy satisfies never
  }
}

function refusalWords({ champion, candidate }: NonNullable<NewFood['refusals']>): string {
  const accepted = champion.photos - champion.refused
  return t`The model before took ${accepted} of ${champion.photos} photos of it for something else; this one turns
    ${candidate.refused} of ${candidate.photos} away.`
}
