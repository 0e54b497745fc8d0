import type { GateReport } from '../../src/training/gate/index.ts'
import { t } from '../../src/web/languages/words.ts'
import { LineChart } from './line-chart.tsx'
import { points } from './report-words.ts'

const tableRows = 12

/** How well it turns away what is none of the foods, and whether its sureness can be believed. */
export function JudgingCurves({ report }: { report: GateReport }) {
  return (
    <section class="sheet" aria-labelledby="curves">
      <h2 id="curves">{t`Two curves`}</h2>
      <div class="charts">
        <PrecisionRecall {...report.precisionRecall} />
        <Reliability {...report.reliability} />
      </div>
    </section>
  )
}

function PrecisionRecall({ candidate, champion }: GateReport['precisionRecall']) {
  const precisions = [...candidate, ...champion].map(([, value]) => value)
  if (precisions.length === 0) return null
  return (
    <LineChart
      id="precision-recall"
      title={t`Turning away what is none of the foods`}
      x={t`how many of them it finds (recall)`}
      y={t`how many it turns away rightly (precision)`}
      range={{ x: [0, 1], y: [Math.floor(10 * Math.min(...precisions)) / 10, 1] }}
      lines={[
        { name: t`new`, points: candidate },
        { name: t`before`, points: champion },
      ]}
    >
      <Table
        head={[t`Recall, new model`, t`Precision`]}
        rows={thinned(candidate).map(([recall, precision]) => [points(recall), points(precision)])}
      />
    </LineChart>
  )
}

function Reliability({ candidate, champion }: GateReport['reliability']) {
  const bins = [...candidate, ...champion]
  if (bins.length === 0) return null
  const least =
    Math.floor(10 * Math.min(...bins.flatMap(({ probability, right }) => [probability, right]))) / 10
  const dotsOf = (side: typeof bins) => ({
    points: side.map(({ probability, right }) => [probability, right] as const),
    dots: true,
  })
  return (
    <LineChart
      id="reliability"
      title={t`How sure it is, and how often it is right`}
      x={t`how sure`}
      y={t`how often right`}
      range={{ x: [least, 1], y: [least, 1] }}
      diagonal
      lines={[
        { name: t`new`, ...dotsOf(candidate) },
        { name: t`before`, ...dotsOf(champion) },
      ]}
    >
      <Table
        head={[t`How sure, new model`, t`How often right`, t`Photos`]}
        rows={candidate.map(({ probability, right, count }) => [points(probability), points(right), count])}
      />
    </LineChart>
  )
}

/** Loss and scores while it learned. */
export function FittingCurves({ report: { history } }: { report: GateReport }) {
  if (history.length < 2) return null
  const line = (name: string, of: (epoch: (typeof history)[number]) => number) => ({
    name,
    points: history.map(each => [each.epoch, of(each)] as const),
  })
  const table = (
    <Table
      head={[t`Round`, t`Loss`, t`Log loss, unseen`, 'Macro-F1', 'AUROC']}
      rows={history.map(row => [
        row.epoch,
        row.loss.toFixed(3),
        row.calibrationLogLoss.toFixed(3),
        points(row.calibrationMacroF1),
        points(row.calibrationAuroc),
      ])}
    />
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
            line(t`photos it learns from`, ({ loss }) => loss),
            line(t`photos it does not`, ({ calibrationLogLoss }) => calibrationLogLoss),
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
            line(t`telling foods apart`, ({ calibrationMacroF1 }) => calibrationMacroF1),
            line(t`ranking the rest last`, ({ calibrationAuroc }) => calibrationAuroc),
          ]}
        >
          {table}
        </LineChart>
      </div>
    </section>
  )
}

interface TableProps {
  head: readonly string[]
  rows: readonly (readonly (string | number)[])[]
}

/** The numbers of a chart. */
const Table = ({ head, rows }: TableProps) => (
  <table class="report-table">
    <thead>
      <tr>
        {head.map(name => (
          <th scope="col" key={name}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((cells, row) => (
        <tr key={row}>
          {cells.map((cell, column) => (
            <td key={column}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

function thinned<T>(rows: readonly T[]): T[] {
  const step = Math.ceil(rows.length / tableRows)
  return rows.filter((_, i) => i % step === 0 || i === rows.length - 1)
}
