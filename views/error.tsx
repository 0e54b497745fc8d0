import { type Phrase, phrase } from '../src/web/languages/phrase.ts'
import { speak, t } from '../src/web/languages/words.ts'
import { Layout } from './layout.tsx'
import type { ErrorModel, Frame } from './models.ts'
import { AlertIcon } from './parts/icons.tsx'

// Each has to be true of every error with its number.
const headings: Record<number, Phrase> = {
  401: phrase`Who is asking?`,
  403: phrase`That door is closed`,
  404: phrase`This stall is empty`,
  408: phrase`That took too long`,
  409: phrase`That was not done`,
  410: phrase`That is gone`,
  413: phrase`That is too big`,
  415: phrase`I cannot read that`,
  429: phrase`A little too quick`,
  503: phrase`The queue is full`,
}

/** What went wrong and what to do next: the page's main part, and what htmx swaps in. */
export function ErrorPart({ model }: { model: ErrorModel }) {
  const heading =
    headings[model.status] ?? (model.status >= 500 ? phrase`We dropped the plate` : phrase`That did not work`)
  // Who was known when the page came, and is not any more.
  const joins = model.status === 401 && model.signIn === null
  return (
    <section class="sheet notice notice-error" data-error={model.status}>
      <span class="notice-picture">
        <AlertIcon />
      </span>
      <h1 tabindex={-1}>{speak(heading)}</h1>
      <p class="lead" data-error-message="">
        {model.message}
      </p>
      <p class="actions">
        {model.signIn && (
          <a class="button" href={model.signIn}>
            {t`Sign in`}
          </a>
        )}
        {joins ? (
          <a class="button" href="/join">
            {t`Join again`}
          </a>
        ) : (
          <a class={model.signIn ? 'button button-quiet' : 'button'} href="/">
            {t`Back to the start`}
          </a>
        )}
        <a class="button button-quiet" href="/collection">
          {t`See the album`}
        </a>
      </p>
      <p class="small">{t`Asking for help? Give this number: ${<code>{model.requestId}</code>}`}</p>
    </section>
  )
}

export function ErrorPage({ frame, model }: { frame: Frame; model: ErrorModel }) {
  return (
    <Layout frame={frame} title={t`Something went wrong`}>
      <ErrorPart model={model} />
    </Layout>
  )
}
