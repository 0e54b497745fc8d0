import type { GateReport } from '../../src/training/gate/index.ts'
import { change, points, span } from './report-words.ts'

type Food = GateReport['foods'][number]

const verdictWords: Record<Food['verdict'], string> = {
  better: 'better',
  worse: 'worse',
  same: 'no clear change',
  'too few': 'too few different photos',
  dropped: 'not known any more',
}

/** F1 of each food, the new model's over the old one's; a table, so that it needs no other. */
export function FoodBars({ report }: { report: GateReport }) {
  return (
    <section class="sheet" aria-labelledby="foods">
      <h2 id="foods">Food by food</h2>
      <p class="legend legend-bars">
        <span class="legend-new">new</span> <span class="legend-old">before</span>
        <span class="small">F1, out of 100</span>
      </p>
      <div class="report-scroll">
        <table class="report-table food-bars">
          <thead>
            <tr>
              <th scope="col">Food</th>
              <th scope="col" class="bars-column">
                <span class="vh">Bars</span>
              </th>
              <th scope="col">Verdict</th>
              <th scope="col">Before</th>
              <th scope="col">New</th>
              <th scope="col">Change</th>
              <th scope="col">Photos</th>
            </tr>
          </thead>
          <tbody>
            {report.newFoods.map(({ food, name, f1, photos }) => (
              <tr key={food}>
                <th scope="row">{name}</th>
                <td class="food-bar">
                  <Bars before={null} now={f1} />
                </td>
                <td class="food-verdict">new</td>
                <td data-label="Before">–</td>
                <td data-label="New">{points(f1)}</td>
                <td data-label="Change">–</td>
                <td data-label="Photos">{photos}</td>
              </tr>
            ))}
            {report.foods.map(food => (
              <FoodRow key={food.food} food={food} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function FoodRow({ food }: { food: Food }) {
  return (
    <tr class={`food-${food.verdict.replace(' ', '-')}`}>
      <th scope="row">{food.name}</th>
      <td class="food-bar">
        <Bars before={food.champion} now={food.candidate} />
      </td>
      <td class="food-verdict">
        {verdictWords[food.verdict]}
        {food.gained + food.lost > 0 && (
          <span class="small">
            {' '}
            {food.gained} gained, {food.lost} lost
          </span>
        )}
      </td>
      <td data-label="Before">{points(food.champion)}</td>
      <td data-label="New">{points(food.candidate)}</td>
      <td data-label="Change">
        {change(food.difference)} <span class="small">{span(food.interval)}</span>
      </td>
      <td data-label="Photos">{food.photos}</td>
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
