import type { Db } from '../../db/open.ts'
import type { AddedFood, Category } from '../../packs/schema.ts'
import { addedFood, type CheckedFood } from './rules.ts'

/** What organisers added to this event's pack, oldest first. */
export async function addedFoods(db: Db, eventId: string): Promise<AddedFood[]> {
  const rows = await db
    .selectFrom('added_food')
    .select(['id', 'names', 'category', 'description'])
    .where('event_id', '=', eventId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(row => addedFood(row.id, foodOf(row)))
}

/** What insertFood and changeFood wrote, read back. */
const foodOf = (row: { names: string; category: string; description: string }): CheckedFood => ({
  names: JSON.parse(row.names) as CheckedFood['names'],
  category: row.category as Category,
  description: row.description,
})

const valuesOf = ({ names, category, description }: CheckedFood) => ({
  names: JSON.stringify(names),
  category,
  description,
})

/** False where the event has a food of this id already. */
export async function insertFood(
  db: Db,
  food: CheckedFood & { id: string; eventId: string; addedBy: string; now: number },
): Promise<boolean> {
  const result = await db
    .insertInto('added_food')
    .values({
      id: food.id,
      event_id: food.eventId,
      ...valuesOf(food),
      added_by: food.addedBy,
      created_at: food.now,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Other names, kind or words; the id stays, for photos carry it. */
export async function changeFood(db: Db, eventId: string, id: string, food: CheckedFood): Promise<void> {
  await db
    .updateTable('added_food')
    .set(valuesOf(food))
    .where('event_id', '=', eventId)
    .where('id', '=', id)
    .execute()
}

/** Takes an added food away again. False where somebody caught, named or photographed it: then it stays. */
export async function deleteFood(db: Db, eventId: string, id: string): Promise<boolean> {
  return await db.transaction().execute(async tx => {
    if (await isUsed(tx, eventId, id)) return false
    await tx.deleteFrom('added_food').where('event_id', '=', eventId).where('id', '=', id).execute()
    return true
  })
}

/** Whether any catch, claim, review or example names this food. */
export async function isUsed(db: Db, eventId: string, id: string): Promise<boolean> {
  const catches = db.selectFrom('catch').where('catch.event_id', '=', eventId)
  const found = await catches
    .select('catch.food')
    .where('catch.food', '=', id)
    .unionAll(
      catches
        .innerJoin('claim', 'claim.catch_id', 'catch.id')
        .select('claim.food')
        .where('claim.food', '=', id),
    )
    .unionAll(
      catches
        .innerJoin('review', 'review.catch_id', 'catch.id')
        .select('review.food')
        .where('review.food', '=', id),
    )
    .unionAll(
      db
        .selectFrom('example')
        .select('label as food')
        .where('event_id', '=', eventId)
        .where('label', '=', id),
    )
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
