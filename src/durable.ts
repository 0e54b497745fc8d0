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
