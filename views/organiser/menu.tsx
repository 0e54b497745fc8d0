import { Layout } from '../layout.tsx'
import type { MenuModel, MenuTile } from '../menu-models.ts'
import type { Frame } from '../models.ts'
import { Back } from '../parts/back.tsx'
import { SproutIcon } from '../parts/icons.tsx'
import { staticHref } from '../parts/links.ts'
import { Problem } from '../parts/problem.tsx'
import { Silhouette } from '../parts/silhouettes.tsx'
import { categoryHeading, count } from '../parts/words.ts'

/** What is served today, to be ticked with a thumb. menu.js counts and ticks many; without it links do. */
export function MenuPage({ frame, model }: { frame: Frame; model: MenuModel }) {
  return (
    <Layout frame={frame} title="Today’s menu">
      <div class="organiser-page menu-page">
        <header>
          <h1>Today’s menu</h1>
          <p>
            Tick what is served today. The camera then chooses between these foods only and mixes up less.
          </p>
        </header>
        <MenuNow model={model} />
        <form class="menu-form" method="post" action="/organiser/menu" data-menu="" data-filter-list="">
          <Problem text={model.problem} />
          <div class="menu-tools">
            <input
              class="menu-filter"
              type="search"
              placeholder="Find a food"
              aria-label="Find a food"
              autocomplete="off"
              data-filter=""
              hidden
            />
            <a class="button button-quiet" href="/organiser/menu?tick=all" data-tick="all">
              Tick all
            </a>
            <a class="button button-quiet" href="/organiser/menu?tick=none" data-tick="none">
              Tick none
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
              Save today’s menu
            </button>
            <p role="status" data-menu-count="">
              {model.ticked} ticked
            </p>
          </div>
        </form>
        <form class="sheet" method="post" action="/organiser/menu">
          <h2>No menu today?</h2>
          <p>Then the camera looks for all {count(model.known, 'food')} it knows.</p>
          <button class="button button-quiet" type="submit" name="everything" value="1">
            Everything is served
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
      <h2 id="menu-now-title">{model.saved ? 'Saved' : 'Right now'}</h2>
      <p role="status" data-state={model.state}>
        {stateWords(model)}
      </p>
      {model.state === 'serving' && (
        <p class="small">
          A photo of another food is answered with “Not on today’s menu?”. Players can still say what it is,
          and you check it as usual.
        </p>
      )}
    </section>
  )
}

function stateWords({ state, served, known }: MenuModel): string {
  switch (state) {
    case 'everything':
      return `Everything is served: the camera looks for all ${count(known, 'food')} it knows.`
    case 'serving': {
      const learning = served?.learning ?? 0
      const more =
        learning > 0
          ? ` It is still learning ${learning} more of today’s menu: players can name them, and you check.`
          : ''
      return `The camera looks for ${count(served?.known ?? 0, 'food')} of today’s menu only.${more}`
    }
    case 'too small':
      return 'The camera knows fewer than two of the foods on today’s menu, so it looks for all foods. Tick more.'
    case 'not taken':
      return 'Your menu is saved, but the camera has not taken it yet. Open this page again in a minute; if it still says so, look in the server’s log.'
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
            still learning
          </span>
        )}
      </span>
    </label>
  )
}
