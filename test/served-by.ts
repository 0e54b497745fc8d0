import { openHead } from '../src/classifier/head.ts'
import type { ModelFiles } from '../src/classifier/model-files.ts'
import { floatsOf } from '../src/dataset/embedding.ts'
import type { Db } from '../src/db/open.ts'

/** What is stored of a photo and is not what the version it names says of its embedding; and by which versions the others are. */
export async function servedBy(
  db: Db,
  versions: readonly ModelFiles[],
): Promise<{ wrong: string[]; byVersion: Map<string, number>; models: Map<string, string> }> {
  const heads = new Map(
    await Promise.all(versions.map(async files => [files.card.version, await openHead(files)] as const)),
  )
  const rows = await db
    .selectFrom('prediction')
    .innerJoin('catch', 'catch.photo_id', 'prediction.photo_id')
    .select(['catch.id', 'model', 'verdict', 'prediction.food', 'probability', 'outlier', 'embedding'])
    .execute()
  const wrong: string[] = []
  const byVersion = new Map<string, number>()
  for (const { id, model, embedding, ...stored } of rows) {
    const said = await heads.get(model)?.judge(floatsOf(embedding))
    const same =
      said !== undefined &&
      said.verdict === stored.verdict &&
      said.food === stored.food &&
      said.probability === stored.probability &&
      said.outlier === stored.outlier
    if (!same) wrong.push(id)
    byVersion.set(model, (byVersion.get(model) ?? 0) + 1)
  }
  for (const head of heads.values()) await head.close()
  return { wrong, byVersion, models: new Map(rows.map(({ id, model }) => [id, model])) }
}

/** A version that says other numbers of every photo: the same head, less sure. */
export function lessSure({ card, ...files }: ModelFiles, version: string): ModelFiles {
  return { ...files, card: { ...card, version, temperature: 1.5 * card.temperature } }
}
