import { language, languageTags } from '../../src/web/languages/language.ts'
import { t } from '../../src/web/languages/words.ts'
import { Head } from '../layout.tsx'
import type { Frame, PosterModel } from '../models.ts'
import { PrintIcon } from '../parts/icons.tsx'
import { shortAddress } from '../parts/links.ts'
import { raw } from '../parts/raw.tsx'
import { Wordmark } from '../parts/wordmark.tsx'

/** One sheet of paper for the wall. No navigation: what is on the screen is what is printed. */
export function PosterPage({ frame, model }: { frame: Frame; model: PosterModel }) {
  return (
    <html lang={languageTags[language()]}>
      <Head title={t`Poster`} stamp={frame.stamp} />
      <body class="poster-body">
        <p class="poster-bar">
          <a class="button button-quiet" href="/organiser">
            {t`Back`}
          </a>
          <button class="button" type="button" data-print="" hidden>
            <PrintIcon /> {t`Print`}
          </button>
          <span class="poster-hint">{t`Print this page on A4.`}</span>
        </p>
        <main class="poster" id="main">
          <div class="poster-top">
            <Wordmark />
            <p>{model.eventName}</p>
          </div>
          <h1>{t`Catch every dish.`}</h1>
          <p class="poster-lead">{t`Photograph your food. Find out what it is. Fill your album.`}</p>
          <div class="poster-qr" role="img" aria-label={t`QR code for ${model.joinUrl}`} {...raw(model.qr)} />
          <p class="poster-how">{t`Scan it, or open`}</p>
          <p class="poster-url">{shortAddress(model.joinUrl)}</p>
          <p class="poster-how">{t`and type the code`}</p>
          <p class="poster-code">{model.joinCode}</p>
          <p class="poster-foot">{t`No app, no e-mail. Any nickname will do.`}</p>
        </main>
      </body>
    </html>
  )
}
