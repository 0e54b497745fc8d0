import { Head } from '../layout.tsx'
import type { Frame, PosterModel } from '../models.ts'
import { PrintIcon } from '../parts/icons.tsx'
import { shortAddress } from '../parts/links.ts'
import { raw } from '../parts/raw.tsx'
import { Wordmark } from '../parts/wordmark.tsx'

/** One sheet of paper for the wall. No navigation: what is on the screen is what is printed. */
export function PosterPage({ frame, model }: { frame: Frame; model: PosterModel }) {
  return (
    <html lang="en">
      <Head title="Poster" stamp={frame.stamp} />
      <body class="poster-body">
        <p class="poster-bar">
          <a class="button button-quiet" href="/organiser">
            Back
          </a>
          <button class="button" type="button" data-print="" hidden>
            <PrintIcon /> Print
          </button>
          <span class="poster-hint">Print this page on A4.</span>
        </p>
        <main class="poster" id="main">
          <div class="poster-top">
            <Wordmark />
            <p>{model.eventName}</p>
          </div>
          <h1>Catch every dish.</h1>
          <p class="poster-lead">Photograph your food. Find out what it is. Fill your album.</p>
          <div class="poster-qr" role="img" aria-label={`QR code for ${model.joinUrl}`} {...raw(model.qr)} />
          <p class="poster-how">Scan it, or open</p>
          <p class="poster-url">{shortAddress(model.joinUrl)}</p>
          <p class="poster-how">and type the code</p>
          <p class="poster-code">{model.joinCode}</p>
          <p class="poster-foot">No app, no e-mail. Any nickname will do.</p>
        </main>
      </body>
    </html>
  )
}
