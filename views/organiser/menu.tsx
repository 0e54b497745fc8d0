import { gap, t } from '../../src/web/languages/words.ts'
import { Layout } from '../layout.tsx'
import type { MenuModel, MenuTile } from '../menu-models.ts'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { SproutIcon } from '../parts/icons.tsx'
import { staticHref } from '../parts/links.ts'
import { Problem } from '../parts/problem.tsx'
import { Silhouette } from '../parts/silhouettes.tsx'
import { categoryHeading } from '../parts/words.ts'

/** What is served today, to be ticked with a thumb. menu.js counts and ticks many; without it links do. */
export function MenuPage({ frame, model }: { frame: Frame; model: MenuModel }) {
  return (
    <Layout frame={frame} title={t`Today’s menu`}>
      <div class="organiser-page menu-page">
        <header>
          <h1>{t`Today’s menu`}</h1>
          <p>
            {t`Tick what is served today. The camera then chooses between these foods only and mixes up
              less.`}
          </p>
        </header>
        <MenuNow model={model} />
        <form class="menu-form" method="post" action="/organiser/menu" data-menu="" data-filter-list="">
          <Problem text={model.problem} />
          <div class="menu-tools">
            <input
              class="menu-filter"
              type="search"
              placeholder={t`Find a food`}
              aria-label={t`Find a food`}
              autocomplete="off"
              data-filter=""
              hidden
            />
            <a class="button button-quiet" href="/organiser/menu?tick=all" data-tick="all">
              {t`Tick all`}
            </a>
            <a class="button button-quiet" href="/organiser/menu?tick=none" data-tick="none">
              {t`Tick none`}
            </a>
          </div>
          {model.groups.map(({ category, foods }) => (
            <fieldset class="menu-group" key={category} data-category={category}>
              <legend>{categoryHeading(category)}</legend>
              <div class="menu-tiles">
                {foods.map(food => (
                  <Tile key={food.id} food={food} />
                ))}
              </div>
            </fieldset>
          ))}
          <div class="menu-save">
            <button class="button" type="submit">
              {t`Save today’s menu`}
            </button>
            <p role="status" data-menu-count="">
              {t`${model.ticked} ticked`}
            </p>
          </div>
        </form>
        <form class="sheet" method="post" action="/organiser/menu">
          <h2>{t`No menu today?`}</h2>
          <p>{t`Then the camera looks for all ${model.known} foods it knows.`}</p>
          <button class="button button-quiet" type="submit" name="everything" value="1">
            {t`Everything is served`}
          </button>
        </form>
        <Back />
      </div>
      <script type="module" src={staticHref('menu.js', frame.stamp)} />
    </Layout>
  )
}

/** What the camera does right now, and what players see. */
function MenuNow({ model }: { model: MenuModel }) {
  return (
    <section class="sheet menu-now" aria-labelledby="menu-now-title">
      <h2 id="menu-now-title">{model.saved ? t`Saved` : t`Right now`}</h2>
      <p role="status" data-state={model.state}>
        {stateWords(model)}
      </p>
      {model.state === 'serving' && (
        <p class="small">
          {t`A photo of another food is answered with “Not on today’s menu?”. Players can still say what it is,
            and you check it as usual.`}
        </p>
      )}
    </section>
  )
}

function stateWords({ state, served, known }: MenuModel): string {
  switch (state) {
    case 'everything':
      return t`Everything is served: the camera looks for all ${known} foods it knows.`
    case 'serving': {
      const { known: chosen, learning } = served ?? { known: 0, learning: 0 }
      const only = t`The camera looks for ${chosen} foods of today’s menu only.`
      if (learning === 0) return only
      return `${only}${gap()}${t`It is still learning ${learning} more of today’s menu: players can name them, and you check.`}`
    }
    case 'too small':
      return t`The camera knows fewer than two of the foods on today’s menu, so it looks for all foods. Tick more.`
    case 'not taken':
      return t`Your menu is saved, but the camera has not taken it yet. Open this page again in a minute; if it
        still says so, look in the server’s log.`
    default:
      return state satisfies never
  }
}

function Tile({ food }: { food: MenuTile }) {
  return (
    <label class="menu-tile" data-filtered="" data-names={food.otherNames}>
      <input type="checkbox" name="food" value={food.id} checked={food.ticked} />
      <span class="menu-tile-face">
        <span class="menu-tile-picture">
          {food.thumbnail ? (
            <img src={food.thumbnail} alt="" width="256" height="256" loading="lazy" decoding="async" />
          ) : (
            <Silhouette food={food.id} category={food.category} />
          )}
        </span>
        <span class="menu-tile-name">{food.name}</span>
        {food.learning && (
          <span class="slot-learning">
            <SproutIcon />
            {t`still learning`}
          </span>
        )}
      </span>
    </label>
  )
}
