import { gap, speak, t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { ConfusionMatrix } from './report-confusion.tsx'
import { FittingCurves, JudgingCurves } from './report-curves.tsx'
import { FoodBars } from './report-foods.tsx'
import { Made } from './report-made.tsx'
import type { JudgedModel, ReportModel } from './report-models.ts'
import { Pictures } from './report-pictures.tsx'
import { DataSizes, Outliers, Rules, Scores } from './report-tables.tsx'
import { wordsLanguage } from './report-words.ts'
import { PinVersion, Standing, UseVersion, VersionHash } from './version-actions.tsx'

/** What one version learned, and why it serves or does not: words first, then every number. */
export function ReportPage({ frame, model }: { frame: Frame; model: ReportModel }) {
  const { version, made, judged } = model
  return (
    <Layout frame={frame} title={t`Model “${version.name}”`}>
      <div class="report">
        <section class="sheet">
          <p class="small">
            <a href="/organiser/models">{t`All models`}</a>
          </p>
          <h1>{version.name}</h1>
          <p class="small">
            <VersionHash version={version} /> {t`Made ${version.made}.`}
            {gap()}
            {judged && t`Compared with “${judged.versionName(judged.report.champion)}”.`}
          </p>
          {judged ? (
            <Verdict judged={judged} />
          ) : (
            <p>{t`This one was not made here, so there was nothing to compare it with.`}</p>
          )}
          <Standing version={version} />
          <PinVersion version={version} />
          <UseVersion version={version} words={t`Use this one`} />
        </section>
        {judged && <Judged judged={judged} />}
        <Made made={made} />
        {judged && (
          <p class="small">
            <a href={`/organiser/models/${version.version}/report.json`}>{t`All of this as JSON`}</a>
          </p>
        )}
      </div>
    </Layout>
  )
}

function Verdict({ judged: { report } }: { judged: JudgedModel }) {
  const [first = '', ...others] = report.summary
  return (
    <>
      <p class={report.passed ? 'lead report-passed' : 'lead report-refused'} lang={wordsLanguage(first)}>
        {speak(first)}
      </p>
      {others.length > 0 && (
        <ul class="report-summary">
          {others.map(sentence => (
            <li key={speak(sentence)} lang={wordsLanguage(sentence)}>
              {speak(sentence)}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Judged({ judged }: { judged: JudgedModel }) {
  return (
    <>
      <Rules report={judged.report} />
      <Scores report={judged.report} />
      <FoodBars judged={judged} />
      <ConfusionMatrix judged={judged} />
      <Pictures judged={judged} />
      <Outliers judged={judged} />
      <JudgingCurves report={judged.report} />
      <FittingCurves report={judged.report} />
      <DataSizes judged={judged} />
    </>
  )
}
