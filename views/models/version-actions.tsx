import { gap, t } from '../../src/web/languages/words.ts'
import type { VersionModel } from './list-models.ts'

const address = (version: string, act: string) => `/organiser/models/${version}/${act}`

/** Lets a version serve: one question, one answer. `words`: of the question. */
export function UseVersion({ version, words }: { version: VersionModel; words: string }) {
  if (version.from === null) return null
  return (
    <details class="quiet-details version-use">
      <summary>{words}</summary>
      <form method="post" action={address(version.version, 'promote')}>
        <input type="hidden" name="from" value={version.from} />
        <p>
          {t`“${version.name}” answers photos from then on. Nobody has to wait, and nothing that was caught
            changes.`}
        </p>
        <button class="button button-danger" type="submit">
          {t`Yes, use this one`}
        </button>
      </form>
    </details>
  )
}

/** Keeps the champion, or gives it free again. */
export function PinVersion({ version }: { version: VersionModel }) {
  if (version.status !== 'champion') return null
  return (
    <form class="version-pin" method="post" action={address(version.version, 'pin')}>
      <input type="hidden" name="pinned" value={version.pinned ? 'no' : 'yes'} />
      <p class="small">
        {version.pinned
          ? t`You said it stays: no new version takes its place by itself.`
          : t`A new version takes its place by itself when it has proved to be as good.`}
      </p>
      <button class="button button-quiet" type="submit">
        {version.pinned ? t`Let it be replaced again` : t`Keep this version`}
      </button>
    </form>
  )
}

/** What a terminal and its files call it. */
export const VersionHash = ({ version }: { version: VersionModel }) => <code>{version.version}</code>

/** What it does or did, in words. */
export const Standing = ({ version }: { version: VersionModel }) => (
  <p class="small">{version.standing.join(gap())}</p>
)
