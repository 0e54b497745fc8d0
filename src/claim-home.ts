import { dlopen, FFIType } from 'bun:ffi'
import { openSync } from 'node:fs'
import { AppError } from './errors.ts'
import type { Home } from './home.ts'

/** From sys/file.h: for one alone, without waiting. */
const [LOCK_EX, LOCK_NB] = [2, 4]

/**
 * One server a home: a second one would clear away what the first is about to store, and not know the foods that are added
 * there. The lock is the folder's and ends with the process, however that ends; other commands do not ask for it. Throws
 * AppError 409 where a server has it. Where the system knows no such lock, none is taken.
 */
export function claimHome({ dir }: Home): void {
  const flock = findLock()
  // Never closed: the lock hangs on it.
  if (flock && flock(openSync(dir, 'r'), LOCK_EX | LOCK_NB) !== 0)
    throw new AppError(
      409,
      `A server is running on the folder ${dir} already, or is about to end. Stop it, or set TANGKAP_HOME to another folder.`,
    )
}

function findLock(): ((fd: number, operation: number) => number) | null {
  try {
    return dlopen('libc.so.6', { flock: { args: [FFIType.i32, FFIType.i32], returns: FFIType.i32 } }).symbols
      .flock
  } catch {
    return null
  }
}
