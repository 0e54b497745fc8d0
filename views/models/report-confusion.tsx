import { byName } from '../../src/web/languages/language.ts'
import { speak, t } from '../../src/web/languages/words.ts'
import type { JudgedModel } from './report-models.ts'
import { unknown } from './report-words.ts'

const cell = 20
const labels = 132
/** For the slanting names of the last columns. */
const overhang = 64
/** From this share of its row on a cell is dark, with light digits; no cell is in between, where neither can be read. */
const strong = 0.5

interface Row {
  /** Empty: none of the foods. */
  truth: string
  name: string
  total: number
  /** Photos by answer; an empty one: refused. */
  cells: Map<string, number>
}

/** What each food was taken for. Cells lead to the photos; a list below says the same for readers and small screens. */
export function ConfusionMatrix({ judged }: { judged: JudgedModel }) {
  const rows = rowsOf(judged)
  const answers = [...rows.map(({ truth }) => truth).filter(truth => truth !== ''), '']
  const columns = answers.map(food => ({ food, name: food === '' ? speak(unknown) : judged.nameOf(food) }))
  const [width, height] = [labels + columns.length * cell + overhang, labels + rows.length * cell + 4]
  const mistakes = rows
    .flatMap(row => [...row.cells].map(([answer, count]) => ({ ...row, answer, count })))
    .filter(({ truth, answer }) => truth !== answer)
    .sort((a, b) => b.count - a.count || byName(a, b))
  return (
    <section class="sheet" aria-labelledby="confusion">
      <h2 id="confusion">{t`What was taken for what`}</h2>
      <p>
        {t`Each row is what the photos show, each column what the new model said. Choose a number to see the
          photos.`}
        <span class="slide-hint"> {t`Slide the chart sideways to see all of it.`}</span>
      </p>
      <div class="report-scroll">
        <svg
          class="confusion"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-labelledby="confusion-title confusion-desc"
        >
          <title id="confusion-title">{t`Confusion matrix of the new model`}</title>
          <desc id="confusion-desc">{t`The list below it names every cell outside the diagonal.`}</desc>
          {columns.map(({ food, name }, i) => (
            <text
              key={food}
              class="axis"
              transform={`translate(${labels + i * cell + cell / 2 + 4} ${labels - 6}) rotate(-60)`}
            >
              {short(name)}
            </text>
          ))}
          {rows.map((row, y) => (
            <g key={row.truth} transform={`translate(0 ${labels + y * cell})`}>
              <text class="axis" x={labels - 6} y={cell - 6} text-anchor="end">
                {short(row.name)}
              </text>
              {columns.map(({ food }, x) => (
                <Cell key={food} row={row} answer={food} x={labels + x * cell} />
              ))}
            </g>
          ))}
        </svg>
      </div>
      {mistakes.length === 0 ? (
        <p>{t`Nothing was mistaken.`}</p>
      ) : (
        <details class="quiet-details">
          <summary>{t`The same as a list`}</summary>
          <ul class="mistakes">
            {mistakes.map(({ truth, name, answer, count }) => (
              <li key={`${truth} ${answer}`}>
                <a href={cellAddress(truth, answer)}>
                  {t`${name}: ${answer === '' ? unknown : judged.nameOf(answer)}`}
                </a>{' '}
                {count}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function Cell({ row, answer, x }: { row: Row; answer: string; x: number }) {
  const count = row.cells.get(answer) ?? 0
  const right = row.truth === answer
  const share = count / row.total
  const box = (
    <rect
      class={count === 0 ? 'cell-empty' : right ? 'cell-right' : 'cell-wrong'}
      x={x}
      width={cell - 1}
      height={cell - 1}
      fill-opacity={count === 0 ? 1 : share < strong ? 0.3 + 0.38 * share : 0.72 + 0.28 * share}
    />
  )
  if (count === 0) return box
  return (
    <a href={cellAddress(row.truth, answer)} tabindex={-1}>
      {box}
      <text
        class={`cell-count ${share < strong ? '' : right ? 'on-right' : 'on-wrong'}`}
        x={x + cell / 2}
        y={cell - 6}
      >
        {count}
      </text>
    </a>
  )
}

function rowsOf({ report, nameOf }: JudgedModel): Row[] {
  const foods = [...report.foods, ...report.newFoods]
    .map(({ food }) => ({ food, name: nameOf(food) }))
    .sort(byName)
  const rowOf = (truth: string, name: string): Row => {
    const cells = new Map<string, number>()
    let total = 0
    for (const row of report.confusion) {
      const belongs = truth === '' ? row.kind === 'outlier' : row.kind === 'food' && row.truth === truth
      if (!belongs) continue
      total += row.count
      cells.set(row.answer ?? '', (cells.get(row.answer ?? '') ?? 0) + row.count)
    }
    return { truth, name, total, cells }
  }
  return [...foods.map(({ food, name }) => rowOf(food, name)), rowOf('', t`none of these`)]
}

const cellAddress = (truth: string, answer: string) =>
  `?${new URLSearchParams({ truth, answer }).toString()}#photos`

/** Cut between letters as people count them: several characters make one in Tamil. */
function short(name: string): string {
  const letters = [...new Intl.Segmenter().segment(name)].map(({ segment }) => segment)
  return letters.length > 20 ? `${letters.slice(0, 19).join('')}…` : name
}
