import type { Transaction } from 'kysely'
import type { Arriving, Neighbour } from '../catching/index.ts'
import type { Database } from '../db/schema.ts'
import { bandsOf } from '../photos/look.ts'
import { floatsOf } from './embedding.ts'

/** Of many that share a piece of the hash only the newest are compared. */
const mostCompared = 40

/** Examples of this event that share a piece of the hash with a photo that arrives: its likely near-duplicates. */
export async function examplesSharing(tx: Transaction<Database>, photo: Arriving): Promise<Neighbour[]> {
  if (photo.look === null) return []
  const { eventId, backbone, look } = photo
  const rows = await tx
    .selectFrom('example')
    .select(['look', 'look_group as group', 'embedding'])
    .where('id', 'in', eb =>
      eb
        .selectFrom('example_band')
        .select('example_id')
        .where('event_id', '=', eventId)
        .where('band', 'in', bandsOf(look)),
    )
    .where('backbone', '=', backbone)
    .orderBy('id', 'desc')
    .limit(mostCompared)
    .execute()
  return rows.map(row => ({ ...row, embedding: floatsOf(row.embedding) }))
}
