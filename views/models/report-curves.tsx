import type { GateReport } from '../../src/training/gate/index.ts'
import { t } from '../../src/web/languages/words.ts'
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
      <h2 id="curves">{t`Two curves`}</h2>
      <div class="charts">
        {precisions.length > 0 && (
          <LineChart
            id="precision-recall"
            title={t`Turning away what is none of the foods`}
            x={t`how many of them it finds (recall)`}
            y={t`how many it turns away rightly (precision)`}
            range={{ x: [0, 1], y: [Math.floor(10 * Math.min(...precisions)) / 10, 1] }}
            lines={[
              { name: t`new`, points: precisionRecall.candidate },
              { name: t`before`, points: precisionRecall.champion },
            ]}
          >
            <table class="report-table">
              <thead>
                <tr>
                  <th scope="col">{t`Recall, new model`}</th>
                  <th scope="col">{t`Precision`}</th>
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
            title={t`How sure it is, and how often it is right`}
            x={t`how sure`}
            y={t`how often right`}
            range={{ x: [least, 1], y: [least, 1] }}
            diagonal
            lines={[
              { name: t`new`, points: dots('candidate'), dots: true },
              { name: t`before`, points: dots('champion'), dots: true },
            ]}
          >
            <table class="report-table">
              <thead>
                <tr>
                  <th scope="col">{t`How sure, new model`}</th>
                  <th scope="col">{t`How often right`}</th>
                  <th scope="col">{t`Photos`}</th>
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
          <th scope="col">{t`Round`}</th>
          <th scope="col">{t`Loss`}</th>
          <th scope="col">{t`Log loss, unseen`}</th>
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
      <h2 id="fitting">{t`While it learned`}</h2>
      <div class="charts">
        <LineChart
          id="loss"
          title={t`Loss: how wrong it is`}
          x={t`round over all photos (epoch)`}
          y={t`loss`}
          lines={[
            { name: t`photos it learns from`, points: history.map(({ epoch, loss }) => [epoch, loss]) },
            {
              name: t`photos it does not`,
              points: history.map(({ epoch, calibrationLogLoss }) => [epoch, calibrationLogLoss]),
            },
          ]}
        >
          {table}
        </LineChart>
        <LineChart
          id="epochs"
          title={t`Scores on photos it does not learn from`}
          x={t`round over all photos (epoch)`}
          y={t`score`}
          lines={[
            {
              name: t`telling foods apart`,
              points: history.map(({ epoch, calibrationMacroF1 }) => [epoch, calibrationMacroF1]),
            },
            {
              name: t`ranking the rest last`,
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
