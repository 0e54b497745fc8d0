import type { ComponentChildren } from 'preact'
import type { GateReport } from '../../src/training/gate/index.ts'
import { type Phrase, phrase } from '../../src/web/languages/phrase.ts'
import { speak, t } from '../../src/web/languages/words.ts'
import type { JudgedModel } from './report-models.ts'
import { change, points, span } from './report-words.ts'

type Food = GateReport['foods'][number]

const verdictWords: Record<Food['verdict'], Phrase> = {
  better: phrase`better`,
  worse: phrase`worse`,
  same: phrase`no clear change`,
  'too few': phrase`too few different photos`,
  dropped: phrase`not known any more`,
}

/** F1 of each food, the new model's over the old one's; a table, so that it needs no other. What stayed as it was is folded. */
export function FoodBars({ judged: { report, nameOf } }: { judged: JudgedModel }) {
  const moved = report.foods.filter(hasMoved)
  const still = report.foods.filter(food => !hasMoved(food))
  return (
    <section class="sheet" aria-labelledby="foods">
      <h2 id="foods">{t`Food by food`}</h2>
      <p class="legend legend-bars">
        <span class="legend-new">{t`new`}</span> <span class="legend-old">{t`before`}</span>
        <span class="small">{t`F1, out of 100`}</span>
      </p>
      {moved.length + report.newFoods.length > 0 && (
        <FoodTable>
          {report.newFoods.map(food => (
            <NewFoodRow key={food.food} food={food} name={nameOf(food.food)} />
          ))}
          {moved.map(food => (
            <FoodRow key={food.food} food={food} name={nameOf(food.food)} />
          ))}
        </FoodTable>
      )}
      {still.length > 0 && (
        <details class="quiet-details">
          <summary>
            {still.length === 1
              ? t`1 food named exactly as before`
              : t`${still.length} foods named exactly as before`}
          </summary>
          <FoodTable>
            {still.map(food => (
              <FoodRow key={food.food} food={food} name={nameOf(food.food)} />
            ))}
          </FoodTable>
        </details>
      )}
    </section>
  )
}

/** A photo of it is named otherwise than before, or it stands differently. */
const hasMoved = ({ verdict, gained, lost, difference }: Food): boolean =>
  !(verdict === 'same' || verdict === 'too few') || gained + lost > 0 || Math.abs(difference ?? 0) >= 0.0005

const FoodTable = ({ children }: { children: ComponentChildren }) => (
  <div class="report-scroll">
    <table class="report-table food-bars">
      <thead>
        <tr>
          <th scope="col">{t`Food`}</th>
          <th scope="col" class="bars-column">
            <span class="vh">{t`Bars`}</span>
          </th>
          <th scope="col">{t`Verdict`}</th>
          <th scope="col">{t`Before`}</th>
          <th scope="col">{t`New`}</th>
          <th scope="col">{t`Change`}</th>
          <th scope="col">{t`Photos`}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
)

function NewFoodRow({ food: { f1, photos }, name }: { food: GateReport['newFoods'][number]; name: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="food-bar">
        <Bars before={null} now={f1} />
      </td>
      <td class="food-verdict">{t`new`}</td>
      <td data-label={t`Before`}>–</td>
      <td data-label={t`New`}>{points(f1)}</td>
      <td data-label={t`Change`}>–</td>
      <td data-label={t`Photos`}>{photos}</td>
    </tr>
  )
}

function FoodRow({ food, name }: { food: Food; name: string }) {
  return (
    <tr class={`food-${food.verdict.replace(' ', '-')}`}>
      <th scope="row">{name}</th>
      <td class="food-bar">
        <Bars before={food.champion} now={food.candidate} />
      </td>
      <td class="food-verdict">
        {speak(verdictWords[food.verdict])}
        {food.gained + food.lost > 0 && (
          <span class="small"> {t`${food.gained} gained, ${food.lost} lost`}</span>
        )}
      </td>
      <td data-label={t`Before`}>{points(food.champion)}</td>
      <td data-label={t`New`}>{points(food.candidate)}</td>
      <td data-label={t`Change`}>
        {change(food.difference)} <span class="small">{span(food.interval)}</span>
      </td>
      <td data-label={t`Photos`}>
        {food.photos}
        {food.groups < food.photos && <span class="small"> {t`${food.groups} different`}</span>}
      </td>
    </tr>
  )
}

function Bars({ before, now }: { before: number | null; now: number | null }) {
  return (
    <svg class="bar bar-pair" viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-track" width="100" height="16" />
      <rect class="bar-new" width={100 * (now ?? 0)} height="10" />
      <rect class="bar-old" y="10" width={100 * (before ?? 0)} height="6" />
    </svg>
  )
}
