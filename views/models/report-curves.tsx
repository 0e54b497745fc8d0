import type { GateReport } from '../../src/training/gate/index.ts'
import { LineChart } from './line-chart.tsx'
import { points } from './report-words.ts'

const tableRows = 12

/** How well it turns away what is none of the foods, and whether its sureness can be believed. */
export function JudgingCurves({ report }: { report: GateReport }) {
  const { precisionRecall, reliability } = report
  const precisions = [...precisionRecall.candidate, ...precisionRecall.champion].map(([, value]) => value)
  const bins = [...reliability.candidate, ...reliability.champion]
  const least =
    Math.floor(10 * Math.min(...bins.flatMap(({ probability, right }) => [probability, right]))) / 10
  const dots = (side: 'champion' | 'candidate') =>
    reliability[side].map(({ probability, right }) => [probability, right] as const)
  return (
    <section class="sheet" aria-labelledby="curves">
      <h2 id="curves">Two curves</h2>
      <div class="charts">
        {precisions.length > 0 && (
          <LineChart
            id="precision-recall"
            title="Turning away what is none of the foods"
            x="how many of them it finds (recall)"
            y="how many it turns away rightly (precision)"
            range={{ x: [0, 1], y: [Math.floor(10 * Math.min(...precisions)) / 10, 1] }}
            lines={[
              { name: 'new', points: precisionRecall.candidate },
              { name: 'before', points: precisionRecall.champion },
            ]}
          >
            <table class="report-table">
              <thead>
                <tr>
                  <th scope="col">Recall, new model</th>
                  <th scope="col">Precision</th>
                </tr>
              </thead>
              <tbody>
                {thinned(precisionRecall.candidate).map(([recall, precision]) => (
                  <tr key={recall}>
                    <td>{points(recall)}</td>
                    <td>{points(precision)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </LineChart>
        )}
        {bins.length > 0 && (
          <LineChart
            id="reliability"
            title="How sure it is, and how often it is right"
            x="how sure"
            y="how often right"
            range={{ x: [least, 1], y: [least, 1] }}
            diagonal
            lines={[
              { name: 'new', points: dots('candidate'), dots: true },
              { name: 'before', points: dots('champion'), dots: true },
            ]}
          >
            <table class="report-table">
              <thead>
                <tr>
                  <th scope="col">How sure, new model</th>
                  <th scope="col">How often right</th>
                  <th scope="col">Photos</th>
                </tr>
              </thead>
              <tbody>
                {reliability.candidate.map(({ probability, right, count }) => (
                  <tr key={probability}>
                    <td>{points(probability)}</td>
                    <td>{points(right)}</td>
                    <td>{count}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </LineChart>
        )}
      </div>
    </section>
  )
}

/** Loss and scores while it learned. */
export function FittingCurves({ report: { history } }: { report: GateReport }) {
  if (history.length < 2) return null
  const table = (
    <table class="report-table">
      <thead>
        <tr>
          <th scope="col">Round</th>
          <th scope="col">Loss</th>
          <th scope="col">Log loss, unseen</th>
          <th scope="col">Macro-F1</th>
          <th scope="col">AUROC</th>
        </tr>
      </thead>
      <tbody>
        {history.map(row => (
          <tr key={row.epoch}>
            <td>{row.epoch}</td>
            <td>{row.loss.toFixed(3)}</td>
            <td>{row.calibrationLogLoss.toFixed(3)}</td>
            <td>{points(row.calibrationMacroF1)}</td>
            <td>{points(row.calibrationAuroc)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
  return (
    <section class="sheet" aria-labelledby="fitting">
      <h2 id="fitting">While it learned</h2>
      <div class="charts">
        <LineChart
          id="loss"
          title="Loss: how wrong it is"
          x="round over all photos (epoch)"
          y="loss"
          lines={[
            { name: 'photos it learns from', points: history.map(({ epoch, loss }) => [epoch, loss]) },
            {
              name: 'photos it does not',
              points: history.map(({ epoch, calibrationLogLoss }) => [epoch, calibrationLogLoss]),
            },
          ]}
        >
          {table}
        </LineChart>
        <LineChart
          id="epochs"
          title="Scores on photos it does not learn from"
          x="round over all photos (epoch)"
          y="score"
          lines={[
            {
              name: 'telling foods apart',
              points: history.map(({ epoch, calibrationMacroF1 }) => [epoch, calibrationMacroF1]),
            },
            {
              name: 'ranking the rest last',
              points: history.map(({ epoch, calibrationAuroc }) => [epoch, calibrationAuroc]),
            },
          ]}
        >
          {table}
        </LineChart>
      </div>
    </section>
  )
}

function thinned<T>(rows: readonly T[]): T[] {
  const step = Math.ceil(rows.length / tableRows)
  return rows.filter((_, i) => i % step === 0 || i === rows.length - 1)
}
