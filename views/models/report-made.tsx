import { t } from '../../src/web/languages/words.ts'
import type { MadeModel } from './report-models.ts'

/** What a version was made from and by, for who wants to make it again. */
export function Made({ made }: { made: MadeModel | null }) {
  return (
    <section class="sheet" aria-labelledby="made">
      <h2 id="made">{t`How it was made`}</h2>
      {made === null ? (
        <p class="problem" role="alert">
          {t`Its files are damaged or gone, so it cannot be used.`}
        </p>
      ) : (
        <>
          <Facts facts={made.facts} />
          <details class="quiet-details">
            <summary>{t`Settings`}</summary>
            <Facts facts={made.settings} />
          </details>
        </>
      )}
    </section>
  )
}

const Facts = ({ facts }: { facts: MadeModel['facts'] }) => (
  <div class="report-scroll">
    <table class="report-table">
      <tbody>
        {facts.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="report-fact">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
