import type { ComponentChildren } from 'preact'
import { languages } from '../src/packs/schema.ts'
import { language, languageNames, languageTags } from '../src/web/languages/language.ts'
import { t } from '../src/web/languages/words.ts'
import type { Frame } from './models.ts'
import {
  AlbumIcon,
  BadgeIcon,
  BoardIcon,
  CameraIcon,
  MeIcon,
  StallIcon,
  TicketIcon,
  TickIcon,
} from './parts/icons.tsx'
import { staticHref } from './parts/links.ts'
import { Notices } from './parts/notices.tsx'
import { scriptWords } from './parts/script-words.ts'
import { Wordmark } from './parts/wordmark.tsx'

// htmx would add a style sheet of its own, which the content security policy forbids, and Back should show
// the page as the server has it now.
const htmxConfig = JSON.stringify({ includeIndicatorCSS: false, history: 'reload' })

/** What every document has in its head; the poster, which has no navigation, uses it too. */
export function Head({ title, stamp }: { title: string; stamp: string }) {
  return (
    <head>
      <meta charset="utf-8" />
      <title>{`${title} · Tangkap`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#2a1748" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#1b1030" media="(prefers-color-scheme: dark)" />
      <meta name="htmx-config" content={htmxConfig} />
      <meta name="words" content={JSON.stringify(scriptWords())} />
      <link rel="icon" href="/static/icon.svg" type="image/svg+xml" />
      <link rel="manifest" href="/static/manifest.webmanifest" />
      <link rel="stylesheet" href={staticHref('app.css', stamp)} />
      <script src={staticHref('htmx.min.js', stamp)} defer />
      <script src={staticHref('app.js', stamp)} type="module" />
    </head>
  )
}

interface LayoutProps {
  frame: Frame
  title: string
  children: ComponentChildren
}

/** The frame of every page: a stall's sign on top, the page, and the thumb's row of buttons at the bottom. */
export function Layout({ frame, title, children }: LayoutProps) {
  return (
    <html lang={languageTags[language()]}>
      <Head title={title} stamp={frame.stamp} />
      <body data-player={frame.player?.id}>
        <a class="skip" href="#main">
          {t`Skip to the page`}
        </a>
        <header class="sign">
          <div class="sign-inner">
            <a class="sign-home" href="/">
              <Wordmark />
            </a>
            <p class="sign-event">{frame.event ?? frame.packName}</p>
            {frame.organiser && (
              <a class="sign-organiser" href="/organiser" aria-current={current(frame, '/organiser')}>
                <StallIcon />
                <span>{t`Organiser`}</span>
              </a>
            )}
            {!frame.organiser && frame.reviewer && frame.player && (
              <a class="sign-organiser" href="/organiser/review" aria-label={t`Check photos`}>
                <StallIcon />
                <span>{t`Check photos`}</span>
              </a>
            )}
            <Navigation frame={frame} />
          </div>
        </header>
        <main id="main" tabindex={-1}>
          <Notices notices={frame.notices ?? []} />
          {children}
        </main>
        <footer class="foot">
          <Languages back={frame.back} />
          {language() !== 'en' && <p>{t`No native speaker has checked these words yet.`}</p>}
          <p>
            Tangkap {frame.version} · {frame.packName}
          </p>
        </footer>
      </body>
    </html>
  )
}

const current = (frame: Frame, path: string): 'page' | undefined => (frame.path === path ? 'page' : undefined)

function Navigation({ frame }: { frame: Frame }) {
  // At the door the form has a button of its own: a second one would only wipe what was typed.
  const joining = /^\/join(\/|$)/.test(frame.path)
  return (
    <nav class="tabs" aria-label={t`Main`}>
      <a href="/collection" aria-current={current(frame, '/collection')}>
        <AlbumIcon />
        <span>{t`Album`}</span>
      </a>
      {frame.player && (
        <a href="/collection#badges">
          <BadgeIcon />
          <span>{t`Badges`}</span>
        </a>
      )}
      {frame.player && (
        <a class="tabs-main" href="/" data-open-camera="" aria-current={current(frame, '/')}>
          <i class="tabs-round">
            <CameraIcon />
          </i>
          <span>{t`Camera`}</span>
        </a>
      )}
      {!frame.player && frame.reviewer && (
        <a class="tabs-main" href="/organiser/review" aria-current={current(frame, '/organiser/review')}>
          <i class="tabs-round">
            <TickIcon />
          </i>
          <span>{t`Check photos`}</span>
        </a>
      )}
      {!frame.player && !frame.reviewer && !joining && (
        <a class="tabs-main" href="/join">
          <i class="tabs-round">
            <TicketIcon />
          </i>
          <span>{t`Join`}</span>
        </a>
      )}
      <a href="/leaderboard" aria-current={current(frame, '/leaderboard')}>
        <BoardIcon />
        <span>{t`Board`}</span>
      </a>
      {frame.player && (
        <a href="/profile" aria-current={current(frame, '/profile')}>
          <MeIcon />
          <span>{t`Me`}</span>
        </a>
      )}
    </nav>
  )
}

/** Each language in its own words, for who cannot read the page's. */
function Languages({ back }: { back: string }) {
  return (
    <form class="languages" method="post" action="/language">
      <input type="hidden" name="back" value={back} />
      {languages.map(each => (
        <button
          key={each}
          type="submit"
          name="language"
          value={each}
          lang={languageTags[each]}
          aria-pressed={each === language()}
        >
          {languageNames[each]}
        </button>
      ))}
    </form>
  )
}
