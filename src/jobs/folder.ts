import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { sha256 } from '../classifier/model-files.ts'
import { syncFolder, writeSynced } from '../durable.ts'

/** What a step leaves behind for the next ones: names and bytes. */
export type Files = Readonly<Record<string, Uint8Array | string>>

/** How a step's result becomes files and comes back. */
export interface Format<T> {
  write(value: T): Files
  read(files: Readonly<Record<string, Uint8Array>>): T
}

/** A file of a step's result as JSON, not checked. Throws SyntaxError where it is none. */
export const jsonIn = (files: Readonly<Record<string, Uint8Array>>, name: string): unknown =>
  JSON.parse(Buffer.from(files[name] ?? []).toString('utf8'))

/** A result that is plain JSON; checked when it is read. */
export const asJson = <T>(schema: z.ZodType<T>): Format<T> => ({
  write: value => ({ 'result.json': JSON.stringify(value) }),
  read: files => schema.parse(jsonIn(files, 'result.json')),
})

const doneSchema = z.strictObject({
  files: z.record(z.string(), z.string()),
  /** How long the step took. */
  milliseconds: z.number(),
})

export interface StepResult {
  files: Record<string, Uint8Array>
  milliseconds: number
}

/** Where the results of one job's steps lie until it ends. */
export interface JobFolder {
  /** What a step left; null where it did not come to its end, or a file is not what it wrote. */
  read(step: string): Promise<StepResult | null>
  write(step: string, files: Files, milliseconds: number): Promise<void>
  remove(): Promise<void>
}

const unfinished = '.part'
const jobsDir = (home: string) => join(home, 'jobs')

/** TANGKAP_HOME/jobs/ID, made where it is missing. */
export async function openJobFolder(home: string, id: string): Promise<JobFolder> {
  const dir = join(jobsDir(home), id)
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const remove = () => rm(dir, { recursive: true, force: true })
  return {
    remove,
    async read(step) {
      try {
        const done = doneSchema.parse(JSON.parse(await readFile(join(dir, `${step}.done`), 'utf8')))
        const files: Record<string, Uint8Array> = {}
        for (const [name, hash] of Object.entries(done.files)) {
          const bytes = await readFile(join(dir, `${step}.${name}`))
          if (sha256(bytes) !== hash) return null
          files[name] = bytes
        }
        return { files, milliseconds: done.milliseconds }
      } catch {
        return null
      }
    },
    /** The list of files with their hashes comes last: before it is there, the step is not done. */
    async write(step, files, milliseconds) {
      const hashes: Record<string, string> = {}
      for (const [name, content] of Object.entries(files)) {
        hashes[name] = sha256(content)
        await put(dir, `${step}.${name}`, content)
      }
      await syncFolder(dir)
      await put(
        dir,
        `${step}.done`,
        JSON.stringify({ files: hashes, milliseconds } satisfies z.infer<typeof doneSchema>),
      )
      await syncFolder(dir)
    },
  }
}

async function put(dir: string, name: string, content: Uint8Array | string): Promise<void> {
  await writeSynced(join(dir, name + unfinished), content)
  await rename(join(dir, name + unfinished), join(dir, name))
}

/**
 * Removes what killed and cancelled jobs left. `running` is asked after the folders have been listed: a job has its row
 * before it has a folder, so none that starts meanwhile loses its own.
 */
export async function sweepJobFolders(
  home: string,
  running: () => Promise<ReadonlySet<string>>,
): Promise<void> {
  const names = await readdir(jobsDir(home)).catch(() => [])
  if (names.length === 0) return
  const kept = await running()
  for (const name of names) {
    if (!kept.has(name)) await rm(join(jobsDir(home), name), { recursive: true, force: true })
  }
}
