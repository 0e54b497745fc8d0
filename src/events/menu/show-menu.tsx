import type { MenuModel } from '../../../views/menu-models.ts'
import { MenuPage } from '../../../views/organiser/menu.tsx'
import { albumOf, stickerOf } from '../../catching/index.ts'
import type { Context } from '../../context.ts'
import { messageOf } from '../../errors.ts'
import { isClaimed, otherNames } from '../../game/index.ts'
import { categories } from '../../packs/schema.ts'
import { foodName } from '../../packs/spoken.ts'
import { expectMenu, followChampion } from '../../registry/index.ts'
import { readForm } from '../../web/form.ts'
import { frameOf } from '../../web/frame.ts'
import { html, seeOther } from '../../web/html.ts'
import type { OrganiserVisit } from '../../web/visit.ts'
import { setMenu } from '../store.ts'
import { checkMenu, type MenuFood, menuState } from './rules.ts'
import { servedToday } from './served.ts'

/** Some forty bytes a food: room for more foods than anybody serves. */
const largestForm = 64 * 1024

/** GET /organiser/menu; ?tick=all and ?tick=none for who has no script, nothing is saved by it. */
export async function showMenu(context: Context, visit: OrganiserVisit): Promise<Response> {
  // Nobody waits for it. What goes wrong is said when the menu is saved.
  expectMenu(context).catch(error => visit.log.warn({ reason: messageOf(error) }, 'no menu can be expected'))
  const { event, url } = visit
  const all = context.pack.foods.map(({ id }) => id)
  const saved = servedToday(context.pack, event.menu)?.map(({ id }) => id) ?? all
  const asked = { all, none: [] }[url.searchParams.get('tick') ?? '']
  return await menuPage(context, visit, { ticked: asked ?? saved, problem: null })
}

/** POST /organiser/menu: live in every thread when it is answered. `everything` instead of foods: no menu. */
export async function saveMenu(context: Context, visit: OrganiserVisit): Promise<Response> {
  const form = await readForm(visit.request, largestForm)
  const ticked = form.getAll('food').filter(value => typeof value === 'string')
  const checked = form.has('everything') ? { menu: null } : checkMenu(menuFoods(context), ticked)
  if ('problem' in checked) return await menuPage(context, visit, { ticked, problem: checked.problem })
  const organiser = { actor: visit.viewer.userId, at: context.clock() }
  await setMenu(context.db, visit.event.id, checked.menu, organiser)
  await followChampion(context)
  return seeOther('/organiser/menu?saved')
}

const menuFoods = (context: Context): MenuFood[] =>
  context.pack.foods.map(food => ({
    id: food.id,
    name: foodName(food),
    learning: !isClaimed(context, food.id),
  }))

async function menuPage(
  context: Context,
  visit: OrganiserVisit,
  { ticked, problem }: { ticked: readonly string[]; problem: string | null },
): Promise<Response> {
  const { menu } = visit.event
  const foods = menuFoods(context)
  const saved = menu && foods.filter(({ id }) => menu.includes(id))
  const model: MenuModel = {
    groups: await groupsOf(context, visit, ticked),
    ticked: ticked.length,
    known: foods.filter(({ learning }) => !learning).length,
    served: saved && {
      known: saved.filter(({ learning }) => !learning).length,
      learning: saved.filter(({ learning }) => learning).length,
    },
    state: menuState(saved, context.classifier.menu),
    saved: visit.url.searchParams.has('saved'),
    problem,
  }
  return html(<MenuPage frame={frameOf(context, visit)} model={model} />, { status: problem ? 422 : 200 })
}

/** The pack's foods by kind, with the organiser's own photos where they play along. */
async function groupsOf(
  context: Context,
  { viewer }: OrganiserVisit,
  ticked: readonly string[],
): Promise<MenuModel['groups']> {
  const album = viewer.player ? await albumOf(context.db, viewer.player.id) : new Map()
  return categories
    .map(category => ({
      category,
      foods: context.pack.foods
        .filter(food => food.category === category)
        .map(food => ({
          ...stickerOf(context, album, food),
          otherNames: otherNames(food.names),
          ticked: ticked.includes(food.id),
        })),
    }))
    .filter(({ foods }) => foods.length > 0)
}
