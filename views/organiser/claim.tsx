import { t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { ClaimOrganiserModel, Frame } from '../models.ts'
import { Problem } from '../parts/problem.tsx'
import { AlbumMoves } from './sign-in.tsx'

export function ClaimOrganiserPage({ frame, model }: { frame: Frame; model: ClaimOrganiserModel }) {
  return (
    <Layout frame={frame} title={t`Claim this Tangkap`}>
      <form
        class="ticket ticket-alone"
        method="post"
        action={`/organiser/claim/${encodeURIComponent(model.token)}`}
      >
        <h1>{model.role === 'organiser' ? t`This Tangkap is yours` : t`Help to check photos`}</h1>
        <p>
          {model.role === 'organiser'
            ? t`Make the organiser’s account. The link you opened works once.`
            : t`Make your reviewer’s account. The link you opened works once.`}
        </p>
        <AlbumMoves frame={frame} />
        <Problem text={model.problem} />
        <label class="field">
          <span>{t`E-mail`}</span>
          <input type="email" name="email" value={model.email} required autocomplete="username" />
        </label>
        <label class="field">
          <span>
            {t`Password`} <small>{t`At least 10 characters. Three or four words in a row are good.`}</small>
          </span>
          <input type="password" name="password" required minlength={10} autocomplete="new-password" />
        </label>
        <button class="button button-big" type="submit">
          {t`Make my account`}
        </button>
        <p class="small">{t`Your e-mail stays on this computer. Nothing is sent to it.`}</p>
      </form>
    </Layout>
  )
}
