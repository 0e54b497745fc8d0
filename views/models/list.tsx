import type { ComponentChildren } from 'preact'
import { type Phrase, phrase } from '../../src/web/languages/phrase.ts'
import { speak, t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { Problem } from '../parts/problem.tsx'
import type { ModelsModel, VersionModel } from './list-models.ts'
import { points } from './report-words.ts'
import { PinVersion, Standing, UseVersion, VersionHash } from './version-actions.tsx'

interface ModelsPageProps {
  frame: Frame
  model: ModelsModel
  /** The panel of the training job. */
  training?: ComponentChildren
}

/** Which version answers photos, the way back, and all that are kept. */
export function ModelsPage({ frame, model, training }: ModelsPageProps) {
  return (
    <Layout frame={frame} title={t`Models`}>
      <div class="organiser-page">
        <header>
          <h1>{t`Models`}</h1>
          <p>
            {t`A model is what the camera has learned. Each one that is made here has to prove itself before it
              answers anybody, and you can go back at any time.`}
          </p>
        </header>
        {training}
        <Champion model={model} />
        <section class="sheet" aria-labelledby="versions-title">
          <h2 id="versions-title">{t`All that are kept`}</h2>
          <p class="small">
            {t`The last ten that answered photos, the last ten that never did, and the one that came with
              Tangkap.`}
          </p>
          <ul class="versions">
            {model.versions.map(version => (
              <VersionRow key={version.version} version={version} />
            ))}
          </ul>
        </section>
        <Back />
      </div>
    </Layout>
  )
}

function Champion({ model: { champion, before, watch, answering } }: { model: ModelsModel }) {
  if (!champion) return null
  return (
    <section class="sheet" aria-labelledby="champion-title">
      <h2 id="champion-title">{t`Answers photos now`}</h2>
      <Problem
        text={
          answering === null
            ? null
            : t`“${champion.name}” could not be loaded, so “${answering}” still answers. Pick another one below.`
        }
      />
      <VersionWords version={champion} />
      {watch && <p>{watch.reduce((before, next) => t`${before} ${next}`)}</p>}
      <PinVersion version={champion} />
      {before && <UseVersion version={before} words={t`Go back to “${before.name}”`} />}
    </section>
  )
}

function VersionRow({ version }: { version: VersionModel }) {
  return (
    <li>
      <VersionWords version={version} />
      <UseVersion
        version={version}
        words={version.status === 'retired' ? t`Use this one again` : t`Use this one`}
      />
    </li>
  )
}

const pills: Record<VersionModel['status'], Phrase> = {
  champion: phrase`answers now`,
  candidate: phrase`ready`,
  retired: phrase`used before`,
  rejected: phrase`refused`,
}

function VersionWords({ version }: { version: VersionModel }) {
  return (
    <div class="version-words">
      <p>
        <a href={`/organiser/models/${version.version}`}>{version.name}</a>{' '}
        <span class={`pill version-${version.status}`}>{speak(pills[version.status])}</span>
      </p>
      <p class="small">
        <VersionHash version={version} /> {t`Made ${version.made}.`}
      </p>
      <Standing version={version} />
      {version.macroF1 !== null && (
        <p class="small">
          {t`Naming the dish ${points(version.macroF1)} of 100`}
          {version.fBeta !== null && <> · {t`saying “not a food I know” ${points(version.fBeta)} of 100`}</>}
          {version.byOwnPhotos && <> · {t`measured when it was made, by other photos than here`}</>}
        </p>
      )}
    </div>
  )
}
