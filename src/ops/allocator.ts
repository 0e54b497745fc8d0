import { dlopen, FFIType } from 'bun:ffi'

const megabyte = 1024 * 1024

/** Names and numbers are those of glibc's malloc.h; what they mean stands in mallopt(3). */
const settings = {
  // Two heaps for all threads instead of one each.
  M_ARENA_MAX: [-8, 2],
  // A decoded picture is mapped for itself and goes back to the system at once, not into a heap that only grows.
  M_MMAP_THRESHOLD: [-3, megabyte],
  M_TRIM_THRESHOLD: [-1, megabyte],
} as const

/**
 * glibc is slow to hand memory back: a server that decodes pictures stays some 60 MB smaller with these settings, and
 * is no slower (docs/benchmarks.md). Has to be called before threads start. Returns false where it cannot be set, which
 * costs memory and nothing else.
 */
export function boundHeaps(): boolean {
  try {
    const libc = dlopen('libc.so.6', { mallopt: { args: [FFIType.i32, FFIType.i32], returns: FFIType.i32 } })
    return Object.values(settings).every(([option, value]) => libc.symbols.mallopt(option, value) === 1)
  } catch {
    return false
  }
}
