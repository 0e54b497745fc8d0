import { gap, t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { Frame, LeaderboardModel, LeaderboardRow } from '../models.ts'
import { CameraIcon, TicketIcon } from '../parts/icons.tsx'

export function LeaderboardPage({ frame, model }: { frame: Frame; model: LeaderboardModel }) {
  return (
    <Layout frame={frame} title={t`Board`}>
      <LeaderboardPart model={model} joined={frame.player !== null} />
    </Layout>
  )
}

export function LeaderboardPart({ model, joined }: { model: LeaderboardModel; joined: boolean }) {
  return (
    <div class="board">
      <header class="board-head">
        <h1>{t`Who caught the most?`}</h1>
        <p>
          {model.players === 1
            ? t`1 player, ${model.total} foods to find.`
            : t`${model.players} players, ${model.total} foods to find.`}
          {gap()}
          {t`Same number of foods? Whoever got there first stands higher.`}
        </p>
      </header>
      {model.rows.length > 0 ? <Ranking model={model} /> : <NobodyYet joined={joined} />}
    </div>
  )
}

function Ranking({ model }: { model: LeaderboardModel }) {
  return (
    <section class="sheet board-sheet">
      <table class="ranking">
        <thead>
          <tr>
            <th scope="col">
              <span class="vh">{t`Rank`}</span>
            </th>
            <th scope="col">{t`Player`}</th>
            <th scope="col" class="ranking-foods">
              {t`Foods`}
            </th>
            <th scope="col" class="ranking-when">
              {t`Reached`}
            </th>
          </tr>
        </thead>
        <tbody>
          {model.rows.map(row => (
            <Row key={row.nickname} row={row} />
          ))}
        </tbody>
        {model.own && (
          // Its dots stand for the places between.
          <tbody class={(model.own.rank ?? 0) > model.rows.length + 1 ? 'ranking-own' : undefined}>
            <Row row={model.own} />
          </tbody>
        )}
      </table>
    </section>
  )
}

function Row({ row }: { row: LeaderboardRow }) {
  return (
    <tr
      class={row.self ? 'self' : undefined}
      data-rank={row.rank !== null && row.rank <= 3 ? row.rank : undefined}
    >
      <td class="ranking-rank">
        <span>{row.rank ?? '–'}</span>
      </td>
      <th scope="row">
        <span class="ranking-name">{row.nickname}</span>
        {row.self && <span class="you">{t`you`}</span>}
      </th>
      <td class="ranking-foods">{row.foods}</td>
      <td class="ranking-when">{row.reached ?? '–'}</td>
    </tr>
  )
}

function NobodyYet({ joined }: { joined: boolean }) {
  return (
    <section class="sheet notice">
      <h2>{t`Nobody has caught anything yet`}</h2>
      <p class="lead">{t`The first name on this board could be yours.`}</p>
      <p class="actions">
        {joined ? (
          <a class="button" href="/">
            <CameraIcon /> {t`Be the first`}
          </a>
        ) : (
          <a class="button" href="/join">
            <TicketIcon /> {t`Join and be the first`}
          </a>
        )}
      </p>
    </section>
  )
}
