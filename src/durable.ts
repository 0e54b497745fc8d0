import { type FileHandle, open } from 'node:fs/promises'

/** When it resolves, the bytes survive a power cut; the name does when its folder is synced too. For this user alone. */
export async function writeSynced(path: string, content: Uint8Array | string): Promise<void> {
  await using file: FileHandle = await open(path, 'w', 0o600)
  await file.writeFile(content)
  await file.sync()
}

/** A new name, or a rename, is durable only when the folder that holds the names is. */
export async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r')
  await folder.sync()
}

/**
 * Files and folders that are written by now, one after another. The first takes most of the others along, so many files
 * are written many times as fast as when each is synced on its own.
 */
export async function syncAll(paths: Iterable<string>): Promise<void> {
  for (const path of paths) await syncFolder(path)
}
