import { existsSync } from 'node:fs'
import { readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { syncFolder, writeSynced } from '../../durable.ts'
import { AppError } from '../../errors.ts'
import type { Erasures } from '../../players/index.ts'
import { jsonOf } from './format.ts'

const lineSchema = z.union([
  z.strictObject({ player: z.string(), by: z.string().nullable(), at: z.number() }),
  z.strictObject({ photo: z.string() }),
])

/** The list of erasures that lies beside backups, and that each of them carries: JSON, a line each. */
export const listBeside = (backup: string): string => join(dirname(backup), 'tangkap-erased.jsonl')

export const erasedText = (erasures: Erasures): string => text(linesOf(erasures))

const linesOf = ({ players, photos }: Erasures): string[] => [
  ...players.map(({ id, by, at }) => JSON.stringify({ player: id, by, at })),
  ...photos.map(photo => JSON.stringify({ photo })),
]

const text = (lines: readonly string[]) => lines.map(line => `${line}\n`).join('')

/** Throws AppError naming the line that cannot be read: nobody may come back because of it. */
export function erasedIn(content: string, where: string): Erasures {
  const erasures: Erasures = { players: [], photos: [] }
  for (const [i, line] of content.split('\n').entries()) {
    if (line === '') continue
    const read = lineSchema.safeParse(jsonOf(line))
    if (!read.success) {
      throw new AppError(
        422,
        `Line ${i + 1} of ${where}, the list of who was erased, cannot be read. Put it right or remove it.`,
      )
    }
    if ('photo' in read.data) erasures.photos.push(read.data.photo)
    else erasures.players.push({ id: read.data.player, by: read.data.by, at: read.data.at })
  }
  return erasures
}

/** Empty where there is no list. Throws AppError. */
export async function readErased(list: string): Promise<Erasures> {
  return erasedIn(existsSync(list) ? await readFile(list, 'utf8') : '', list)
}

/** Adds what the list does not have yet, and makes it where there is none. It only grows: homes may share a folder. */
export async function addErased(list: string, erasures: Erasures): Promise<void> {
  const there = existsSync(list)
  const before = there ? (await readFile(list, 'utf8')).split('\n').filter(line => line !== '') : []
  const known = new Set(before)
  const fresh = linesOf(erasures).filter(line => !known.has(line))
  if (there && fresh.length === 0) return
  await writeSynced(`${list}.part`, text([...before, ...fresh]))
  await rename(`${list}.part`, list)
  await syncFolder(dirname(list))
}
