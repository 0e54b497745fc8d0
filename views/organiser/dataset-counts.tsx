import { t } from '../../src/web/languages/words.ts'
import type { DatasetModel, LabelRow } from '../dataset-models.ts'
import { bytesText } from '../parts/bytes.ts'

/** Foods and outliers: learn, adjust, judge; shipped and of this event side by side. */
export function LabelTable({ rows }: { rows: LabelRow[] }) {
  return (
    <section class="table-wide" aria-label={t`Photos of each food`}>
      <table class="dataset-table dataset-labels">
        <thead>
          <tr>
            <td />
            <th scope="colgroup" colspan={3}>
              {t`Came with it`}
            </th>
            <th scope="colgroup" colspan={3}>
              {t`Of this event`}
            </th>
            <td colspan={2} />
          </tr>
          <tr>
            <th scope="col">{t`Food`}</th>
            {['shipped', 'here'].map(where =>
              [t`Learn`, t`Adjust`, t`Judge`].map(what => (
                <th key={where + what} scope="col">
                  {what}
                </th>
              )),
            )}
            <th scope="col">{t`Counted`}</th>
            <th scope="col">{t`Size`}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.href} class={row.outlier ? 'dataset-outlier' : undefined}>
              <th scope="row">
                <a href={row.href}>{row.name}</a>
              </th>
              {[...row.shipped, ...row.here].map((n, i) => (
                <td key={i} class={n === 0 ? 'none' : undefined}>
                  {n}
                </td>
              ))}
              <td class={row.teach === 0 ? 'none' : undefined}>{row.teach}</td>
              <td class={row.bytes === 0 ? 'none' : undefined}>
                {row.bytes > 0 ? bytesText(row.bytes) : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export function CountTable({ title, rows }: { title: string; rows: DatasetModel['splits'] }) {
  return (
    <table class="dataset-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t`Came with it`}</th>
          <th scope="col">{t`Of this event`}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.href}>
            <th scope="row">{row.here > 0 ? <a href={row.href}>{row.name}</a> : row.name}</th>
            <td>{row.shipped}</td>
            <td>{row.here}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
