import { dlopen, FFIType } from 'bun:ffi'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, messageOf } from '../errors.ts'
import { programFolder } from './program-folder.ts'

/** Libraries stay open as long as somebody holds them. */
const held: unknown[] = []

interface Sharp {
  _isUsingX64V2(): boolean
}

/** What sharp/dist/sharp.mjs gives, in the binary: the plugin of scripts/binary puts a call of this in its place. */
export function openSharp(): unknown {
  const sharp = open('sharp', 'libvips-cpp.so', 'vips_version') as Sharp
  if (process.arch === 'x64' && !sharp._isUsingX64V2()) {
    throw new AppError(500, 'Tangkap needs a processor of the kind x86-64-v2 (2009 and later).')
  }
  return sharp
}

/** What onnxruntime-node/dist/binding.js loads. */
export const openOnnxRuntime = (): unknown => open('onnxruntime', 'libonnxruntime.so', 'OrtGetApiBase')

/**
 * The library first, by its path: a .node file that needs it then finds it by its name, wherever else one may lie.
 */
function open(name: string, library: string, symbol: string): unknown {
  const folder = join(programFolder() ?? '', 'libraries', name)
  try {
    const files = readdirSync(folder)
    const find = (fits: (file: string) => boolean) => join(folder, files.find(fits) ?? 'missing')
    held.push(
      dlopen(
        find(file => file.startsWith(library)),
        { [symbol]: { returns: FFIType.ptr, args: [] } },
      ),
    )
    const binding: { exports: unknown } = { exports: {} }
    process.dlopen(
      binding,
      find(file => file.endsWith('.node')),
    )
    return binding.exports
  } catch (cause) {
    throw new AppError(
      500,
      `The libraries in ${folder} cannot be opened (${messageOf(cause)}). Tangkap needs Linux with glibc, and TANGKAP_HOME on a disk that programs may be run from.`,
      { cause },
    )
  }
}
